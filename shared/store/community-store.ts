import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Community, community } from '../domain/communities/community.ts';
import type { Write } from './commit.ts';
import { communityKey, communityListing } from './keys/catalogue.ts';

/** The row of a community, with its place in the list by region. */
export const communityRow = (record: Community): Extract<Write, { put: unknown }>['put'] => ({
  ...communityKey(record.id),
  ...communityListing(record.divisionCode, record.id),
  ...record,
});

export interface CommunityReader {
  /** One community, or undefined. One consistent GetItem. */
  readCommunity(id: string): Promise<Community | undefined>;
}

export const createCommunityReader = (client: DynamoDBDocumentClient, table: string): CommunityReader => ({
  async readCommunity(id) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: communityKey(id), ConsistentRead: true }));
    return Item && community.parse(Item);
  },
});
