import type { HolidayLists } from '../../shared/domain/calendar/working-days.ts';
import { createBesideCaseReader } from '../../shared/store/beside-case-reader.ts';
import { createCaseList } from '../../shared/store/case-list.ts';
import { createCasePaperReader } from '../../shared/store/case-paper-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createChainReader } from '../../shared/store/chain-store.ts';
import { createHoldReader } from '../../shared/store/hold-reader.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createOpinionLists } from '../../shared/store/opinion-lists.ts';

/** What the routes of this API read and write through. */
export function caseParts(
  { client, organisations, people, tables }: Pick<Stores, 'client' | 'organisations' | 'people' | 'tables'>,
  readHolidays: () => Promise<HolidayLists>,
) {
  return {
    organisations,
    people,
    cases: createCaseReader(client, tables.main),
    holds: createHoldReader(client, tables.main),
    lists: createCaseList(client, tables.main),
    opinions: createOpinionLists(client, tables.main),
    readBeside: createBesideCaseReader(client, tables.main),
    readCasePapers: createCasePaperReader(client, tables.main),
    chains: createChainReader(client, tables.journal),
    readHolidays,
  };
}
export type CaseParts = ReturnType<typeof caseParts>;
