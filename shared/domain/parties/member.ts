import { ok, type Result, refuse } from '../kernel/result.ts';
import { fits, isOneOf, type OrganisationKind, PUBLIC_KINDS, ROLES, type Role } from './kinds.ts';
import { isActive } from './organisation.ts';
import type { Member, OrganisationFile } from './records.ts';
import type { FieldFault, RuleRefusal } from './refusal.ts';

/** A guest is let in for a while: half a year at most, and then anew. The figure is ours. */
const MOST_GUEST_DAYS = 180;
/** So that a change every member is told of still fits into one write. */
export const MOST_MEMBERS = 40;

const DAY_MS = 24 * 3600_000;

type Members = Pick<OrganisationFile, 'organisation' | 'members'>;
/** What somebody is to be: all roles, and the end of a guest's stay (RFC 3339). */
export type Place = { readonly roles: readonly Role[]; readonly until: string | null };
type Unfit = RuleRefusal<'unfit-roles'>;

export const isGuest = ({ roles }: Pick<Place, 'roles'>): boolean => roles.includes('guest');
export const activeMembers = (members: readonly Member[], at: string): readonly Member[] =>
  members.filter((member) => isActive(member, at));

/** An instant as we keep and compare them: UTC with milliseconds. */
export const asInstant = (text: string): string => new Date(text).toISOString();

/** Nobody else looks after a person's own application, and nobody else signs it. */
const givable = (role: Role, kind: OrganisationKind): boolean =>
  fits(role, kind) && !(kind === 'individual' && (role === 'owner' || role === 'signatory'));

const fault = (pointer: string, code: string, zh: string, en: string): FieldFault => ({ pointer, code, detail: { zh, en } });

function untilFaults({ roles, until }: Place, at: string): FieldFault[] {
  if (!isGuest({ roles }))
    return until === null ? [] : [fault('/until', 'for-guests-only', '只有临时顾问有期限', 'only a guest has an end')];
  if (until === null) return [fault('/until', 'required', '临时顾问须有期限', 'a guest needs an end')];
  const days = (Date.parse(until) - Date.parse(at)) / DAY_MS;
  if (days <= 0) return [fault('/until', 'past', '期限应在将来', 'must lie in the future')];
  if (days > MOST_GUEST_DAYS)
    return [fault('/until', 'too-late', `最长 ${MOST_GUEST_DAYS} 天`, `must be at most ${MOST_GUEST_DAYS} days away`)];
  return [];
}

/** What is wrong with a place in an organisation of this kind; `held` roles are there already. */
export function placeFaults(kind: OrganisationKind, place: Place, at: string, held: readonly Role[] = []): FieldFault[] {
  const { roles } = place;
  const unfit = roles.flatMap((role, index) => {
    if (roles.indexOf(role) < index) return [fault(`/roles/${index}`, 'duplicate', '出现了两次', 'given twice')];
    if (held.includes(role) || givable(role, kind)) return [];
    return [
      fault(
        `/roles/${index}`,
        'role-does-not-fit',
        `这类机构没有“${ROLES[role].zh}”`,
        `there is no ${role} in an organisation of this kind`,
      ),
    ];
  });
  const mixed =
    isGuest(place) && roles.length > 1 ? [fault('/roles', 'guest-only', '临时顾问不能兼任其他角色', 'a guest holds no other role')] : [];
  return [...unfit, ...mixed, ...untilFaults(place, at)];
}

/** Would nobody be left to look after the members? */
const isLastOwner = (members: readonly Member[], member: Member): boolean =>
  member.roles.includes('owner') && !members.some(({ personId, roles }) => personId !== member.personId && roles.includes('owner'));

/** All roles of a member anew. In a public body roles can only be taken away so; a new one comes by an invitation a second person confirms. */
export function changeRoles(
  { organisation: { kind }, members }: Members,
  member: Member,
  { roles, until }: { readonly roles: readonly Role[]; readonly until?: string | null | undefined },
  at: string,
): Result<Member, Unfit | RuleRefusal<'second-person-needed' | 'last-owner'>> {
  const asked = until ? asInstant(until) : until;
  const place: Place = { roles, until: asked === undefined ? (isGuest({ roles }) ? member.until : null) : asked };
  const faults = placeFaults(kind, place, at, member.roles);
  if (faults.length > 0) return refuse({ code: 'unfit-roles', faults });
  const gains = roles.some((role) => !member.roles.includes(role));
  if (gains && isOneOf(PUBLIC_KINDS, kind)) return refuse({ code: 'second-person-needed' });
  if (!roles.includes('owner') && isLastOwner(members, member)) return refuse({ code: 'last-owner' });
  return ok({ ...member, roles: [...roles], until: place.until, version: member.version + 1 });
}

/** May this member go, or be sent away? */
export const removeMember = (members: readonly Member[], member: Member): Result<Member, RuleRefusal<'last-owner'>> =>
  isLastOwner(members, member) ? refuse({ code: 'last-owner' }) : ok(member);

export interface Transfer {
  readonly owner: Member;
  /** What remains of the former owner's place; undefined: nothing. */
  readonly former: Member | undefined;
}

/** One owner hands over to another member, and keeps whatever other roles there were. Others who own it too are not asked. */
export function transferOwnership(
  { organisation: { kind }, members }: Members,
  from: Member,
  toPersonId: string,
): Result<Transfer, Unfit | RuleRefusal<'second-person-needed'>> {
  const to = members.find(({ personId }) => personId === toPersonId);
  const faults: FieldFault[] = [];
  if (to === undefined || toPersonId === from.personId)
    faults.push(fault('/toPersonId', 'not-another-member', '应为另一位成员', 'must be another member'));
  else if (isGuest(to)) faults.push(fault('/toPersonId', 'guest', '临时顾问不能成为负责人', 'a guest cannot be the owner'));
  if (kind === 'individual') faults.push(fault('', 'individual', '个人申请不能转让', 'what a person applies for cannot change hands'));
  if (to === undefined || faults.length > 0) return refuse({ code: 'unfit-roles', faults });
  if (isOneOf(PUBLIC_KINDS, kind) && !to.roles.includes('owner')) return refuse({ code: 'second-person-needed' });
  const left = from.roles.filter((role) => role !== 'owner');
  return ok({
    owner: { ...to, roles: to.roles.includes('owner') ? to.roles : ['owner', ...to.roles], version: to.version + 1 },
    former: left.length > 0 ? { ...from, roles: left, version: from.version + 1 } : undefined,
  });
}
