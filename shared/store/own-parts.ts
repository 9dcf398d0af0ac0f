import * as z from 'zod/mini';
import { generalOf } from '../domain/ledger/change-budget.ts';
import type { CounterChange } from '../domain/ledger/counters.ts';
import { rowFinder } from './batch-read.ts';
import type { Write } from './commit.ts';
import type { ItemKey } from './keys/key.ts';
import { ownPartsKey } from './keys/money.ts';

const counts = z.record(z.string(), z.int());

/**
 * The row beside a general budget that counts the open part of each community: moved with the opening and closing of a part, and read in one row
 * by whoever asks which part a case is paid from.
 */
export function ownPartWrites(changes: readonly CounterChange[]): Write[] {
  return changes.flatMap(({ budgetId, add }): Write[] => {
    const general = generalOf(budgetId);
    if (budgetId === general || !add.open) return [];
    return [{ hold: ownPartsKey(general), needs: [], add: { [budgetId.slice(general.length + 1)]: add.open } }];
  });
}

type Row = Readonly<Record<string, unknown>>;

/** The communities that have an open part of their own, of the rows that were read; none where there is no such row. */
export function ownPartsAmong(rows: readonly Row[], key: ItemKey): ReadonlySet<string> {
  const { pk: _pk, sk: _sk, ...counted } = rowFinder(rows)(key) ?? {};
  return new Set(Object.entries(counts.parse(counted)).flatMap(([community, n]) => (n > 0 ? [community] : [])));
}
