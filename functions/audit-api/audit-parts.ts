import { createCaseReader } from '../../shared/store/case-store.ts';
import { createChainReader } from '../../shared/store/chain-store.ts';
import { createJournalRows } from '../../shared/store/journal-rows.ts';
import type { LockedStore } from '../../shared/store/locked-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createSealStore } from '../../shared/store/seal-store.ts';

/** What the routes of this API read through. It writes nothing. */
export const auditParts = (
  { client, organisations, tables: { main, journal } }: Pick<Stores, 'client' | 'organisations' | 'tables'>,
  locked: Pick<LockedStore, 'readLeaves'>,
) => ({
  organisations,
  cases: createCaseReader(client, main),
  chains: createChainReader(client, journal),
  rows: createJournalRows(client, journal),
  seals: createSealStore(client, journal),
  locked,
});
export type AuditParts = ReturnType<typeof auditParts>;
