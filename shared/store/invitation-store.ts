import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Invitation } from '../domain/parties/records.ts';
import type { Write } from './commit.ts';
import { invitationKey, invitationTokenKey } from './keys/organisations.ts';

/** How long after its end a link is still told apart from one that never was. */
const KEPT_SECONDS = 30 * 24 * 3600;

const tokenRow = z.object({ organisationId: z.string(), invitationId: z.string() });

/** A new invitation in its organisation's file, and the row that finds it by the hash of its secret. */
export const invitationWrites = (organisationId: string, invitation: Invitation): Write[] => [
  { put: { ...invitationKey(organisationId, invitation.id), ...invitation }, expect: 'absent' },
  {
    put: {
      ...invitationTokenKey(invitation.tokenHash),
      organisationId,
      invitationId: invitation.id,
      expiresAt: Math.floor(Date.parse(invitation.expiresAt) / 1000) + KEPT_SECONDS,
    },
    expect: 'absent',
  },
];

/** The next state of an invitation, one version on. */
export const invitationChange = (organisationId: string, invitation: Invitation): Write => ({
  put: { ...invitationKey(organisationId, invitation.id), ...invitation },
  expect: invitation.version - 1,
});

export const invitationRemoval = (organisationId: string, { id, version }: Invitation): Write => ({
  remove: invitationKey(organisationId, id),
  expect: version,
});

export interface InvitationReader {
  /** Which invitation a link stands for. One consistent GetItem. */
  findInvitation(tokenHash: string): Promise<z.infer<typeof tokenRow> | undefined>;
}

export const createInvitationReader = (client: DynamoDBDocumentClient, table: string): InvitationReader => ({
  async findInvitation(tokenHash) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: invitationTokenKey(tokenHash), ConsistentRead: true }));
    return Item && tokenRow.parse(Item);
  },
});
