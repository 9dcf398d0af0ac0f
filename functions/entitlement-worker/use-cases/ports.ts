import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import type { CatalogueReader } from '../../../shared/http/catalogue-route.ts';
import type { ApplicantReader } from '../../../shared/store/applicant-store.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import type { CompanyList } from '../../../shared/store/company-list.ts';
import type { RoundStore } from '../../../shared/store/round-store.ts';

/** What this worker reads and writes through. */
export interface OfferPorts {
  readonly list: CompanyList;
  readonly applicants: Pick<ApplicantReader, 'readApplicant'>;
  readonly rounds: RoundStore;
  readonly committer: Committer;
  readonly readCatalogue: CatalogueReader;
  readonly readHolidays: () => Promise<HolidayLists>;
  /** Writes a fault to the log; what is known of an applicant is no part of it. */
  readonly reportFault: (error: unknown, about: Readonly<Record<string, string | number>>) => void;
  readonly now: () => Date;
}
