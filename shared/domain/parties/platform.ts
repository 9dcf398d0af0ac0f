import { ok, type Result, refuse } from '../kernel/result.ts';
import { confirmInvitation, inviteFirstOwner, leftOpenBy, type Token } from './invitation.ts';
import { activeMembers } from './member.ts';
import type { Invitation, OrganisationFile } from './records.ts';
import type { RuleRefusal } from './refusal.ts';
import type { Person } from './registration.ts';

/** The one organisation of its kind: its members admit all others. */
export const PLATFORM_ID = 'platform';

/** In whose name the house itself does something. */
export const SYSTEM: Person = { personId: 'system', personKey: 'system', name: 'system' };

type Members = Pick<OrganisationFile, 'members' | 'invitations'>;

export interface AdminInvited {
  readonly invitation: Invitation;
  /** Earlier links of the house's own that nobody used: they count no more. */
  readonly superseded: readonly Invitation[];
}

/** The link for the first admin, from whoever runs the house. It waits for nobody, as there is nobody; made as long as nobody used one. */
export function inviteFirstAdmin(
  { members, invitations }: Members,
  at: string,
  token: Token,
): Result<AdminInvited, RuleRefusal<'has-owner'>> {
  if (activeMembers(members, at).some(({ roles }) => roles.includes('owner'))) return refuse({ code: 'has-owner' });
  return ok({
    invitation: { ...inviteFirstOwner(SYSTEM, at, token), roles: ['owner', 'admin'] },
    superseded: leftOpenBy(invitations, SYSTEM.personId, at),
  });
}

/** As many as it takes for one to invite and another to confirm. */
const ENOUGH_ADMINS = 2;

/**
 * In a public body one invites and another confirms. As long as the platform has one admin there is no other: whoever runs the house takes
 * that part, until two natural persons are admins.
 */
export function confirmForLoneAdmin(
  { members, invitations }: Members,
  invitationId: string,
  at: string,
): Result<Invitation, RuleRefusal<'has-admins' | 'not-found' | 'invitation-closed' | 'same-person'>> {
  const admins = activeMembers(members, at).filter(({ roles }) => roles.includes('admin'));
  if (new Set(admins.map(({ personKey }) => personKey)).size >= ENOUGH_ADMINS) return refuse({ code: 'has-admins' });
  const invitation = invitations.find(({ id }) => id === invitationId);
  return invitation ? confirmInvitation(invitation, SYSTEM, at) : refuse({ code: 'not-found' });
}
