import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Grant, grant, type Organisation, organisation } from '../domain/parties/records.ts';
import { type AccessEntry, accessEntry } from './access-log.ts';
import { readRows } from './batch-read.ts';
import type { Write } from './commit.ts';
import { accessPartition, documentKey } from './keys/companies.ts';
import { grantKey, organisationKey, receivedKey, receivedPartition } from './keys/organisations.ts';

/** A grant as the institution's own list holds it. */
const receivedGrant = z.extend(grant, { companyId: z.string(), companyName: z.string() });
export type ReceivedGrant = z.infer<typeof receivedGrant>;

/** Both rows of a grant, the company's and the institution's, which only ever change together and share one version. */
export const grantWrites = (company: Pick<Organisation, 'id' | 'name'>, given: Grant, expect: 'absent' | number): readonly Write[] => [
  { put: { ...grantKey(company.id, given.id), ...given }, expect },
  {
    put: { ...receivedKey(given.institutionId, given.from, given.id), ...given, companyId: company.id, companyName: company.name },
    expect,
  },
];

export interface Page {
  readonly limit: number;
  /** Sort key of the last row of the page before. */
  readonly after: string | undefined;
}
export interface Paged<Item> {
  readonly items: readonly Item[];
  /** Sort key of the last row, where more follow. */
  readonly last: string | null;
}

/** The papers of a company that can be looked at: neither refused nor withdrawn. */
const paper = z.object({ id: z.string(), status: z.string() });
const CLOSED = ['rejected', 'withdrawn'];
const sortKeyed = z.object({ sk: z.string() });

/** How many looks are read to say when a grant was last used. One page of a Query holds them. */
const MOST_USES = 1_000;
const use = z.object({ at: z.string(), grantIds: z.array(z.string()) });

export function createConsentStore(client: DynamoDBDocumentClient, table: string) {
  /** Rows of one partition, newest first. */
  const newest = async (partition: string, { limit, after }: Page, projection?: string) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': partition },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: limit,
        ...(projection !== undefined && { ProjectionExpression: projection, ExpressionAttributeNames: { '#at': 'at' } }),
        ...(after !== undefined && { ExclusiveStartKey: { pk: partition, sk: after } }),
      }),
    );
    return { rows: Items, last: LastEvaluatedKey ? sortKeyed.parse(LastEvaluatedKey).sk : null };
  };

  return {
    /** An institution by its id, and which of these papers the company has and can show. One BatchGetItem. */
    async readGrantee(
      companyId: string,
      institutionId: string,
      documentIds: readonly string[],
    ): Promise<{ readonly institution: Organisation | undefined; readonly papers: readonly string[] }> {
      const wanted = organisationKey(institutionId);
      const rows = await readRows(client, table, [wanted, ...documentIds.map((id) => documentKey(companyId, id))]);
      const row = rows.find(({ pk, sk }) => pk === wanted.pk && sk === wanted.sk);
      const papers = rows.filter((item) => item !== row).map((item) => paper.parse(item));
      return {
        institution: row && organisation.parse(row),
        papers: papers.filter(({ status }) => !CLOSED.includes(status)).map(({ id }) => id),
      };
    },

    /** What companies granted to an institution, newest first. One consistent Query. */
    async readReceived(institutionId: string, page: Page): Promise<Paged<ReceivedGrant>> {
      const { rows, last } = await newest(receivedPartition(institutionId), page);
      return { items: rows.map((row) => receivedGrant.parse(row)), last };
    },

    /** Who looked at what a company granted, newest first. One consistent Query. */
    async readAccessLog(companyId: string, page: Page): Promise<Paged<AccessEntry>> {
      const { rows, last } = await newest(accessPartition(companyId), page);
      return { items: rows.map((row) => accessEntry.parse(row)), last };
    },

    /** When each grant was last used, as far as the newest looks tell; `since`: the oldest look read, null when that was all. One Query. */
    async readLastUses(companyId: string): Promise<{ readonly lastUse: ReadonlyMap<string, string>; readonly since: string | null }> {
      const { rows, last } = await newest(accessPartition(companyId), { limit: MOST_USES, after: undefined }, '#at, grantIds');
      const uses = rows.map((row) => use.parse(row));
      const lastUse = new Map<string, string>();
      for (const { at, grantIds } of uses) for (const id of grantIds) if (!lastUse.has(id)) lastUse.set(id, at);
      return { lastUse, since: last === null ? null : (uses.at(-1)?.at ?? null) };
    },
  };
}
export type ConsentStore = ReturnType<typeof createConsentStore>;
