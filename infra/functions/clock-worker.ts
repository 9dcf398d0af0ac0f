import type { configSchema } from '../../functions/clock-worker/config.ts';
import { countCalls, keepCases, keepTimers, noteWithApplicants, readTimers, takeHolds, tellHouse } from '../permissions/cases.ts';
import { readCalendar } from '../permissions/catalogue.ts';
import { appendJournal } from '../permissions/journal.ts';
import { encryptTable } from '../permissions/keys.ts';
import { enterTransfers, moveBudgets } from '../permissions/money.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Does to cases what their time limits say, every minute. */
export const clockWorker: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'clock-worker',
  description: 'Lets cases lapse, pass their notice, be taken in and go on, reminds and escalates, when their day has come',
  memoryMb: 512,
  // A run ends itself after 45 seconds and the last case it began; the next minute goes on.
  timeoutSeconds: 90,
  environment: ({ main, journal }) => ({ MAIN_TABLE: main.tableName, JOURNAL_TABLE: journal.tableName }),
  permissions: ({ main, journal, tableKey }) => [
    readCalendar(main),
    readTimers(main),
    keepCases(main),
    keepTimers(main),
    noteWithApplicants(main),
    tellHouse(main),
    takeHolds(main),
    moveBudgets(main),
    countCalls(main),
    appendJournal(journal),
    enterTransfers(journal),
    encryptTable(tableKey, main),
    encryptTable(tableKey, journal),
  ],
  schedule: '*',
  deadLetters: true,
  watches: [
    {
      metric: 'TimersGivenUp',
      what: { zh: '有案件的期限处理多次失败，已搁置', en: 'What was due of a case failed several times and was put aside' },
    },
  ],
  countsServerErrors: false,
  errorImpact: {
    zh: '公示期满、逾期失效、收件、提醒暂不发生，案件停在原处；期限本身照常计算，恢复后一次补做。',
    en: 'Notices do not pass, cases do not lapse, nobody is reminded; the limits themselves run on, and once back all of it is done.',
  },
};
