import { addWorkingDays, type HolidayLists } from '../calendar/working-days.ts';
import { addDays, type CivilDate } from '../kernel/civil-date.ts';
import type { CaseRecord } from './records.ts';

const COOLING_OFF_DAYS = 5;

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
