import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { decidePayment } from '../../payments/payment.ts';
import type { CaseStanding } from '../../payments/payment-moves.ts';
import type { MoneyRow } from '../../payments/records.ts';
import { decideRecovery } from '../../payments/recovery.ts';
import { nextRecoveryTimer } from '../../payments/recovery-timers.ts';
import { bankSilence } from '../../payments/silence.ts';
import type { CaseFile } from '../records.ts';
import type { StepContext } from '../step-context.ts';
import type { Paid } from './pay-case.ts';

/** What a worker did. `why`: for the entry in the chain; `more`: another day of it has passed as well. */
export type MoneyWork = Paid & { readonly why: string; readonly more: boolean };
/** `idle`: nothing is due (somebody was faster, or the list is behind) · `wait`: not before a day · `work`: to be committed. */
export type MoneyTried =
  | { readonly kind: 'idle' }
  | { readonly kind: 'wait'; readonly version: number; readonly day: CivilDate }
  | { readonly kind: 'work'; readonly work: MoneyWork };
/** A refusal that should not be: the table does not let a worker do what is due. */
export type MoneyRefusal = { readonly code: string };
type Attempt = (file: CaseFile, id: string, context: StepContext) => Result<MoneyTried, MoneyRefusal>;

const IDLE = ok({ kind: 'idle' } as const);
const BY = { kind: 'system' } as const;
/** The guards of what a worker does look at nobody's hands. */
const NOBODY: CaseStanding = { approvedPayeeHash: null, coolsOffUntil: null, actedInCase: [], tiedToApplicant: [], recovered: [] };

const payment: Attempt = (file, id, context) => {
  const found = file.payments.find((one) => one.id === id);
  const silence = found && bankSilence(found, context.today, context.holidays);
  if (!found || !silence || silence.kind === 'answered') return IDLE;
  if (silence.kind === 'until') return ok({ kind: 'wait', version: found.version, day: silence.day });
  const { now: at, today } = context;
  const decided = decidePayment(found, { kind: 'note_silence' }, { by: BY, at, today, standing: NOBODY });
  if (!decided.ok) return decided;
  // Silence moves no money, so that the books and the machine are not asked.
  const { record } = file;
  const payments = file.payments.map((one) => (one === found ? decided.value.payment : one));
  const after: CaseFile = { ...file, record: { ...record, version: record.version + 1 }, payments };
  return ok({
    kind: 'work',
    work: {
      file: after,
      event: 'payment-silent',
      transfers: [],
      why: `payment ${id}: no word of the bank since ${silence.since}`,
      more: false,
    },
  });
};

const recovery: Attempt = (file, id, context) => {
  const found = file.recoveries.find((one) => one.id === id);
  const timer = found && nextRecoveryTimer(found);
  if (!found || !timer) return IDLE;
  const { now: at, today } = context;
  if (timer.on > today) return ok({ kind: 'wait', version: found.version, day: timer.on });
  const decided = decideRecovery(found, { kind: timer.event }, { by: BY, at, today, tiedToApplicant: [] });
  if (!decided.ok) return decided;
  const { record } = file;
  const recoveries = file.recoveries.map((one) => (one === found ? decided.value.recovery : one));
  const after: CaseFile = { ...file, record: { ...record, version: record.version + 1 }, recoveries };
  const next = nextRecoveryTimer(decided.value.recovery);
  const more = next !== null && next.on <= today;
  const event = `recovery-${timer.event.replaceAll('_', '-')}`;
  return ok({ kind: 'work', work: { file: after, event, transfers: [], why: `recovery ${id}: ${timer.event} ${timer.on}`, more } });
};

const WORK: Record<MoneyRow['kind'], Attempt> = { PAYMENT: payment, RECOVERY: recovery };

/**
 * What silence does to a payment or a recovery today, if anything: a bank that has not answered makes its outcome unknown, a debtor who has not is
 * taken at their word, reminded, and told of to the bureau. Pure; run twice on what it wrote, it finds nothing to do.
 */
export const tryMoney = (file: CaseFile, { kind, id }: MoneyRow, context: StepContext): Result<MoneyTried, MoneyRefusal> =>
  WORK[kind](file, id, context);
