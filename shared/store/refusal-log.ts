import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { refusalsKey } from './keys.ts';

/** What one person may add in one minute; whoever is refused more often has been noticed. */
const MOST_A_MINUTE = 20;
const KEPT_SECONDS = 180 * 24 * 3600;

export interface Refused {
  readonly personId: string;
  readonly at: string;
  readonly route: string;
  readonly action: string;
  readonly path: string;
}

/** Refusals of permission, apart from every case: one row a person and minute, so that nobody can fill the table by being refused. */
export const createRefusalLog = (client: DynamoDBDocumentClient, table: string) => ({
  async note({ personId, at, ...refused }: Refused): Promise<void> {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: refusalsKey(personId, at.slice(0, 16)),
          UpdateExpression: 'SET refused = list_append(if_not_exists(refused, :none), :one), expiresAt = :expires',
          ConditionExpression: `attribute_not_exists(refused[${MOST_A_MINUTE - 1}])`,
          ExpressionAttributeValues: {
            ':none': [],
            ':one': [{ at, ...refused }],
            ':expires': Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS,
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});
