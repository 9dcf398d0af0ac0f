import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { OrganisationKind } from '../domain/parties/organisation.ts';
import { creditCodeKey } from './keys.ts';

const holder = z.object({ organisationId: z.string() });

export interface HolderReader {
  /** The organisation of a kind that holds a credit code. One consistent GetItem. */
  readHolder(uscc: string, kind: OrganisationKind): Promise<string | undefined>;
}

export const createHolderReader = (client: DynamoDBDocumentClient, table: string): HolderReader => ({
  async readHolder(uscc, kind) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: creditCodeKey(uscc, kind), ConsistentRead: true }));
    return Item && holder.parse(Item).organisationId;
  },
});
