import { settle } from '../../calendar/case-clock.ts';
import type { CaseClock } from '../../calendar/clock-record.ts';
import { addWorkingDays, type HolidayLists } from '../../calendar/working-days.ts';
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import type { CaseRecord } from '../records.ts';

const COOLING_OFF_DAYS = 5;
const GROUND = 'payee-cooling-off';

/**
 * The first day on which a case may be approved or paid after its payee was changed: five whole working days go by. Null: nothing cools off. Counted
 * anew each time, by the lists of days off that are known today; beyond the last of them nobody knows yet, and it is not before tomorrow.
 */
export function coolsOffOn(
  { payeeChangedOn }: Pick<CaseRecord, 'payeeChangedOn'>,
  holidays: HolidayLists,
  today: CivilDate,
): CivilDate | null {
  if (payeeChangedOn === null) return null;
  const last = addWorkingDays(payeeChangedOn, COOLING_OFF_DAYS, holidays);
  const first = addDays(last.kind === 'day' ? last.day : last.notBefore, 1);
  return last.kind === 'day' || first > today ? first : addDays(today, 1);
}

/**
 * The days of whoever decides begin once the account has cooled off: before, nobody may approve. On record as a stop that ends by itself; as
 * with every stop, the day on which it ends is not counted. Any other clock stays as it is.
 */
export function stoppedToCoolOff(
  record: Pick<CaseRecord, 'payeeChangedOn' | 'state' | 'clock'>,
  { today, holidays }: { readonly today: CivilDate; readonly holidays: HolidayLists },
): CaseClock | null {
  const { state, clock } = record;
  const first = coolsOffOn(record, holidays, today);
  const last = first && addDays(first, -1);
  if (clock === null || state !== 'decision_pending' || last === null || last <= today) return clock;
  const cooling = { from: today, to: last, ground: GROUND };
  // A hold is open, and stays the last.
  const open = clock.stops.filter(({ to }) => to === null);
  const closed = clock.stops.filter(({ to }) => to !== null);
  return settle({ ...clock, stops: [...closed, cooling, ...open] }, holidays, today);
}

/** The first day on which a case may be approved that waits for its account to cool off, as its clock has it; undefined: it waits for no such day. */
export function approvableFrom({ state, clock }: Pick<CaseRecord, 'state' | 'clock'>, today: CivilDate): CivilDate | undefined {
  const last = state === 'decision_pending' ? clock?.stops.findLast(({ ground }) => ground === GROUND)?.to : undefined;
  return last && today <= last ? addDays(last, 1) : undefined;
}
