import { addWorkingDays, type HolidayLists } from '../calendar/working-days.ts';
import { addDays, type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import type { Payment } from './records.ts';

/** Working days after which a bank that said nothing counts as silent. A default of ours (invented). */
const SILENT_AFTER_WORKING_DAYS = 3;

/** The day the current attempt went to the bank; undefined: it has not, or its outcome is known. */
export function withBankSince({ state, sentAt, signers }: Payment): CivilDate | undefined {
  if (state !== 'sent' && state !== 'unknown') return undefined;
  const at = sentAt ?? signers.at(-1)?.at;
  return at === undefined ? undefined : dayInShanghai(new Date(at));
}

/** The payment of a case of which the bank does not say what became of it. */
export const silentPayment = (payments: readonly Payment[]): Payment | undefined => payments.find(({ state }) => state === 'unknown');

/** The first day on which a worker looks whether the bank has answered, without a calendar: days off can only make it later. */
export function watchedFrom(payment: Payment): CivilDate | null {
  const since = payment.state === 'sent' ? withBankSince(payment) : undefined;
  return since === undefined ? null : addDays(since, SILENT_AFTER_WORKING_DAYS + 1);
}

/** `answered`: nothing to wait for · `until`: the first day on which it may count as silent · `silent` since it was sent. */
export type Silence =
  | { readonly kind: 'answered' }
  | { readonly kind: 'until'; readonly day: CivilDate }
  | { readonly kind: 'silent'; readonly since: CivilDate };

/**
 * Is the bank silent about a payment? Silence says nothing of the outcome and takes nobody's right, so that beyond the last list of days off the
 * earliest day counts.
 */
export function bankSilence(payment: Payment, today: CivilDate, holidays: HolidayLists): Silence {
  const since = payment.state === 'sent' ? withBankSince(payment) : undefined;
  if (since === undefined) return { kind: 'answered' };
  const due = addWorkingDays(since, SILENT_AFTER_WORKING_DAYS, holidays);
  const day = addDays(due.kind === 'day' ? due.day : due.notBefore, 1);
  return today < day ? { kind: 'until', day } : { kind: 'silent', since };
}
