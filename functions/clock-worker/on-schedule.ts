import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import type { OnSchedule } from '../../shared/runtime/schedule-stack.ts';
import type { ClockPorts } from './use-cases/ports.ts';
import { workCase } from './use-cases/work-case.ts';

const PAGE = 100;
/** What is not done by then is done in the next minute. */
const LONGEST_RUN_MS = 45_000;

/**
 * Looks at every case whose day has come. Each by itself: one that fails does not keep the others; one that somebody moves meanwhile is left to
 * its next timer.
 */
export const createOnSchedule =
  (ports: ClockPorts): OnSchedule =>
  async () => {
    const started = performance.now();
    const counts = { DueCases: 0, TimersDone: 0, TimersFailed: 0, TimersGivenUp: 0 };
    const holidays = (await ports.calendar.readHolidays()).map(({ list }) => list);
    for (let after: string | undefined; ; ) {
      const today = dayInShanghai(ports.now());
      const page = await ports.list.readDue(today, { limit: PAGE, after });
      for (const { id } of page.items) {
        if (performance.now() - started > LONGEST_RUN_MS) return counts;
        const { done, failed, givenUp } = await workCase(ports, id, holidays);
        counts.DueCases += 1;
        counts.TimersDone += done;
        counts.TimersFailed += failed ? 1 : 0;
        counts.TimersGivenUp += givenUp ? 1 : 0;
      }
      if (page.last === null) return counts;
      after = page.last;
    }
  };
