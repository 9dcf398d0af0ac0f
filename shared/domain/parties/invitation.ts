import { ok, type Result, refuse } from '../kernel/result.ts';
import { isOneOf, PUBLIC_KINDS } from './kinds.ts';
import { activeMembers, asInstant, isGuest, MOST_MEMBERS, type Place, placeFaults } from './member.ts';
import { isActive } from './organisation.ts';
import type { Invitation, Member, OrganisationFile } from './records.ts';
import type { RuleRefusal } from './refusal.ts';
import type { Person } from './registration.ts';

/** A link is good for a week. */
const INVITATION_DAYS = 7;
/** How many may wait at a time. */
export const MOST_INVITATIONS = 40;
/** How long one that came to its end is kept for those who look after the members; the audit chain keeps it for good. */
const KEPT_DAYS = 30;
/** Old rows that go with one command, so that it still fits into one write. */
const MOST_FORGOTTEN = 10;

const DAY_MS = 24 * 3600_000;
const later = (at: string, days: number): string => new Date(Date.parse(at) + days * DAY_MS).toISOString();

/** What of an invitation is made by chance: its id, and the SHA-256 of the secret in its link. */
export type Token = { readonly id: string; readonly tokenHash: string };
export type Asked = Place & { readonly note: string };

/** Where an invitation stands at this instant. */
export const statusAt = ({ status, expiresAt }: Pick<Invitation, 'status' | 'expiresAt'>, at: string): Invitation['status'] | 'expired' =>
  (status === 'open' || status === 'awaiting-confirmation') && expiresAt <= at ? 'expired' : status;

const isWaiting = (invitation: Invitation, at: string): boolean => ['open', 'awaiting-confirmation'].includes(statusAt(invitation, at));

/** A guest's link is of no use when the stay is over. */
const endOf = (until: string | null, at: string): string => {
  const end = later(at, INVITATION_DAYS);
  return until !== null && until < end ? until : end;
};

const newInvitation = ({ roles, until, note }: Asked, by: Person, at: string, token: Token, status: Invitation['status']): Invitation => ({
  ...token,
  roles: [...roles],
  until,
  note,
  createdBy: by.personId,
  createdByKey: by.personKey,
  createdAt: at,
  expiresAt: endOf(until, at),
  status,
  confirmedBy: null,
  confirmedByKey: null,
  acceptedBy: null,
  version: 1,
});

/** Invites somebody by link. In a public body the link is of no use until a second person has confirmed it. */
export function invite(
  { organisation: { kind }, members, invitations }: Pick<OrganisationFile, 'organisation' | 'members' | 'invitations'>,
  asked: Asked,
  by: Person,
  at: string,
  token: Token,
): Result<Invitation, RuleRefusal<'unfit-roles' | 'too-many-members'>> {
  const wanted = { ...asked, until: asked.until && asInstant(asked.until) };
  const faults = placeFaults(kind, wanted, at);
  if (faults.length > 0) return refuse({ code: 'unfit-roles', faults });
  const waiting = invitations.filter((invitation) => isWaiting(invitation, at)).length;
  if (waiting >= MOST_INVITATIONS || activeMembers(members, at).length >= MOST_MEMBERS) return refuse({ code: 'too-many-members' });
  return ok(newInvitation(wanted, by, at, token, isOneOf(PUBLIC_KINDS, kind) ? 'awaiting-confirmation' : 'open'));
}

const isOwner = ({ roles }: Member): boolean => roles.includes('owner');
/** Does anybody look after the members? */
export const hasOwner = (members: readonly Member[]): boolean => members.some(isOwner);

/**
 * The link for the first owner of an organisation the platform admits. It waits for nobody: an owner looks after members and decides nothing,
 * and every role that does comes by an invitation that a second person confirms.
 */
export const inviteFirstOwner = (by: Person, at: string, token: Token): Invitation =>
  newInvitation({ roles: ['owner'], until: null, note: '' }, by, at, token, 'open');

const NOT_FOR_OWNERS = { zh: '只能邀请首位负责人', en: 'only a first owner is invited from outside' };

/**
 * The same from outside for an organisation that nobody owns: its first link was never used, or an operator brought it in. Whoever comes
 * looks after the members, and signs where somebody must.
 */
export function inviteMissingOwner(
  file: Pick<OrganisationFile, 'organisation' | 'members' | 'invitations'>,
  asked: Asked,
  by: Person,
  at: string,
  token: Token,
): Result<Invitation, RuleRefusal<'has-owner' | 'unfit-roles' | 'too-many-members'>> {
  if (hasOwner(file.members)) return refuse({ code: 'has-owner' });
  const other = asked.roles.findIndex((role) => role !== 'owner' && role !== 'signatory');
  if (other >= 0 || !asked.roles.includes('owner')) {
    const pointer = other >= 0 ? `/roles/${other}` : '/roles';
    return refuse({ code: 'unfit-roles', faults: [{ pointer, code: 'first-owner-only', detail: NOT_FOR_OWNERS }] });
  }
  const made = invite(file, asked, by, at, token);
  return made.ok ? ok({ ...made.value, status: 'open' }) : made;
}

