import { addDays, type CivilDate } from '../kernel/civil-date.ts';
import { type HolidayList, isWeekend } from './holiday-list.ts';

export type HolidayLists = readonly HolidayList[];

/** How many days of a kind there are: a range while some of them lie in a year without its list, else twice the same number. */
export interface DayCount {
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * When a count of days ends. `day`: exactly then, by official lists. `beyond`: some of the days lie in a year without its list; counted up to
 * and with `countedTo`, `workingDaysLeft` remain after it, and whatever the list will say, the end is not before `notBefore`.
 */
export type DueDay =
  | { readonly kind: 'day'; readonly day: CivilDate }
  | { readonly kind: 'beyond'; readonly notBefore: CivilDate; readonly workingDaysLeft: number; readonly countedTo: CivilDate };

/** What one looks at day by day: does this day count, as far as is known? */
export type Counts = (day: CivilDate) => boolean | 'unlisted';

const yearOf = (day: CivilDate): number => Number(day.slice(0, 4));
const listOf = (year: number, lists: HolidayLists): HolidayList | undefined => lists.find((list) => list.year === year);

/**
 * Is it a working day in China? The list of the next year is asked first: it may speak of the last week of this one, and the later notice
 * counts; where that differs from what this year's list said, it is a correction like any other. `unlisted` where no list speaks of the day: a
 * weekday may be a holiday and a Sunday may be worked.
 */
export function isWorkingDay(day: CivilDate, lists: HolidayLists): boolean | 'unlisted' {
  const own = listOf(yearOf(day), lists);
  for (const list of [listOf(yearOf(day) + 1, lists), own]) {
    if (list?.offDays.includes(day)) return false;
    if (list?.makeUpDays.includes(day)) return true;
  }
  return own ? !isWeekend(day) : 'unlisted';
}

/** Goes on from a day until `days` days have counted, or until one of which nobody knows. */
function walk(start: CivilDate, days: number, counts: Counts): { readonly day: CivilDate; readonly left: number } {
  let day = start;
  let left = days;
  while (left > 0) {
    const next = addDays(day, 1);
    const counted = counts(next);
    if (counted === 'unlisted') break;
    if (counted) left -= 1;
    day = next;
  }
  return { day, left };
}

/**
 * The day on which `days` days have counted after `start`. Where lists are missing, every day they would speak of is taken to count: holidays can
 * move the end only later than that, and of make-up days there cannot be more than there are days.
 * @throws RangeError when `days` is no whole number from 0 to 3660: no limit of ours is ten years
 */
export function endOfCount(start: CivilDate, days: number, counts: Counts): DueDay {
  if (!Number.isInteger(days) || days < 0 || days > 3660) throw new RangeError(`no number of days: ${days}`);
  const { day, left } = walk(start, days, counts);
  if (left === 0) return { kind: 'day', day };
  const { day: notBefore } = walk(day, left, (each) => counts(each) !== false);
  return { kind: 'beyond', notBefore, workingDaysLeft: left, countedTo: day };
}

/**
 * The last day of a period of `n` working days. The day on which it begins does not count; day 1 is the next working day (民法典 201). The last
 * day belongs to the period to its end.
 */
export const addWorkingDays = (start: CivilDate, n: number, lists: HolidayLists): DueDay =>
  endOfCount(start, n, (day) => isWorkingDay(day, lists));

/** How many days count after `from`, up to and with `to`; none when `to` is not later. */
export function countDays(from: CivilDate, to: CivilDate, counts: Counts): DayCount {
  let atLeast = 0;
  let atMost = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const counted = counts(day);
    if (counted === true) atLeast += 1;
    if (counted !== false) atMost += 1;
  }
  return { atLeast, atMost };
}
