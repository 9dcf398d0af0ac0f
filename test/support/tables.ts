import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, inject } from 'vitest';
import { createDocumentClient } from '../../shared/store/client.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { TABLES, type TableName } from '../../shared/store/table-names.ts';

let made = 0;

/** A client of the running engine, as the product makes it. */
export function engineClient(): DynamoDBDocumentClient {
  const { endpoint, region } = inject('database');
  return createDocumentClient({ endpoint, region });
}

/**
 * Empty tables of its own for each call, so that tests do not meet in one. Nobody reads their streams, so they have none, and a write is one and
 * not two. Call it where the tests are declared.
 */
export function ownTables({ streamed = false } = {}): {
  readonly client: DynamoDBDocumentClient;
  readonly names: Record<TableName, string>;
} {
  const client = engineClient();
  made += 1;
  const suffix = `${process.pid}-${Date.now().toString(36)}-${made}`;
  const names = Object.fromEntries(TABLES.map((table) => [table, `test-${table}-${suffix}`])) as Record<TableName, string>;
  beforeAll(() => createTables(client, names, streamed));
  afterAll(async () => {
    for (const table of TABLES) await client.send(new DeleteTableCommand({ TableName: names[table] }));
    client.destroy();
  });
  return { client, names };
}
