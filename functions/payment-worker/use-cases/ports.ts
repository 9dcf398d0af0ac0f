import type { DuePorts } from '../../../shared/runtime/work-due.ts';
import type { CalendarStore } from '../../../shared/store/calendar-store.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import type { MoneyList } from '../../../shared/store/money-list.ts';
import type { TimerStore } from '../../../shared/store/timer-store.ts';

/** What the payment worker reads and writes through. */
export interface MoneyPorts extends DuePorts {
  readonly list: MoneyList;
  readonly cases: CaseReader;
  readonly timers: TimerStore;
  readonly calendar: Pick<CalendarStore, 'readHolidays'>;
  readonly committer: Committer;
}
