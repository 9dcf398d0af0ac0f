import type { HolidayLists } from '../../shared/domain/calendar/working-days.ts';
import { createCaseList } from '../../shared/store/case-list.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createTipReader } from '../../shared/store/tip-store.ts';

/** What the routes of this API read through. */
export const noticeParts = ({ client, tables }: Pick<Stores, 'client' | 'tables'>, readHolidays: () => Promise<HolidayLists>) => ({
  cases: createCaseReader(client, tables.main),
  lists: createCaseList(client, tables.main),
  tips: createTipReader(client, tables.main),
  readHolidays,
});
export type NoticeParts = ReturnType<typeof noticeParts>;
