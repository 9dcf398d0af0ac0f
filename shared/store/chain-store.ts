import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AggregateKind, type AuditEntry, auditEntry } from '../domain/audit/entry.ts';
import { FIRST_HASH, hashOfEntry } from './audit-chain.ts';
import { auditKey, auditPartition } from './keys/journal.ts';

export interface ChainPage {
  /** Newest first, each with whether its hash is that of its content and it stands on the entry before it. */
  readonly entries: readonly { readonly entry: AuditEntry; readonly holds: boolean }[];
  /** All of them hold, none between them is missing, and the newest is the one that was to be there. */
  readonly intact: boolean;
  readonly more: boolean;
}

export interface ChainReader {
  /**
   * Entries of a chain, newest first. One consistent Query.
   * @param from the newest to read, by number; the hash it must have, where that is known
   */
  readChain(kind: AggregateKind, id: string, from: { readonly seq: number; readonly hash?: string }, limit: number): Promise<ChainPage>;
}

/** @param older the entry below the last one shown; undefined where there is none */
function checked(entries: readonly AuditEntry[], older: AuditEntry | undefined): ChainPage['entries'] {
  return entries.map((entry, index) => {
    const below = entries[index + 1] ?? older;
    const standsOn = below
      ? below.seq === entry.seq - 1 && below.hash === entry.prevHash
      : entry.seq === 1 && entry.prevHash === FIRST_HASH;
    return { entry, holds: standsOn && hashOfEntry(entry) === entry.hash };
  });
}

export const createChainReader = (client: DynamoDBDocumentClient, journal: string): ChainReader => ({
  async readChain(kind, id, { seq, hash }, limit) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: journal,
        KeyConditionExpression: 'pk = :pk AND sk <= :newest',
        ExpressionAttributeValues: { ':pk': auditPartition(kind, id), ':newest': auditKey(kind, id, seq).sk },
        ScanIndexForward: false,
        ConsistentRead: true,
        // One more than is shown: what the last one stands on.
        Limit: limit + 1,
      }),
    );
    const read = Items.map((item) => auditEntry.parse(item));
    const entries = checked(read.slice(0, limit), read[limit]);
    const newest = entries[0]?.entry;
    const begins = seq === 0 ? newest === undefined : newest?.seq === seq && (hash === undefined || newest.hash === hash);
    return { entries, intact: begins && entries.every(({ holds }) => holds), more: read.length > limit };
  },
});
