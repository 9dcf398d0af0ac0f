import type { configSchema } from '../../functions/payment-worker/config.ts';
import { keepCases, keepTimers, noteWithApplicants, tellHouse } from '../permissions/cases.ts';
import { readCalendar } from '../permissions/catalogue.ts';
import { appendJournal } from '../permissions/journal.ts';
import { encryptTable } from '../permissions/keys.ts';
import { readMoneyList } from '../permissions/money.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Does to payments and recoveries what silence does, every minute. It has no right to move money, and none is moved by silence. */
export const paymentWorker: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'payment-worker',
  description: 'Notes that a bank is silent about a payment and that a debtor is about a recovery, reminds and escalates',
  memoryMb: 512,
  // A run ends itself after 45 seconds and the last case it began; the next minute goes on.
  timeoutSeconds: 90,
  environment: ({ main, journal }) => ({ MAIN_TABLE: main.tableName, JOURNAL_TABLE: journal.tableName }),
  permissions: ({ main, journal, tableKey }) => [
    readCalendar(main),
    readMoneyList(main),
    keepCases(main),
    keepTimers(main),
    noteWithApplicants(main),
    tellHouse(main),
    appendJournal(journal),
    encryptTable(tableKey, main),
    encryptTable(tableKey, journal),
  ],
  schedule: '*',
  deadLetters: true,
  watches: [
    {
      metric: 'SilencesGivenUp',
      what: {
        zh: '有付款或追回的到期处理多次失败，已搁置',
        en: 'What was due of a payment or a recovery failed several times and was put aside',
      },
    },
  ],
  countsServerErrors: false,
  errorImpact: {
    zh: '银行未答复的款项暂不标为“结果未知”，逾期的追回暂不催告；款项和利息不受影响，恢复后一次补做。',
    en: 'Silent banks are not shown as such and overdue recoveries are not reminded; no money moves wrongly, and once back all of it is done.',
  },
};
