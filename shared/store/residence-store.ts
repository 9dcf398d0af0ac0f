import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Organisation, organisation, type Residence, residence } from '../domain/parties/records.ts';
import { readRows } from './batch-read.ts';
import type { Write } from './commit.ts';
import { type Outline, outline } from './company-list.ts';
import type { Page, Paged } from './consent-store.ts';
import { profileKey } from './keys/companies.ts';
import { organisationKey, residenceKey, residentKey, residentsPartition } from './keys/organisations.ts';

/** A residence as the body's own list holds it, while it is not over. */
const resident = z.extend(residence, { companyId: z.string(), companyName: z.string() });
export type Resident = z.infer<typeof resident>;

/**
 * Both rows of a residence, the company's and the body's, which only ever change together and share one version. The body's list forgets
 * one that has ended; the company's file keeps it.
 */
export function residenceWrites(
  company: Pick<Organisation, 'id' | 'name'>,
  record: Residence,
  expect: 'absent' | number,
): readonly Write[] {
  const listed = residentKey(record.bodyId, company.id, record.id);
  const own: Write = { put: { ...residenceKey(company.id, record.id), ...record }, expect };
  if (record.status !== 'ended') return [own, { put: { ...listed, ...record, companyId: company.id, companyName: company.name }, expect }];
  return expect === 'absent' ? [own] : [own, { remove: listed, expect }];
}

/** What the place of a company in a body's list looks like. */
export const RESIDENT_PLACE = /^[A-Za-z0-9._-]{1,64}#[A-Za-z0-9._-]{1,64}$/;

const sortKeyed = z.object({ sk: z.string() });
const outlineRow = z.object({ pk: z.string(), ...outline.shape });

export function createResidenceStore(client: DynamoDBDocumentClient, table: string) {
  return {
    /** An organisation's record by its id. One consistent BatchGetItem. */
    async readBody(id: string): Promise<Organisation | undefined> {
      const [row] = await readRows(client, table, [organisationKey(id)]);
      return row && organisation.parse(row);
    },

    /** Those who sit with a body or say so, by company. One consistent Query. */
    async readResidents(bodyId: string, { limit, after }: Page): Promise<Paged<Resident>> {
      const partition = residentsPartition(bodyId);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partition },
          ConsistentRead: true,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: { pk: partition, sk: after } }),
        }),
      );
      const last = LastEvaluatedKey ? sortKeyed.parse(LastEvaluatedKey).sk : null;
      return { items: Items.map((item) => resident.parse(item)), last };
    },

    /** What a list has of these companies, by id. One BatchGetItem for each 100. */
    async readOutlines(ids: readonly string[]): Promise<ReadonlyMap<string, Outline>> {
      const byPartition = new Map(ids.map((id) => [profileKey(id).pk as string, id]));
      const rows = ids.length === 0 ? [] : await readRows(client, table, ids.map(profileKey));
      return new Map(
        rows.map((row) => {
          const { pk, ...found } = outlineRow.parse(row);
          return [byPartition.get(pk) as string, found];
        }),
      );
    },
  };
}
export type ResidenceStore = ReturnType<typeof createResidenceStore>;
