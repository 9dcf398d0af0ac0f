import type { HolidayLists } from '../../shared/domain/calendar/working-days.ts';
import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createAccessLog } from '../../shared/store/access-log.ts';
import { createApplicantReader } from '../../shared/store/applicant-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';

/** What the routes of this API read through. */
export const appraisalParts = (
  { client, tables }: Pick<Stores, 'client' | 'tables'>,
  readCatalogue: CatalogueReader,
  readHolidays: () => Promise<HolidayLists>,
) => ({
  cases: createCaseReader(client, tables.main),
  applicants: createApplicantReader(client, tables.main),
  accessLog: createAccessLog(client, tables.main),
  readCatalogue,
  readHolidays,
});
export type AppraisalParts = ReturnType<typeof appraisalParts>;
