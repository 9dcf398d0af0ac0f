import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentsApp } from '../../functions/documents-api/app.ts';
import { type AccessEntry, createAccessLog } from '../../shared/store/access-log.ts';
import { createCasePaperReader } from '../../shared/store/case-paper-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createDocumentStore } from '../../shared/store/document-store.ts';
import { createObjectStore } from '../../shared/store/object-store.ts';
import { subsidyHouse } from './subsidy-house.ts';

const NOWHERE = { region: 'cn-north-1', endpoint: 'http://127.0.0.1:9/__objects', buckets: { quarantine: 'quarantine', vault: 'vault' } };

/** The house of the subsidies with `documents-api` beside it, for the papers and letters of cases. Its links lead nowhere. */
export const houseWithDocuments = () =>
  subsidyHouse({
    others: ({ stores, ports }) => ({
      'documents-api': createDocumentsApp({
        ports,
        papers: {
          organisations: stores.organisations,
          documents: createDocumentStore(stores.client, stores.tables.main),
          accessLog: createAccessLog(stores.client, stores.tables.main),
          objects: createObjectStore({ ...NOWHERE, now: () => new Date() }),
          newId: randomUUID,
        },
        readCatalogue: async () => undefined,
        cases: createCaseReader(stores.client, stores.tables.main),
        readCasePapers: createCasePaperReader(stores.client, stores.tables.main),
      }),
    }),
  });

/** Every look from outside that a firm can read of, oldest first. */
export async function readLooksAt(house: ReturnType<typeof subsidyHouse>, firm: string): Promise<AccessEntry[]> {
  const { Items = [] } = await house.client.send(
    new QueryCommand({
      TableName: house.names.main,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `ACCESS#${firm}` },
      ConsistentRead: true,
    }),
  );
  return Items as AccessEntry[];
}
