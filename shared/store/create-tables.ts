import { CreateTableCommand, type DynamoDBClient, ResourceInUseException, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { LISTING, PARTITION_KEY, SORT_KEY, STREAM_VIEW, STREAMED_TABLES, TABLES, type TableName } from './table-names.ts';

const WAIT_SECONDS = 30;

/**
 * Creates the tables that are missing, for a database outside the cloud (there the stacks create them), and waits until all can be used.
 * @param names physical name of each table
 */
export async function createTables(client: DynamoDBClient, names: Record<TableName, string>): Promise<void> {
  for (const table of TABLES) {
    try {
      await client.send(
        new CreateTableCommand({
          TableName: names[table],
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: PARTITION_KEY, AttributeType: 'S' },
            { AttributeName: SORT_KEY, AttributeType: 'S' },
            ...(table === 'main'
              ? [
                  { AttributeName: LISTING.partitionKey, AttributeType: 'S' as const },
                  { AttributeName: LISTING.sortKey, AttributeType: 'S' as const },
                ]
              : []),
          ],
          ...(table === 'main' && {
            GlobalSecondaryIndexes: [
              {
                IndexName: LISTING.name,
                KeySchema: [
                  { AttributeName: LISTING.partitionKey, KeyType: 'HASH' },
                  { AttributeName: LISTING.sortKey, KeyType: 'RANGE' },
                ],
                Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...LISTING.attributes] },
              },
            ],
          }),
          KeySchema: [
            { AttributeName: PARTITION_KEY, KeyType: 'HASH' },
            { AttributeName: SORT_KEY, KeyType: 'RANGE' },
          ],
          ...(STREAMED_TABLES.includes(table) && { StreamSpecification: { StreamEnabled: true, StreamViewType: STREAM_VIEW } }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
    await waitUntilTableExists({ client, maxWaitTime: WAIT_SECONDS, minDelay: 1 }, { TableName: names[table] });
  }
}
