import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import type { OnSchedule } from '../../shared/runtime/schedule-stack.ts';
import { PAGE, workThrough } from '../../shared/runtime/work-due.ts';
import type { ClockPorts } from './use-cases/ports.ts';
import { workCase } from './use-cases/work-case.ts';

/** Looks at every case whose day has come, each by itself; one that somebody moves meanwhile is left to its next timer. */
export const createOnSchedule =
  (ports: ClockPorts): OnSchedule =>
  async () => {
    const holidays = (await ports.calendar.readHolidays()).map(({ list }) => list);
    const { due, done, failed, givenUp } = await workThrough(
      (after) => ports.list.readDue(dayInShanghai(ports.now()), { limit: PAGE, after }),
      ({ id }) => workCase(ports, id, holidays),
    );
    return { DueCases: due, TimersDone: done, TimersFailed: failed, TimersGivenUp: givenUp };
  };
