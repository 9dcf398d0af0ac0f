import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import { now } from '../../shared/runtime/clock.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createScheduleStack } from '../../shared/runtime/schedule-stack.ts';
import { createApplicantReader } from '../../shared/store/applicant-store.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCatalogueCache, TRUSTED_A_MINUTE } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import { createDocumentClient } from '../../shared/store/client.ts';
import { createCommitter } from '../../shared/store/commit.ts';
import { createCompanyList } from '../../shared/store/company-list.ts';
import { createHolidayCache } from '../../shared/store/holiday-cache.ts';
import { createRoundStore } from '../../shared/store/round-store.ts';
import { configSchema } from './config.ts';
import { createOnSchedule } from './on-schedule.ts';

const config = readConfig(configSchema);
const { AWS_REGION: region, MAIN_TABLE: main, JOURNAL_TABLE: journal } = config;
const client = createDocumentClient({ region, endpoint: config.DYNAMODB_ENDPOINT });
const { stack, reportFault } = createScheduleStack('entitlement-worker');

export const handler = stack(
  createOnSchedule({
    list: createCompanyList(client, main),
    applicants: createApplicantReader(client, main),
    rounds: createRoundStore(client, main, 'entitlements'),
    committer: createCommitter(client, { main, journal }),
    readCatalogue: createCatalogueCache(createCatalogueStore(client, main), openCatalogue, TRUSTED_A_MINUTE(now)),
    readHolidays: createHolidayCache(createCalendarStore(client, main), now),
    reportFault,
    now,
  }),
);
