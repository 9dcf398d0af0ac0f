import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { civilDate } from '../domain/kernel/civil-date.ts';
import { roundKey } from './keys/journal.ts';

/** How far a worker has come that goes through a list once a day, a piece at a time. */
const round = z.object({
  /** The day, in Asia/Shanghai, whose round it is. */
  day: civilDate,
  /** The place in the list after which it goes on; null: from the beginning. */
  after: z.nullable(z.string()),
  done: z.boolean(),
  version: z.int().check(z.positive()),
});
export type Round = z.infer<typeof round>;

export interface RoundStore {
  /** One consistent GetItem. */
  readRound(name: string): Promise<Round | undefined>;
  /** Goes on from the version that was read. Undefined: another run of the worker has gone on meanwhile. */
  keepRound(name: string, next: Omit<Round, 'version'>, before: Round | undefined): Promise<Round | undefined>;
}

/** @param work whose rounds they are; a worker has as many as it has lists to go through */
export const createRoundStore = (client: DynamoDBDocumentClient, table: string, work: string): RoundStore => ({
  async readRound(name) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: roundKey(work, name), ConsistentRead: true }));
    return Item && round.parse(Item);
  },
  async keepRound(name, next, before) {
    const kept: Round = { ...next, version: (before?.version ?? 0) + 1 };
    const seen = before
      ? { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': before.version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    try {
      await client.send(new PutCommand({ TableName: table, Item: { ...roundKey(work, name), ...kept }, ...seen }));
      return kept;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  },
});
