import { createBudgetStore } from '../../shared/store/budget-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';

/** What the routes of this API read through; none of them writes. */
export function ledgerParts({ client, ledger, tables }: Pick<Stores, 'client' | 'ledger' | 'tables'>) {
  const { readNames, readTogether } = createBudgetStore(client, tables.main);
  return { ledger, readNames, readTogether };
}
export type LedgerParts = ReturnType<typeof ledgerParts>;
