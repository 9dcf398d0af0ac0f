import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import { PAYABLE } from '../../../shared/domain/cases/money/pay-case.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { StepContext } from '../../../shared/domain/cases/step-context.ts';
import type { Role } from '../../../shared/domain/parties/kinds.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import type { Signer } from '../../../shared/domain/payments/records.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { systemStep } from '../../../shared/http/system-step.ts';
import { newId } from '../../../shared/runtime/random.ts';

/** The bureau in whose name somebody pays: the first where they are a payer, or the one that is named. `as`: in another role there. */
export const bureauOf = ({ memberships }: Principal, named?: string, as: readonly Role[] = ['finance-payer']): Membership | undefined =>
  memberships.find(
    ({ organisationId, roles }) => roles.some((role) => as.includes(role)) && (named === undefined || organisationId === named),
  );

/** Who acts, as it is signed with. */
export const signerIn = ({ who, grounds, now }: Pick<Allowed, 'who' | 'grounds' | 'now'>): Signer => ({
  personId: who.personId,
  personKey: who.personKey,
  at: now.toISOString(),
  ...(grounds.membership?.onBehalf && { onBehalf: grounds.membership.onBehalf }),
});

/** Why no money leaves this case now, whoever pays. What one person wants to cancel waits for the word of a second one. */
export function blockedBy({ state, halt, proposal }: CaseRecord): 'case-state' | 'case-halted' | 'cancel-proposed' | undefined {
  if (!PAYABLE.includes(state)) return 'case-state';
  if (halt) return 'case-halted';
  return proposal?.event === 'cancel-payment' ? 'cancel-proposed' : undefined;
}

/** For the step that follows from a payment: the bank's word, so that nobody's hands are looked at. */
export const followingStep = (now: Date, holidays: HolidayLists): StepContext => systemStep(now, holidays, newId);
