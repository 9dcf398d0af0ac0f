import * as z from 'zod/mini';
import type { JournalRows, PlainRow } from './journal-rows.ts';
import { rowName } from './keys/key.ts';
import { ledgerKey, transferKey } from './keys/money.ts';

/** Where the transfer of a business key stands. */
const place = z.object({ budgetId: z.string(), at: z.string() });

/**
 * The rows of some transfers as they stand in the journal, in the order asked for, and when each was written; what is not there is left out. Two
 * consistent reads for each 100.
 */
export async function readTransferRows(
  rows: JournalRows,
  ids: readonly string[],
): Promise<readonly { readonly row: PlainRow; readonly at: string }[]> {
  if (ids.length === 0) return [];
  const places = await rows.read(ids.map(transferKey));
  const keys = ids.flatMap((id) => {
    const found = places.get(rowName(transferKey(id)));
    if (!found) return [];
    const { budgetId, at } = place.parse(found);
    return [{ key: ledgerKey(budgetId, at, id), at }];
  });
  const entered = await rows.read(keys.map(({ key }) => key));
  return keys.flatMap(({ key, at }) => {
    const row = entered.get(rowName(key));
    return row ? [{ row, at }] : [];
  });
}
