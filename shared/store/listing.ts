import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ItemKey, Listing } from './keys/key.ts';
import { LISTING } from './table-names.ts';

/** The lists of the index `listing`. */
export type ListName = 'COMPANY' | 'INSTITUTION' | 'APPLICANT' | 'COMMUNITY';

export interface ListingQuestion {
  readonly list: ListName;
  /** Only places that begin so, such as `bank#` or `3205`; all when empty. */
  readonly prefix: string;
  readonly limit: number;
  /** Key and place of the last item shown before. */
  readonly after?: (ItemKey & Listing) | undefined;
}
export interface ListingPage {
  /** As stored; whoever asks parses them. */
  readonly items: readonly Record<string, unknown>[];
  /** The place of the last item, where more follow. */
  readonly last: string | null;
}

export interface ListingReader {
  /** One page of a list, a moment behind the table. One Query. */
  readListing(question: ListingQuestion): Promise<ListingPage>;
}

export const createListingReader = (client: DynamoDBDocumentClient, table: string): ListingReader => ({
  async readListing({ list, prefix, limit, after }) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: LISTING.name,
        KeyConditionExpression: prefix === '' ? '#list = :list' : '#list = :list AND begins_with(#place, :prefix)',
        ExpressionAttributeNames: { '#list': LISTING.partitionKey, ...(prefix !== '' && { '#place': LISTING.sortKey }) },
        ExpressionAttributeValues: { ':list': list, ...(prefix !== '' && { ':prefix': prefix }) },
        Limit: limit,
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return { items: Items, last: LastEvaluatedKey ? String(LastEvaluatedKey[LISTING.sortKey]) : null };
  },
});
