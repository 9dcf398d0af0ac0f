import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Document, document } from '../domain/documents/document.ts';
import { readRows } from './batch-read.ts';
import { documentKey } from './keys/companies.ts';

/** Those of these papers that are the applicant's, in the order they are named. One consistent BatchGetItem for each 100. */
export type CasePaperReader = (organisationId: string, documentIds: Iterable<string>) => Promise<readonly Document[]>;

export const createCasePaperReader =
  (client: DynamoDBDocumentClient, table: string): CasePaperReader =>
  async (organisationId, documentIds) => {
    const ids = [...documentIds];
    const keys = ids.map((id) => documentKey(organisationId, id));
    const found = new Map((await readRows(client, table, keys)).map((row) => [row.id, document.parse(row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  };
