import type { CalendarStore } from '../../../shared/store/calendar-store.ts';
import type { CaseList } from '../../../shared/store/case-list.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import type { DeadLetters } from '../../../shared/store/dead-letters.ts';
import type { TimerStore } from '../../../shared/store/timer-store.ts';

/** What the clock worker reads and writes through. */
export interface ClockPorts {
  readonly list: Pick<CaseList, 'readDue' | 'readDueAwaiting' | 'readAwaiting'>;
  readonly cases: CaseReader;
  readonly timers: TimerStore;
  readonly calendar: Pick<CalendarStore, 'readHolidays'>;
  readonly committer: Committer;
  readonly letters: Pick<DeadLetters, 'keep'>;
  /** Writes a fault to the log; what a case holds is no part of it. */
  readonly reportFault: (error: unknown, about: Readonly<Record<string, string | number>>) => void;
  readonly now: () => Date;
}
