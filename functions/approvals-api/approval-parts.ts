import type { HolidayLists } from '../../shared/domain/calendar/working-days.ts';
import { readCaseCards } from '../../shared/store/case-cards.ts';
import { createLineReader } from '../../shared/store/line-reader.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createRunReader } from '../../shared/store/run-store.ts';

/** What the routes of this API read through. */
export const approvalParts = (
  { client, organisations, tables }: Pick<Stores, 'client' | 'organisations' | 'tables'>,
  readHolidays: () => Promise<HolidayLists>,
) => ({
  organisations,
  runs: createRunReader(client, tables.main),
  readLine: createLineReader(client, tables.main),
  readCards: (caseIds: readonly string[]) => readCaseCards(client, tables.main, caseIds),
  readHolidays,
});
export type ApprovalParts = ReturnType<typeof approvalParts>;
