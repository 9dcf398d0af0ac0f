import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { hexBytes, seal } from '../domain/audit/seal.ts';
import { CHECK_PREFIX, checkKey, SEAL_PREFIX, SEALS, sealKey } from './keys/journal.ts';

/** A seal with the key it can be checked with. */
const storedSeal = z.strictObject({ ...seal.shape, publicKey: hexBytes });
export type StoredSeal = z.infer<typeof storedSeal>;

/** What can be wrong between journal, copies and seals. */
const DIFFERENCES = [
  'row-missing',
  'row-changed',
  'replaced',
  'removed',
  'copy-damaged',
  'predecessor-not-copied',
  'seal-differs',
] as const;
export type DifferenceKind = (typeof DIFFERENCES)[number];

const difference = z.object({
  kind: z.enum(DIFFERENCES),
  /** The row it is about; for a seal or a damaged copy, where that lies. */
  pk: z.string(),
  sk: z.string(),
});
export type Difference = z.infer<typeof difference>;

/** What a check of some windows found. */
const check = z.object({
  at: z.string(),
  /** The minutes that were looked at, beside the newest: `to` is where the next check goes on. */
  from: z.string(),
  to: z.string(),
  compared: z.int(),
  /** The first of them; `found` counts all. */
  differences: z.array(difference),
  found: z.int(),
});
export type Check = z.infer<typeof check>;

const bare = ({ pk: _pk, sk: _sk, ...row }: Record<string, unknown>): unknown => row;

export type SealStore = ReturnType<typeof createSealStore>;

/** Seals and checks in the table `journal`, where nothing is ever replaced. */
export function createSealStore(client: DynamoDBDocumentClient, journal: string) {
  const query = async (
    prefix: string,
    { newestFirst = false, limit, from = prefix, to = `${prefix}~` }: { newestFirst?: boolean; limit: number; from?: string; to?: string },
  ): Promise<unknown[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: journal,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': SEALS, ':first': from, ':last': to },
        ScanIndexForward: !newestFirst,
        ConsistentRead: true,
        Limit: limit,
      }),
    );
    return Items.map(bare);
  };
  /** False when a row stands there already. */
  const add = async (row: Record<string, unknown>): Promise<boolean> => {
    try {
      await client.send(new PutCommand({ TableName: journal, Item: row, ConditionExpression: 'attribute_not_exists(pk)' }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    /** The newest seal; with an instant (RFC 3339), the newest that begins no later. */
    async readLast(noLaterThan?: string): Promise<StoredSeal | undefined> {
      const [row] = await query(SEAL_PREFIX, { newestFirst: true, limit: 1, ...(noLaterThan && { to: sealKey(noLaterThan).sk }) });
      return row === undefined ? undefined : storedSeal.parse(row);
    },

    /** Seals in the order of time, from the first that begins at or after an instant on; without one from the very first. */
    async readFrom(from: string | undefined, limit: number): Promise<StoredSeal[]> {
      return (await query(SEAL_PREFIX, { limit, ...(from && { from: sealKey(from).sk }) })).map((row) => storedSeal.parse(row));
    },

    /** Adds a seal behind the one it follows. False when another follows that one already. */
    add: (seal: StoredSeal): Promise<boolean> => add({ ...sealKey(seal.from), ...seal }),

    async readLastCheck(): Promise<Check | undefined> {
      const [row] = await query(CHECK_PREFIX, { newestFirst: true, limit: 1 });
      return row === undefined ? undefined : check.parse(row);
    },

    addCheck: (found: Check): Promise<boolean> => add({ ...checkKey(found.at), ...found }),
  };
}
