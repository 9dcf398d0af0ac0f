import { type DynamoDBDocumentClient, GetCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { idempotencyKey } from './keys/people.ts';

/** How long an answer is kept for a repeat. Money is guarded for ever by keys of its own. */
const KEPT_SECONDS = 24 * 3600;

export const storedAnswer = z.object({
  personId: z.string(),
  /** SHA-256 of the `Idempotency-Key`. */
  keyHash: z.string(),
  /** SHA-256 of route, path and canonical body: the same key with another payload is refused. */
  fingerprint: z.string(),
  /** When the command was decided, in seconds since 1970. */
  at: z.int(),
  status: z.int(),
  /** JSON text as answered, with secrets left out. */
  body: z.nullable(z.string()),
  headers: z.record(z.string(), z.string()),
});
export type StoredAnswer = z.infer<typeof storedAnswer>;

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The row of an answer as the last part of its command's transaction; it fails where a living answer stands under the key already. */
export const answeredRow = (answer: StoredAnswer, table: string): TransactItem => ({
  Put: {
    TableName: table,
    Item: { ...idempotencyKey(answer.personId, answer.keyHash), ...answer, expiresAt: answer.at + KEPT_SECONDS },
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
    ExpressionAttributeValues: { ':now': answer.at },
  },
});

/** The database forgets expired rows late, so that their time is looked at here. */
export const isKept = ({ at }: StoredAnswer, now: Date): boolean => at + KEPT_SECONDS > now.getTime() / 1000;

export interface AnswerReader {
  /** The answer a person got under a key within the last 24 hours. One consistent GetItem. */
  readAnswer(personId: string, keyHash: string, now: Date): Promise<StoredAnswer | undefined>;
}

export const createAnswerReader = (client: DynamoDBDocumentClient, table: string): AnswerReader => ({
  async readAnswer(personId, keyHash, now) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: idempotencyKey(personId, keyHash), ConsistentRead: true }));
    const answer = Item && storedAnswer.parse(Item);
    return answer && isKept(answer, now) ? answer : undefined;
  },
});
