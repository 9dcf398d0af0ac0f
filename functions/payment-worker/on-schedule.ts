import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import type { OnSchedule } from '../../shared/runtime/schedule-stack.ts';
import { PAGE, workThrough } from '../../shared/runtime/work-due.ts';
import type { MoneyPorts } from './use-cases/ports.ts';
import { workMoney } from './use-cases/work-money.ts';

/** Looks at every payment and recovery whose day has come, each by itself; one that somebody moves meanwhile is left to its next day. */
export const createOnSchedule =
  (ports: MoneyPorts): OnSchedule =>
  async () => {
    const holidays = (await ports.calendar.readHolidays()).map(({ list }) => list);
    const { due, done, failed, givenUp } = await workThrough(
      (after) => ports.list.readDue(dayInShanghai(ports.now()), { limit: PAGE, after }),
      (money) => workMoney(ports, money, holidays),
    );
    return { DueMoney: due, SilencesNoted: done, SilencesFailed: failed, SilencesGivenUp: givenUp };
  };
