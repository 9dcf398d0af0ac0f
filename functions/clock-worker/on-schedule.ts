import type { HolidayLists } from '../../shared/domain/calendar/working-days.ts';
import { FIRST_REMINDER } from '../../shared/domain/cases/clock/timers.ts';
import { addDays, dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import type { OnSchedule } from '../../shared/runtime/schedule-stack.ts';
import { PAGE, workThrough } from '../../shared/runtime/work-due.ts';
import type { DueCase, ListedPage, PageQuestion } from '../../shared/store/case-list.ts';
import type { ClockPorts } from './use-cases/ports.ts';
import { workCase } from './use-cases/work-case.ts';

type Source = (page: PageQuestion) => Promise<ListedPage<DueCase>>;

/**
 * Where a case can be due: by its day; because the list it waited for is there, which a case leaves as soon as it was counted again; and, while a
 * year that reminders can be about has no list, among those that wait for it.
 */
function sourcesOf({ list, now }: Pick<ClockPorts, 'list' | 'now'>, holidays: HolidayLists): Source[] {
  const today = dayInShanghai(now());
  const listed = holidays.map(({ year }) => year);
  const soon = new Set([today, addDays(today, FIRST_REMINDER)].map((day) => Number(day.slice(0, 4))));
  return [
    (page) => list.readDue(today, page),
    (page) => list.readAwaiting(Math.max(0, ...listed), page),
    ...[...soon]
      .filter((year) => !listed.includes(year))
      .map(
        (year): Source =>
          (page) =>
            list.readDueAwaiting(year, today, page),
      ),
  ];
}

/** One list after the other, as one list of pages; a place is the number of the list and the place in it. */
const inTurn =
  (sources: readonly Source[]) =>
  async (place = '0|'): Promise<ListedPage<DueCase>> => {
    const [at = '', after] = place.split('|', 2);
    const source = Number(at);
    const page = await (sources[source] as Source)({ limit: PAGE, after: after === '' ? undefined : after });
    if (page.last !== null) return { ...page, last: `${at}|${page.last}` };
    return { ...page, last: source + 1 < sources.length ? `${source + 1}|` : null };
  };

/** Looks at every case whose day has come, each by itself; one that somebody moves meanwhile is left to its next timer. */
export const createOnSchedule =
  (ports: ClockPorts): OnSchedule =>
  async () => {
    const holidays = (await ports.calendar.readHolidays()).map(({ list }) => list);
    const { due, done, failed, givenUp } = await workThrough(inTurn(sourcesOf(ports, holidays)), ({ id }) => workCase(ports, id, holidays));
    return { DueCases: due, TimersDone: done, TimersFailed: failed, TimersGivenUp: givenUp };
  };
