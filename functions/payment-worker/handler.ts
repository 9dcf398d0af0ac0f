import { now } from '../../shared/runtime/clock.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createScheduleStack } from '../../shared/runtime/schedule-stack.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createDocumentClient } from '../../shared/store/client.ts';
import { createCommitter } from '../../shared/store/commit.ts';
import { createDeadLetters } from '../../shared/store/dead-letters.ts';
import { createMoneyList } from '../../shared/store/money-list.ts';
import { createTimerStore } from '../../shared/store/timer-store.ts';
import { configSchema } from './config.ts';
import { createOnSchedule } from './on-schedule.ts';

const config = readConfig(configSchema);
const { AWS_REGION: region, MAIN_TABLE: main, JOURNAL_TABLE: journal } = config;
const client = createDocumentClient({ region, endpoint: config.DYNAMODB_ENDPOINT });
const { stack, reportFault } = createScheduleStack('payment-worker');

export const handler = stack(
  createOnSchedule({
    list: createMoneyList(client, main),
    cases: createCaseReader(client, main),
    timers: createTimerStore(client, main),
    calendar: createCalendarStore(client, main),
    committer: createCommitter(client, { main, journal }),
    letters: createDeadLetters({ region, endpoint: config.MESSAGES_ENDPOINT, queue: config.DEAD_LETTER_QUEUE, now }),
    reportFault,
    now,
  }),
);
