import type { HolidayLists } from '../../shared/domain/calendar/working-days.ts';
import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createBudgetStore } from '../../shared/store/budget-store.ts';
import { createCaseList } from '../../shared/store/case-list.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createPaymentStore } from '../../shared/store/payment-store.ts';

/** What the routes of this API read and write through. */
export function paymentParts(
  { client, commands, organisations, ledger, tables }: Pick<Stores, 'client' | 'commands' | 'organisations' | 'ledger' | 'tables'>,
  readHolidays: () => Promise<HolidayLists>,
  readCatalogue: CatalogueReader,
) {
  return {
    organisations,
    commands,
    ledger,
    cases: createCaseReader(client, tables.main),
    lists: createCaseList(client, tables.main),
    budgets: createBudgetStore(client, tables.main),
    payments: createPaymentStore(client, tables.main),
    readHolidays,
    readCatalogue,
  };
}
export type PaymentParts = ReturnType<typeof paymentParts>;
