import type { Payee } from '../../payments/records.ts';
import type { CaseEvent } from '../machine.ts';
import { stoppedToCoolOff } from '../money/cooling-off.ts';
import type { CaseRecord } from '../records.ts';
import type { StepInput } from '../step-input.ts';
import type { Effects } from './table.ts';

const SIGNATURES: readonly string[] = ['approve', 'approve-step', 'approve-conditional'] satisfies CaseEvent[];
const PAYEE_FIELDS = ['holderName', 'holderIdKey', 'bankName', 'bankAccount', 'cnaps'] as const satisfies (keyof Payee)[];

/** Another payee: no signature outlives it, and it may have to cool off (`../money/cooling-off.ts`). */
export const paidElsewhere = ({ brought: { payee }, today }: StepInput, coolsOff: boolean): Partial<CaseRecord> => ({
  ...(payee && { payee }),
  approvals: [],
  ...(coolsOff && { payeeChangedOn: today }),
});

/** Was this case signed once, at any level, even if the signature has fallen since? Then a changed account cools off. */
export const everSigned = ({ acts, payeeChangedOn }: CaseRecord): boolean =>
  payeeChangedOn !== null || acts.some(({ event }) => SIGNATURES.includes(event));

export const samePayee = (one: Payee | null, other: Payee): boolean =>
  one !== null && PAYEE_FIELDS.every((field) => one[field] === other[field]);

/** Who is paid, and where. */
export const PAYEE_EFFECTS: Effects = {
  // Once it was signed, every further change cools off: else a first, harmless one could wait the days for a second.
  'change-payee': (input) => {
    const { record } = input.file;
    const changed = paidElsewhere(input, everSigned(record));
    return { record: { ...changed, clock: stoppedToCoolOff({ ...record, ...changed }, input) } };
  },
  'change-payee-after-approval': (input) => ({ record: paidElsewhere(input, true) }),
};
