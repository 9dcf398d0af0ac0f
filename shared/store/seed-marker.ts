import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { SEED_KEY } from './keys/journal.ts';

/**
 * What a database on one machine was first opened with. `empty`: nothing, and so it stays · `seeding`: example data is being written; whoever
 * finds this goes on from the same instant · `seeded`: it is all there.
 */
const seedMarker = z.object({
  state: z.enum(['empty', 'seeding', 'seeded']),
  /** RFC 3339: the instant from which the days of the data are counted. */
  from: z.string(),
});
export type SeedMarker = z.infer<typeof seedMarker>;

/** The row that keeps the first choice. There is none in the cloud. */
export const createSeedMarker = (client: DynamoDBDocumentClient, table: string) => ({
  /** Makes the choice, or answers the one that was made before. */
  async choose(state: 'empty' | 'seeding', now: Date): Promise<SeedMarker> {
    const marker: SeedMarker = { state, from: now.toISOString() };
    try {
      await client.send(
        new PutCommand({ TableName: table, Item: { ...SEED_KEY, ...marker }, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
      return marker;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: SEED_KEY, ConsistentRead: true }));
      return seedMarker.parse(Item);
    }
  },
  async finish({ from }: SeedMarker): Promise<void> {
    await client.send(new PutCommand({ TableName: table, Item: { ...SEED_KEY, state: 'seeded', from } }));
  },
});
