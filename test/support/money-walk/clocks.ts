import { createOnSchedule as createClock } from '../../../functions/clock-worker/on-schedule.ts';
import { createOnSchedule as createMoneyClock } from '../../../functions/payment-worker/on-schedule.ts';
import { createCalendarStore } from '../../../shared/store/calendar-store.ts';
import { createCaseList } from '../../../shared/store/case-list.ts';
import { createMoneyList } from '../../../shared/store/money-list.ts';
import { createTimerStore } from '../../../shared/store/timer-store.ts';
import { asFunction } from '../keep-to-rights.ts';
import { Surprise } from './oracle.ts';
import type { WalkHouse } from './world.ts';

/** What workers do on a day: on cases, and on payments and debts. */
export function createClocks(house: WalkHouse): () => Promise<void> {
  const ports = {
    cases: house.reader(),
    timers: createTimerStore(house.client, house.names.main),
    calendar: createCalendarStore(house.client, house.names.main),
    committer: house.stores.commands,
    letters: {
      keep: async (letter: unknown) => {
        throw new Surprise(`a worker gave up: ${JSON.stringify(letter).slice(0, 300)}`);
      },
    },
    reportFault: (error: unknown) => {
      throw error;
    },
    now: () => house.clock.now,
  };
  return async () => {
    await asFunction('clock-worker', () => createClock({ ...ports, list: createCaseList(house.client, house.names.main) } as never)());
    await asFunction('payment-worker', () =>
      createMoneyClock({ ...ports, list: createMoneyList(house.client, house.names.main) } as never)(),
    );
  };
}
