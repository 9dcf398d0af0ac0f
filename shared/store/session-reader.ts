import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { sessionKey } from './keys/people.ts';

/** A session nobody used for so long is over. */
export const IDLE_MS = 30 * 60_000;

const touched = z.object({ sessionId: z.string(), personId: z.string() });

/**
 * The part of a session every function needs: is it alive, and whose is it. One UpdateItem asks and moves the idle end forward at once. The
 * absolute end never moves, and the idle end never passes it: an expired session cannot be touched back to life.
 */
export const createSessionReader = (client: DynamoDBDocumentClient, table: string) => ({
  async touch(tokenHash: string, now: Date): Promise<z.infer<typeof touched> | undefined> {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: sessionKey(tokenHash),
          UpdateExpression: 'SET idleUntil = :idle',
          ConditionExpression: 'idleUntil > :now AND absoluteUntil > :now',
          ExpressionAttributeValues: { ':now': now.toISOString(), ':idle': new Date(now.getTime() + IDLE_MS).toISOString() },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return touched.parse(Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  },
});
