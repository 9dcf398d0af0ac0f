import { BatchGetCommand, type BatchGetCommandInput, type BatchGetCommandOutput, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type ItemKey, rowName } from './keys/key.ts';

/** As many as one BatchGetItem takes. */
export const MOST_BATCH_KEYS = 100;
const MOST_TRIES = 4;
const PAUSE_MS = 20;

type Row = Record<string, unknown>;
const keyed = z.object({ pk: z.string(), sk: z.string() });

/** A key in one of the tables. */
interface Wanted {
  readonly table: string;
  readonly key: ItemKey;
}
interface Found {
  readonly table: string;
  readonly row: Row;
}

function requestOf(wanted: readonly Wanted[]) {
  const tables = [...new Set(wanted.map(({ table }) => table))];
  const keysIn = (table: string) => wanted.flatMap((one) => (one.table === table ? [{ ...one.key }] : []));
  return Object.fromEntries(tables.map((table) => [table, { Keys: keysIn(table) as Row[], ConsistentRead: true }]));
}

async function readBatch(client: DynamoDBDocumentClient, wanted: readonly Wanted[]): Promise<Found[]> {
  const found: Found[] = [];
  let open: BatchGetCommandInput['RequestItems'] = requestOf(wanted);
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 3 ** attempt));
    const answer: BatchGetCommandOutput = await client.send(new BatchGetCommand({ RequestItems: open }));
    const { Responses = {}, UnprocessedKeys = {} } = answer;
    for (const [table, rows] of Object.entries(Responses)) found.push(...rows.map((row) => ({ table, row })));
    if (Object.keys(UnprocessedKeys).length === 0) return found;
    open = UnprocessedKeys;
  }
  throw new Error('the database left keys of a batch unread');
}

/**
 * The rows under these keys of one table or several, consistently, in no order, by table; what is not there is left out. One BatchGetItem for each
 * 100 keys together; the keys a throttled table leaves unread are asked for again.
 */
export async function readTables(
  client: DynamoDBDocumentClient,
  keys: Readonly<Record<string, readonly ItemKey[]>>,
): Promise<(table: string) => Row[]> {
  const all = Object.entries(keys).flatMap(([table, of]) => of.map((key) => ({ table, key })));
  const distinct = [...new Map(all.map((one) => [`${one.table}\n${rowName(one.key)}`, one])).values()];
  const found: Found[] = [];
  for (let at = 0; at < distinct.length; at += MOST_BATCH_KEYS)
    found.push(...(await readBatch(client, distinct.slice(at, at + MOST_BATCH_KEYS))));
  return (table) => found.flatMap((one) => (one.table === table ? [one.row] : []));
}

/** The rows under these keys of one table. */
export const readRows = async (client: DynamoDBDocumentClient, table: string, keys: readonly ItemKey[]): Promise<Row[]> =>
  (await readTables(client, { [table]: keys }))(table);

/** Finds the row of a key among rows that were read. */
export function rowFinder<Found extends Readonly<Record<string, unknown>>>(rows: readonly Found[]): (key: ItemKey) => Found | undefined {
  const byName = new Map(rows.map((row) => [rowName(keyed.parse(row)), row]));
  return (key) => byName.get(rowName(key));
}
