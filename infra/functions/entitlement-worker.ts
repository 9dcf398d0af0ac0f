import type { configSchema } from '../../functions/entitlement-worker/config.ts';
import { draftCases, keepRounds, noteWithApplicants, tellHouse } from '../permissions/cases.ts';
import { readCalendar, readCatalogue } from '../permissions/catalogue.ts';
import { readListings } from '../permissions/companies.ts';
import { appendJournal } from '../permissions/journal.ts';
import { encryptTable } from '../permissions/keys.ts';
import { readOrganisations } from '../permissions/people.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Looks for those who are entitled to what nobody applies for. Every hour, so that a long round goes on; a round a day. */
export const entitlementWorker: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'entitlement-worker',
  description: 'Offers grants that are given without application to whoever meets every condition by facts others vouch for',
  memoryMb: 512,
  // A run ends itself after 40 seconds and the page it began; the next goes on.
  timeoutSeconds: 90,
  environment: ({ main, journal }) => ({ MAIN_TABLE: main.tableName, JOURNAL_TABLE: journal.tableName }),
  permissions: ({ main, journal, tableKey }) => [
    readCatalogue(main),
    readCalendar(main),
    readListings(main, 'COMPANY'),
    readOrganisations(main),
    keepRounds(main),
    draftCases(main),
    noteWithApplicants(main),
    tellHouse(main),
    appendJournal(journal),
    encryptTable(tableKey, main),
    encryptTable(tableKey, journal),
  ],
  schedule: '17',
  watches: [
    {
      metric: 'OffersFailed',
      what: { zh: '有免申即享的草稿没有生成，次日会再试', en: 'An offer could not be drafted; the next day looks again' },
    },
  ],
  countsServerErrors: false,
  errorImpact: {
    zh: '符合免申即享条件的单位暂时收不到草稿；已经生成的草稿和案件不受影响，恢复后一次补上。',
    en: 'Those entitled to a grant without application are not offered it for now; drafts and cases that are there go on, and once back it is made up for.',
  },
};
