import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Document, document } from '../domain/documents/document.ts';
import { type InvoiceAccount, type InvoiceRegistration, invoiceAccount, invoiceRegistration } from '../domain/documents/invoice.ts';
import { type ChainHead, chainHead, type Organisation, organisation } from '../domain/parties/records.ts';
import type { Write } from './commit.ts';
import { documentKey, invoiceKey, PAPERS, registrationKey } from './keys/companies.ts';
import type { ItemKey } from './keys/key.ts';
import { headKey, organisationKey, organisationPartition } from './keys/organisations.ts';

/** All papers of one applicant, and the invoices registered from them. */
export interface Papers {
  readonly documents: readonly Document[];
  readonly invoices: readonly InvoiceRegistration[];
}

/** What an invoice is registered against. */
export interface InvoiceSurroundings {
  readonly organisation: Organisation | undefined;
  readonly head: ChainHead | undefined;
  /** Undefined: nobody registered it yet. */
  readonly account: InvoiceAccount | undefined;
}

export interface DocumentStore {
  /** One consistent Query, a page per 1 MB (some 1,500 papers). */
  readPapers(organisationId: string): Promise<Papers>;
  /** One consistent GetItem. */
  readDocument(organisationId: string, documentId: string): Promise<Document | undefined>;
  /** One consistent BatchGetItem. */
  readInvoiceSurroundings(organisationId: string, invoiceId: string | undefined): Promise<InvoiceSurroundings>;
  /**
   * Says that the file of a paper has come and is being looked at, and answers the paper. Undefined when nobody waits for a file: there is no
   * such paper, or it was decided or withdrawn already. One UpdateItem; it counts no version, as nobody decided anything.
   */
  beginCheck(organisationId: string, documentId: string): Promise<Document | undefined>;
}

const keyed = z.object({ sk: z.string() });

/** Writes a paper in the transaction of its command. */
export const putDocument = (record: Document, expect: 'absent' | number): Write => ({
  put: { ...documentKey(record.organisationId, record.id), ...document.parse(record) },
  expect,
});
/** Registers an invoice for one applicant, once. */
export const putRegistration = (record: InvoiceRegistration): Write => ({
  put: { ...registrationKey(record.organisationId, record.id), ...invoiceRegistration.parse(record) },
  expect: 'absent',
  refusal: 'invoice-registered',
});
export const putInvoiceAccount = (record: InvoiceAccount, expect: 'absent' | number): Write => ({
  put: { ...invoiceKey(record.id), ...invoiceAccount.parse(record) },
  expect,
});

export function createDocumentStore(client: DynamoDBDocumentClient, table: string): DocumentStore {
  return {
    async readPapers(organisationId) {
      const [first, last] = PAPERS;
      const documents: Document[] = [];
      const invoices: InvoiceRegistration[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: { ':pk': organisationPartition(organisationId), ':first': first, ':last': last },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) {
        for (const item of Items) {
          if (keyed.parse(item).sk.startsWith(first)) documents.push(document.parse(item));
          else invoices.push(invoiceRegistration.parse(item));
        }
      }
      return { documents, invoices };
    },

    async readDocument(organisationId, documentId) {
      const Key = documentKey(organisationId, documentId);
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && document.parse(Item);
    },

    async readInvoiceSurroundings(organisationId, invoiceId) {
      const keys: ItemKey[] = [organisationKey(organisationId), headKey(organisationId)];
      if (invoiceId !== undefined) keys.push(invoiceKey(invoiceId));
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: keys.map((key) => ({ ...key })), ConsistentRead: true } } }),
      );
      if (UnprocessedKeys && Object.keys(UnprocessedKeys).length > 0) throw new Error('the table is busy: a read came back in part');
      const items = Responses?.[table] ?? [];
      const row = (kind: string): Record<string, unknown> | undefined => items.find((item) => keyed.parse(item).sk === kind);
      const [record, head, account] = [row('ORG'), row('HEAD'), row('INVOICE')];
      return {
        organisation: record && organisation.parse(record),
        head: head && chainHead.parse(head),
        account: account && invoiceAccount.parse(account),
      };
    },

    async beginCheck(organisationId, documentId) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: documentKey(organisationId, documentId),
            UpdateExpression: 'SET #status = :checking',
            ConditionExpression: '#status IN (:awaiting, :checking)',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':checking': 'checking', ':awaiting': 'awaiting-upload' },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return document.parse(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
  };
}
