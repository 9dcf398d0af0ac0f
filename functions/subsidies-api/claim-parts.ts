import type { HolidayLists } from '../../shared/domain/calendar/working-days.ts';
import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createApplicantReader } from '../../shared/store/applicant-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';

interface Kept {
  readonly readCatalogue: CatalogueReader;
  readonly readHolidays: () => Promise<HolidayLists>;
  /** The secret under which id numbers become keys of persons. */
  readonly personKeySecret: string;
}

/** What the routes of this API read and write through. */
export const claimParts = ({ client, tables }: Pick<Stores, 'client' | 'tables'>, kept: Kept) => ({
  cases: createCaseReader(client, tables.main),
  applicants: createApplicantReader(client, tables.main),
  ...kept,
});
export type ClaimParts = ReturnType<typeof claimParts>;
