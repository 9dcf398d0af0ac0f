import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Bill, BillAsked } from '../domain/documents/invoice.ts';
import { readRows, rowFinder } from './batch-read.ts';
import { billKeys, billsAmong } from './bill-rows.ts';
import { holdKey } from './keys/cases.ts';
import { invoiceKey } from './keys/companies.ts';

/** What claims share, as it stands. */
export interface SharedRows {
  /** What claims have taken in all, in fen, in the order asked for; nothing where nobody has. */
  readonly usedFen: readonly number[];
  /** Invoices over all applicants; what nobody registered is left out. */
  readonly bills: readonly Bill[];
}

export interface HoldReader {
  /** What stands on caps and invoices, and invoices over all applicants. One consistent BatchGetItem; none where nothing is asked for. */
  readShared(
    holds: readonly { readonly kind: 'cap' | 'invoice'; readonly key: string }[],
    bills: readonly BillAsked[],
  ): Promise<SharedRows>;
}

export const createHoldReader = (client: DynamoDBDocumentClient, table: string): HoldReader => ({
  async readShared(holds, asked) {
    const keyOf = ({ kind, key }: (typeof holds)[number]) => (kind === 'invoice' ? invoiceKey(key) : holdKey(key));
    const found = await readRows(client, table, [...holds.map(keyOf), ...billKeys(asked)]);
    const rowOf = rowFinder(found);
    return {
      // The fields `hold-store.ts` counts in.
      usedFen: holds.map((hold) => Number(rowOf(keyOf(hold))?.[hold.kind === 'invoice' ? 'claimedFen' : 'takenFen'] ?? 0)),
      bills: billsAmong(found, asked),
    };
  },
});
