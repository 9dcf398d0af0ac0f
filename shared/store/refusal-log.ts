import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { refusalsKey } from './keys/people.ts';

/** What one person may add in one minute; whoever is refused more often has been noticed. */
const MOST_A_MINUTE = 20;
const KEPT_SECONDS = 180 * 24 * 3600;
/** Persons whose minute a process remembers as full; beyond them it asks the table again. */
const MOST_REMEMBERED = 1_000;

export interface Refused {
  readonly personId: string;
  readonly at: string;
  readonly route: string;
  readonly action: string;
  readonly path: string;
}

/**
 * Refusals of permission, apart from every case: one row a person and minute, so that nobody can fill the table by being refused. A row that is
 * full stays so and is not asked again: whoever hammers at a door costs no writes.
 */
export function createRefusalLog(client: DynamoDBDocumentClient, table: string) {
  const full = new Map<string, string>();
  const remember = (personId: string, minute: string): void => {
    if (full.size >= MOST_REMEMBERED) full.clear();
    full.set(personId, minute);
  };
  return {
    async note({ personId, at, ...refused }: Refused): Promise<void> {
      const minute = at.slice(0, 16);
      if (full.get(personId) === minute) return;
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: refusalsKey(personId, minute),
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
        remember(personId, minute);
      }
    },
  };
}
