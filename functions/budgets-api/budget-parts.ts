import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createBudgetStore } from '../../shared/store/budget-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createLedgerReader } from '../../shared/store/ledger-store.ts';
import { createLineReader } from '../../shared/store/line-reader.ts';
import type { Stores } from '../../shared/store/open-stores.ts';

/** What the routes of this API read and write through. */
export function budgetParts({ client, commands, tables }: Pick<Stores, 'client' | 'commands' | 'tables'>, readCatalogue: CatalogueReader) {
  return {
    commands,
    ledger: createLedgerReader(client, tables),
    cases: createCaseReader(client, tables.main),
    readLine: createLineReader(client, tables.main),
    budgets: createBudgetStore(client, tables.main),
    readCatalogue,
  };
}
export type BudgetParts = ReturnType<typeof budgetParts>;