/** What has come to its end long ago and need not be read any more: invitations, and guests whose stay is over. */
export function longOver(
  { members, invitations }: Pick<OrganisationFile, 'members' | 'invitations'>,
  at: string,
): { readonly invitations: readonly Invitation[]; readonly guests: readonly Member[] } {
  const limit = later(at, -KEPT_DAYS);
  return {
    invitations: invitations.filter((one) => !isWaiting(one, at) && one.expiresAt < limit).slice(0, MOST_FORGOTTEN),
    guests: members.filter(({ until }) => until !== null && until < limit).slice(0, MOST_FORGOTTEN),
  };
}

/** A second natural person lets an invitation of a public body count. */
export function confirmInvitation(
  invitation: Invitation,
  by: Person,
  at: string,
): Result<Invitation, RuleRefusal<'invitation-closed' | 'same-person'>> {
  if (statusAt(invitation, at) !== 'awaiting-confirmation') return refuse({ code: 'invitation-closed' });
  if (invitation.createdByKey === by.personKey) return refuse({ code: 'same-person' });
  const confirmed = { confirmedBy: by.personId, confirmedByKey: by.personKey };
  return ok({ ...invitation, ...confirmed, status: 'open', version: invitation.version + 1 });
}

/** Takes an invitation back, before it is used. */
export function withdrawInvitation(
  invitation: Invitation,
  at: string,
): Result<Invitation, RuleRefusal<'invitation-used' | 'invitation-closed'>> {
  const status = statusAt(invitation, at);
  if (status === 'accepted') return refuse({ code: 'invitation-used' });
  if (status === 'withdrawn' || status === 'expired') return refuse({ code: 'invitation-closed' });
  return ok({ ...invitation, status: 'withdrawn', version: invitation.version + 1 });
}

const takenBack = (invitations: readonly Invitation[]): readonly Invitation[] =>
  invitations.map((invitation) => ({ ...invitation, status: 'withdrawn', version: invitation.version + 1 }));

/** Links made while nobody owned it: they end when somebody does. */
const endedByOwner = (invitations: readonly Invitation[], at: string): readonly Invitation[] =>
  takenBack(invitations.filter((invitation) => isWaiting(invitation, at)));

/** What somebody who no longer looks after the members has left open: it goes with them. */
export const leftOpenBy = (invitations: readonly Invitation[], personId: string, at: string): readonly Invitation[] =>
  takenBack(invitations.filter((invitation) => invitation.createdBy === personId && isWaiting(invitation, at)));

/** Can its link still be answered for? One withdrawn or expired is like one that never was; one used is known to have been. */
export const isAnswerable = (invitation: Invitation, at: string): boolean => !['withdrawn', 'expired'].includes(statusAt(invitation, at));

export interface Acceptance {
  readonly invitation: Invitation;
  readonly member: Member;
  /** The row of an earlier place that this one follows on. */
  readonly before: Member | undefined;
  /** Links that count no more: whoever comes first to look after the members decides alone who else is invited. */
  readonly superseded: readonly Invitation[];
}

/** The place of someone who was a member already: the new roles beside the old ones. Undefined: the invitation adds nothing. */
function placeBeside(before: Member, { roles, until }: Place): Place | undefined {
  if (isGuest({ roles })) {
    const longer = isGuest(before) && before.until !== null && until !== null && before.until < until;
    return longer ? { roles, until } : undefined;
  }
  const own = isGuest(before) ? [] : before.roles;
  const added = roles.filter((role) => !own.includes(role));
  return added.length > 0 ? { roles: [...own, ...added], until: null } : undefined;
}

/**
 * Somebody answers an invitation. Each is used once; in a public body, and where nobody looks after the members yet, never by whoever made or
 * confirmed it.
 * @throws Error for one that is not answerable
 */
export function acceptInvitation(
  { organisation, members, invitations }: Pick<OrganisationFile, 'organisation' | 'members' | 'invitations'>,
  invitation: Invitation,
  by: Person,
  at: string,
): Result<Acceptance, RuleRefusal<'invitation-used' | 'invitation-unconfirmed' | 'same-person' | 'already-member' | 'too-many-members'>> {
  if (!isAnswerable(invitation, at)) throw new Error(`invitation ${invitation.id} is over`);
  if (invitation.status === 'accepted') return refuse({ code: 'invitation-used' });
  if (invitation.status === 'awaiting-confirmation') return refuse({ code: 'invitation-unconfirmed' });
  const granters = [invitation.createdByKey, invitation.confirmedByKey];
  const first = !hasOwner(members) && invitation.roles.includes('owner');
  if ((first || isOneOf(PUBLIC_KINDS, organisation.kind)) && granters.includes(by.personKey)) return refuse({ code: 'same-person' });

  const before = members.find(({ personId }) => personId === by.personId);
  const current = before && isActive(before, at) ? before : undefined;
  if (!current && activeMembers(members, at).length >= MOST_MEMBERS) return refuse({ code: 'too-many-members' });
  const place = current ? placeBeside(current, invitation) : invitation;
  if (!place) return refuse({ code: 'already-member' });
  const member: Member = {
    personId: by.personId,
    personKey: by.personKey,
    name: by.name,
    roles: [...place.roles],
    from: current?.from ?? at,
    until: place.until,
    ...(current?.standsIn && { standsIn: current.standsIn }),
    ...(current?.away && { away: current.away }),
    version: (before?.version ?? 0) + 1,
  };
  const others = invitations.filter(({ id }) => id !== invitation.id);
  return ok({
    invitation: { ...invitation, status: 'accepted', acceptedBy: by.personId, version: invitation.version + 1 },
    member,
    before,
    superseded: first ? endedByOwner(others, at) : [],
  });
}
