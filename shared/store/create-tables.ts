import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { LISTING, PARTITION_KEY, SORT_KEY, STREAM_VIEW, STREAMED_TABLES, TABLES, type TableName } from './table-names.ts';

const WAIT_SECONDS = 30;

const KEYS = [PARTITION_KEY, SORT_KEY] as const;
const LIST_KEYS = [LISTING.partitionKey, LISTING.sortKey] as const;

const attributesOf = (...names: readonly string[]) => names.map((name) => ({ AttributeName: name, AttributeType: 'S' as const }));
const schemaOf = ([partitionKey, sortKey]: readonly [string, string]) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
];
const INDEX = {
  IndexName: LISTING.name,
  KeySchema: schemaOf(LIST_KEYS),
  Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...LISTING.attributes] },
};

/** The table as the stacks have it (`infra/stacks/data-stack.ts`), as far as an engine of one machine knows of it. */
const definitionOf = (table: TableName, name: string, streamed: boolean): CreateTableCommandInput => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: schemaOf(KEYS),
  AttributeDefinitions: table === 'main' ? attributesOf(...KEYS, ...LIST_KEYS) : attributesOf(...KEYS),
  ...(table === 'main' && { GlobalSecondaryIndexes: [INDEX] }),
  ...(streamed && STREAMED_TABLES.includes(table) && { StreamSpecification: { StreamEnabled: true, StreamViewType: STREAM_VIEW } }),
});

/** Data kept by an earlier version of the house have no index yet: it is added, and the engine fills it. */
async function addIndex(client: DynamoDBClient, name: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === LISTING.name)) return;
  await client.send(
    new UpdateTableCommand({
      TableName: name,
      AttributeDefinitions: attributesOf(...KEYS, ...LIST_KEYS),
      GlobalSecondaryIndexUpdates: [{ Create: INDEX }],
    }),
  );
}

/**
 * Creates the tables that are missing, for a database outside the cloud (there the stacks create them), and waits until all can be used.
 * @param names physical name of each table
 * @param streamed false leaves the streams out where nobody reads them: at each write the engine of one machine looks through all it ever
 *   kept of them
 */
export async function createTables(client: DynamoDBClient, names: Record<TableName, string>, streamed = true): Promise<void> {
  for (const table of TABLES) {
    const name = names[table];
    try {
      await client.send(new CreateTableCommand(definitionOf(table, name, streamed)));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
      if (table === 'main') await addIndex(client, name);
    }
    await waitUntilTableExists({ client, maxWaitTime: WAIT_SECONDS, minDelay: 1 }, { TableName: name });
  }
}
