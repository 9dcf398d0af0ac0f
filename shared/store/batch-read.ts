import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './keys.ts';

/** As many as one BatchGetItem takes. */
export const MOST_BATCH_KEYS = 100;
const MOST_TRIES = 4;
const PAUSE_MS = 20;

type Row = Record<string, unknown>;

async function readBatch(client: DynamoDBDocumentClient, table: string, keys: readonly ItemKey[]): Promise<Row[]> {
  const found: Row[] = [];
  let open: readonly Row[] = keys.map((key) => ({ ...key }));
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 3 ** attempt));
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: [...open], ConsistentRead: true } } }),
    );
    found.push(...(Responses?.[table] ?? []));
    open = UnprocessedKeys?.[table]?.Keys ?? [];
    if (open.length === 0) return found;
  }
  throw new Error('the database left keys of a batch unread');
}

/**
 * The rows under these keys, consistently, in no order; what is not there is left out. One BatchGetItem for each 100 keys; the keys a
 * throttled table leaves unread are asked for again.
 */
export async function readRows(client: DynamoDBDocumentClient, table: string, keys: readonly ItemKey[]): Promise<Row[]> {
  const distinct = [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key])).values()];
  const rows: Row[] = [];
  for (let at = 0; at < distinct.length; at += MOST_BATCH_KEYS)
    rows.push(...(await readBatch(client, table, distinct.slice(at, at + MOST_BATCH_KEYS))));
  return rows;
}
