import type { HolidayLists } from '../../shared/domain/calendar/working-days.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createPaymentStore } from '../../shared/store/payment-store.ts';

/** What the routes of this API read and write through. */
export function returnParts(
  { client, commands, tables }: Pick<Stores, 'client' | 'commands' | 'tables'>,
  readHolidays: () => Promise<HolidayLists>,
) {
  return {
    commands,
    cases: createCaseReader(client, tables.main),
    payments: createPaymentStore(client, tables.main),
    readHolidays,
  };
}
export type ReturnParts = ReturnType<typeof returnParts>;
