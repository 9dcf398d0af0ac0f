import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MOST_BATCH_KEYS } from './batch-read.ts';
import { rowName } from './keys/key.ts';
import { type Plain, plainItem } from './plain-item.ts';

type Key = { readonly pk: string; readonly sk: string };
export type PlainRow = Readonly<Record<string, Plain>>;

const MOST_TRIES = 5;
const marshalled = ({ pk, sk }: Key) => ({ pk: { S: pk }, sk: { S: sk } });

/** Rows of the journal by their keys, as plain JSON in which nothing is rounded, for comparing them with their copies. Only reads. */
export interface JournalRows {
  /** What is there, by `rowName`. Consistent; one BatchGetItem for each 100. */
  read(keys: readonly Key[]): Promise<ReadonlyMap<string, PlainRow>>;
}

export const createJournalRows = (client: DynamoDBDocumentClient, journal: string): JournalRows => ({
  async read(keys) {
    const rows = new Map<string, PlainRow>();
    const distinct = [...new Map(keys.map((key) => [rowName(key), key])).values()];
    for (let at = 0; at < distinct.length; at += MOST_BATCH_KEYS) {
      let open = distinct.slice(at, at + MOST_BATCH_KEYS).map(marshalled) as Record<string, { S: string }>[];
      for (let attempt = 1; open.length > 0; attempt++) {
        if (attempt > MOST_TRIES) throw new Error('the database left keys of the journal unread');
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetItemCommand({ RequestItems: { [journal]: { Keys: open, ConsistentRead: true } } }),
        );
        for (const item of Responses?.[journal] ?? []) {
          const row = plainItem(item);
          rows.set(rowName(row as unknown as Key), row);
        }
        open = (UnprocessedKeys?.[journal]?.Keys ?? []) as Record<string, { S: string }>[];
      }
    }
    return rows;
  },
});
