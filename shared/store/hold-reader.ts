import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type InvoiceAccount, invoiceAccount } from '../domain/documents/invoice.ts';
import { readRows } from './batch-read.ts';
import { holdKey, invoiceKey } from './keys.ts';

/** What claims share, as it stands. */
export interface SharedRows {
  /** What claims have taken in all, in fen, in the order asked for; nothing where nobody has. */
  readonly usedFen: readonly number[];
  /** Invoices over all applicants, in no order; what nobody registered is left out. */
  readonly bills: readonly InvoiceAccount[];
}

export interface HoldReader {
  /** What stands on caps and invoices, and invoices over all applicants, by id. One consistent BatchGetItem; none where nothing is asked for. */
  readShared(
    holds: readonly { readonly kind: 'cap' | 'invoice'; readonly key: string }[],
    invoiceIds: readonly string[],
  ): Promise<SharedRows>;
}

export const createHoldReader = (client: DynamoDBDocumentClient, table: string): HoldReader => ({
  async readShared(holds, invoiceIds) {
    const keys = holds.map(({ kind, key }) => (kind === 'invoice' ? invoiceKey(key) : holdKey(key)));
    const asked = invoiceIds.map(invoiceKey);
    const rows = new Map((await readRows(client, table, [...keys, ...asked])).map((row) => [String(row.pk), row]));
    return {
      // The fields `hold-store.ts` counts in.
      usedFen: holds.map(({ kind }, at) => Number(rows.get(keys[at]?.pk ?? '')?.[kind === 'invoice' ? 'claimedFen' : 'takenFen'] ?? 0)),
      bills: asked.flatMap(({ pk }) => rows.get(pk) ?? []).map((row) => invoiceAccount.parse(row)),
    };
  },
});
