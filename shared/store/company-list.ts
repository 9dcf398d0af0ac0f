import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { organisation, profile } from '../domain/parties/records.ts';
import type { Paged } from './consent-store.ts';
import { companyListing, profileKey } from './keys/companies.ts';
import { LISTING } from './table-names.ts';

export type Teaser = z.infer<typeof profile.shape.teaser>;
/** What of a company can be asked for, word for word. */
export type TeaserFilter = { readonly [Field in Exclude<keyof Teaser, 'divisionCode'> | 'kind']?: string | undefined };

/** What a list has of a company: its teaser, what it is, and when something of its profile last changed. */
export const outline = z.object({ kind: organisation.shape.kind, teaser: profile.shape.teaser, updatedAt: profile.shape.updatedAt });
export type Outline = z.infer<typeof outline>;

export interface CompanyListQuestion {
  /** The digits all division codes must begin with; all companies when empty. */
  readonly regionPrefix: string;
  readonly filter: TeaserFilter;
  readonly limit: number;
  /** Place of the last company of the page before. */
  readonly after: string | undefined;
}

/** What the place of a company in the list looks like. */
export const LIST_PLACE = /^(\d{6})#([A-Za-z0-9._-]{1,64})$/;

/** With filters as many are looked at in one read; a page may then be short, and the list goes on all the same. */
const MOST_LOOKED_AT = 1_000;

const row = z.object({ [LISTING.sortKey]: z.string().check(z.regex(LIST_PLACE)), ...outline.shape });
const sortKeyed = z.object({ [LISTING.sortKey]: z.string() });

function startAfter(place: string | undefined) {
  const [, division, id] = LIST_PLACE.exec(place ?? '') ?? [];
  return division !== undefined && id !== undefined && { ExclusiveStartKey: { ...profileKey(id), ...companyListing(division, id) } };
}

const pathOf = (field: string): string => (field === 'kind' ? '#kind' : `teaser.#${field}`);
const named = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [`#${field}`, field]));

/**
 * Companies by region, as teasers and nothing else: names, codes and particulars never leave the database here. The index is a moment
 * behind and decides nothing. One Query.
 */
export const createCompanyList = (client: DynamoDBDocumentClient, table: string) => ({
  async readTeasers({ regionPrefix, filter, limit, after }: CompanyListQuestion): Promise<Paged<Outline & { id: string }>> {
    const asked = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const { listPk } = companyListing('000000', 'any');
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: LISTING.name,
        KeyConditionExpression: regionPrefix === '' ? '#listPk = :list' : '#listPk = :list AND begins_with(#listSk, :prefix)',
        ...(asked.length > 0 && { FilterExpression: asked.map(([field]) => `${pathOf(field)} = :${field}`).join(' AND ') }),
        ProjectionExpression: '#listSk, #kind, teaser, updatedAt',
        ExpressionAttributeNames: { ...named(['listPk', 'listSk', 'kind']), ...named(asked.map(([field]) => field)) },
        ExpressionAttributeValues: {
          ':list': listPk,
          ...(regionPrefix !== '' && { ':prefix': regionPrefix }),
          ...Object.fromEntries(asked.map(([field, value]) => [`:${field}`, value])),
        },
        Limit: asked.length > 0 ? MOST_LOOKED_AT : limit,
        ...startAfter(after),
      }),
    );
    const rows = Items.map((item) => row.parse(item));
    const page = rows.slice(0, limit);
    const looked = LastEvaluatedKey ? sortKeyed.parse(LastEvaluatedKey).listSk : null;
    const last = rows.length > limit ? (page.at(-1)?.listSk ?? null) : looked;
    return { items: page.map(({ listSk, ...found }) => ({ id: LIST_PLACE.exec(listSk)?.[2] ?? '', ...found })), last };
  },
});
export type CompanyList = ReturnType<typeof createCompanyList>;
