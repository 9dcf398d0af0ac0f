import { addDays, type CivilDate } from '../kernel/civil-date.ts';
import type { CaseClock, ClockStop } from './clock-record.ts';
import {
  addWorkingDays,
  type Counts,
  countDays,
  type DayCount,
  type DueDay,
  endOfCount,
  type HolidayLists,
  isWorkingDay,
} from './working-days.ts';

/**
 * A clock as it stands. Running: when the period ends, and whether that day has passed for certain. Stopped: since when and why, and how many
 * days of its own unit are left when it goes on.
 */
export type ClockReading =
  | { readonly state: 'running'; readonly due: DueDay; readonly overdue: boolean }
  | { readonly state: 'stopped'; readonly since: CivilDate; readonly ground: string; readonly daysLeft: DayCount };

type Stops = readonly ClockStop[];
interface Period {
  readonly start: CivilDate;
  readonly days: number;
  readonly unit: CaseClock['limit']['unit'];
}

const isStopped = (day: CivilDate, stops: Stops): boolean => stops.some(({ from, to }) => from < day && (to === null || day <= to));

/** A rule about days, of which those of a stop are left out. */
const unless =
  <Answer extends boolean | 'unlisted'>(stops: Stops, rule: (day: CivilDate) => Answer) =>
  (day: CivilDate): Answer | false =>
    !isStopped(day, stops) && rule(day);

const countsIn = (unit: Period['unit'], stops: Stops, lists: HolidayLists): Counts =>
  unless(stops, (day) => (unit === 'calendar-days' ? true : isWorkingDay(day, lists)));

/** The last day of a period. One in calendar days that would end on a day off ends on the next working day (民法典 203). */
function endOf({ start, days, unit }: Period, stops: Stops, lists: HolidayLists): DueDay {
  const last = endOfCount(start, days, countsIn(unit, stops, lists));
  if (unit === 'working-days' || days === 0 || last.kind === 'beyond') return last;
  return endOfCount(addDays(last.day, -1), 1, countsIn('working-days', stops, lists));
}

const earliest = (due: DueDay): CivilDate => (due.kind === 'day' ? due.day : due.notBefore);

/**
 * The period in force. Mostly the limit itself; but where a corrected list would take a shown day away from an applicant or the public, or give
 * an office more time than was shown, the days are counted that lead to the shown day, or to the nearest working day that keeps the promise.
 * Stops recorded since move it as they move any other.
 */
function periodOf({ owner, start, limit, stops, shown }: CaseClock, lists: HolidayLists): Period {
  const period = { start, ...limit };
  if (!shown?.exact) return period;
  const then = stops.slice(0, shown.stops);
  const due = endOf(period, then, lists);
  const keeps = owner === 'office' ? earliest(due) <= shown.day : earliest(due) >= shown.day;
  if (keeps) return period;
  const step = owner === 'office' ? -1 : 1;
  const isDay = unless(then, (day) => isWorkingDay(day, lists) !== false);
  let day = shown.day;
  while (day > start && !isDay(day)) day = addDays(day, step);
  return { ...period, days: countDays(start, day, countsIn(limit.unit, then, lists)).atMost };
}

/** No end is told to an applicant or the public that lies before one they were told, exact or not. */
function notEarlierThanShown(due: DueDay, { owner, shown }: CaseClock, lists: HolidayLists): DueDay {
  if (owner === 'office' || !shown || earliest(due) >= shown.day) return due;
  return due.kind === 'day' ? addWorkingDays(addDays(shown.day, -1), 1, lists) : { ...due, notBefore: shown.day };
}

/** When the clock ends if no further stop comes; an open stop is left aside. */
const dueWithout = (clock: CaseClock, closed: Stops, lists: HolidayLists): DueDay =>
  notEarlierThanShown(endOf(periodOf(clock, lists), closed, lists), clock, lists);

/**
 * Reads a clock: due date = start + days of the limit − stops, held to what was shown. A period that ended before the stop began has ended.
 * @param today the day in Asia/Shanghai; the due day itself is still in time
 */
export function dueOn(clock: CaseClock, lists: HolidayLists, today: CivilDate): ClockReading {
  const closed = clock.stops.filter(({ to }) => to !== null);
  const open = clock.stops.find(({ to }) => to === null);
  const due = dueWithout(clock, closed, lists);
  if (!open || (due.kind === 'day' && due.day <= open.from)) {
    return { state: 'running', due, overdue: due.kind === 'day' && today > due.day };
  }
  const { start, days, unit } = periodOf(clock, lists);
  const used = countDays(start, open.from, countsIn(unit, closed, lists));
  const daysLeft = { atLeast: Math.max(0, days - used.atMost), atMost: Math.max(0, days - used.atLeast) };
  return { state: 'stopped', since: open.from, ground: open.ground, daysLeft };
}

/**
 * The clock with what is shown of it from now on: to be stored whenever a due date is shown for the first time, a stop has ended, or a list was
 * loaded or corrected. A stopped clock shows no day and stays as it is.
 */
export function settle(clock: CaseClock, lists: HolidayLists, today: CivilDate): CaseClock {
  const reading = dueOn(clock, lists, today);
  if (reading.state === 'stopped') return clock;
  const { due } = reading;
  return { ...clock, shown: { day: earliest(due), exact: due.kind === 'day', stops: clock.stops.filter(({ to }) => to !== null).length } };
}
