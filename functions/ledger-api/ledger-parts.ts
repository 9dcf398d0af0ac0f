import { createBudgetStore } from '../../shared/store/budget-store.ts';
import { readCaseCards } from '../../shared/store/case-cards.ts';
import { createLedgerReader } from '../../shared/store/ledger-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';

/** What the routes of this API read through; none of them writes. */
export function ledgerParts({ client, tables }: Pick<Stores, 'client' | 'tables'>) {
  const { readNames, readTogether } = createBudgetStore(client, tables.main);
  return {
    ledger: createLedgerReader(client, tables),
    readCards: (caseIds: readonly string[]) => readCaseCards(client, tables.main, caseIds),
    readNames,
    readTogether,
  };
}
export type LedgerParts = ReturnType<typeof ledgerParts>;
