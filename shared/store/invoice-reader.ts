import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type InvoiceAccount, invoiceAccount } from '../domain/documents/invoice.ts';
import { readRows } from './batch-read.ts';
import { invoiceKey } from './keys.ts';

export interface InvoiceReader {
  /** Invoices over all applicants, by id, in no order; what nobody registered is left out. One consistent BatchGetItem. */
  readInvoices(ids: readonly string[]): Promise<readonly InvoiceAccount[]>;
}

export const createInvoiceReader = (client: DynamoDBDocumentClient, table: string): InvoiceReader => ({
  readInvoices: async (ids) => (await readRows(client, table, ids.map(invoiceKey))).map((row) => invoiceAccount.parse(row)),
});
