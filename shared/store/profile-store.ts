import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import { type Organisation, sourceKind } from '../domain/parties/records.ts';
import { type SnapshotContent, snapshotContent } from '../domain/parties/snapshot.ts';
import type { StatedFacts } from '../domain/parties/state-facts.ts';
import { sha256Hex } from './artefact-parts.ts';
import type { Write } from './commit.ts';
import { evidenceChecks } from './evidence-checks.ts';
import { historyKey, historyPartition, snapshotHeadKey, snapshotKey, sourceKey } from './keys/companies.ts';
import { profileRow } from './party-store.ts';

const change = z.object({
  version: z.int(),
  at: z.string(),
  source: sourceKind,
  organisationId: z.nullable(z.string()),
  organisationName: z.nullable(z.string()),
  by: z.string(),
  set: z.record(z.string(), z.unknown()),
  removed: z.array(z.string()),
  since: z.nullable(z.string()),
  evidence: z.array(z.string()),
});
export type StoredChange = z.infer<typeof change>;

const stored = z.object({ hash: z.string(), takenAt: z.string(), content: snapshotContent });
export type StoredSnapshot = z.infer<typeof stored>;

/**
 * What one source says anew, as the rows it changes: the profile with its place in the list, the source, and one line of history; and the
 * papers it names, which must be there.
 */
export const statedFactsWrites = (organisation: Organisation, { profile, source, seenSource, change: line }: StatedFacts): Write[] => [
  { put: profileRow(organisation, profile), expect: profile.version - 1 },
  {
    put: { ...sourceKey(organisation.id, source.source, source.organisationId), ...source },
    expect: seenSource === 0 ? 'absent' : seenSource,
  },
  { put: { ...historyKey(organisation.id, line.version), ...line }, expect: 'absent' },
  ...evidenceChecks(organisation.id, line.evidence),
];

/** SHA-256 over the canonical JSON (RFC 8785) of a content: the name of the snapshot. */
export const hashOfSnapshot = (content: SnapshotContent): string => sha256Hex(canonicalize(content) as string);

/** A snapshot, once: with the organisation that it was taken, and by itself what it says. */
export const snapshotWrites = (hash: string, takenAt: string, content: SnapshotContent): Write[] => [
  { put: { ...snapshotHeadKey(content.organisationId, hash), hash, takenAt }, expect: 'absent' },
  { put: { ...snapshotKey(hash), hash, takenAt, content }, expect: 'absent' },
];

export interface ProfileReader {
  /** Changes of a profile, the newest first, from before a version on. One Query. `last`: the version of the last one, where more follow. */
  readHistory(
    organisationId: string,
    limit: number,
    before?: number,
  ): Promise<{ readonly changes: readonly StoredChange[]; readonly last: number | null }>;
  /** What a snapshot says; undefined where there is none of that hash. One GetItem. @throws Error when the content is not what the hash names */
  readSnapshot(hash: string): Promise<StoredSnapshot | undefined>;
}

export const createProfileReader = (client: DynamoDBDocumentClient, table: string): ProfileReader => ({
  async readHistory(organisationId, limit, before) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': historyPartition(organisationId) },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: limit,
        ...(before !== undefined && { ExclusiveStartKey: historyKey(organisationId, before) }),
      }),
    );
    const changes = Items.map((item) => change.parse(item));
    return { changes, last: LastEvaluatedKey ? (changes.at(-1)?.version ?? null) : null };
  },

  async readSnapshot(hash) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: snapshotKey(hash), ConsistentRead: true }));
    if (!Item) return undefined;
    const snapshot = stored.parse(Item);
    if (hashOfSnapshot(snapshot.content) !== hash) throw new Error(`the stored snapshot ${hash} is damaged: its content has another hash`);
    return snapshot;
  },
});
