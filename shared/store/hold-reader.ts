import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readRows } from './batch-read.ts';
import { holdKey, invoiceKey } from './keys.ts';

export interface HoldReader {
  /** What claims have taken in all of caps and invoices, in fen, in the order asked for; nothing where nobody has. One consistent BatchGetItem. */
  readUsed(holds: readonly { readonly kind: 'cap' | 'invoice'; readonly key: string }[]): Promise<readonly number[]>;
}

export const createHoldReader = (client: DynamoDBDocumentClient, table: string): HoldReader => ({
  async readUsed(holds) {
    const keys = holds.map(({ kind, key }) => (kind === 'invoice' ? invoiceKey(key) : holdKey(key)));
    const rows = new Map((await readRows(client, table, keys)).map((row) => [String(row.pk), row]));
    // The fields `hold-store.ts` counts in.
    return holds.map(({ kind }, at) => Number(rows.get(keys[at]?.pk ?? '')?.[kind === 'invoice' ? 'claimedFen' : 'takenFen'] ?? 0));
  },
});
