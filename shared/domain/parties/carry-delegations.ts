import type { CivilDate } from '../kernel/civil-date.ts';
import { CONFIRMED, delegationStatus, endedBy, isAbsence, type Moment, type Office, OPEN } from './delegation.ts';
import type { Role } from './kinds.ts';
import type { Absence, StandIn } from './organisation.ts';
import type { Delegation, Member } from './records.ts';

/** The first instant of a day in Asia/Shanghai, RFC 3339 in UTC. */
const startOf = (day: CivilDate): string => new Date(`${day}T00:00:00+08:00`).toISOString();

const isFor = (one: Delegation, { personId }: Pick<Member, 'personId'>): boolean => one.delegate.personId === personId;
const isOf = (one: Delegation, { personId }: Pick<Member, 'personId'>): boolean => one.principal.personId === personId;

/** A member with what the delegations of the office mean for their place; the same one where nothing changes. */
function withCarried(member: Member, delegations: readonly Delegation[], today: CivilDate): Member {
  const { standsIn: _before, away: _gone, ...rest } = member;
  const confirmed = delegations.filter((one) => CONFIRMED.includes(delegationStatus(one, today)));
  const standsIn = confirmed
    .filter((one) => isFor(one, member))
    .map(({ id, role, principal, from, until, uptoFen }): StandIn => {
      return { delegationId: id, role, ...principal, from: startOf(from), until: startOf(until), uptoFen };
    });
  const away = confirmed
    .filter((one) => isOf(one, member) && isAbsence(one))
    .map(({ id, from, until }): Absence => ({ delegationId: id, from: startOf(from), until: startOf(until) }));
  const carried = { ...(standsIn.length > 0 && { standsIn }), ...(away.length > 0 && { away }) };
  const same = JSON.stringify([member.standsIn ?? [], member.away ?? []]) === JSON.stringify([standsIn, away]);
  return same ? member : { ...rest, ...carried, version: member.version + 1 };
}

/** What changes with the members of an office, or with one of its delegations: rows whose version is one higher than what was read. */
export interface Rearranged {
  readonly delegations: readonly Delegation[];
  readonly members: readonly Member[];
}

/** One delegation anew, and the places of the two it is about. */
export function rearranged({ delegations, members }: Office, changed: Delegation, today: CivilDate): Rearranged {
  const after = [...delegations.filter(({ id }) => id !== changed.id), changed];
  const moved = members
    .filter((member) => isFor(changed, member) || isOf(changed, member))
    .map((member) => withCarried(member, after, today));
  return { delegations: [changed], members: moved.filter((member) => !members.includes(member)) };
}

/**
 * A member goes, or keeps fewer roles: what rested on them ends by itself.
 * @param roles left to the member; none: the place is gone
 */
export function endedWith(
  { delegations, members }: Office,
  member: Pick<Member, 'personId'>,
  roles: readonly Role[],
  { at, today }: Moment,
): Rearranged {
  const rests = (one: Delegation) => (isOf(one, member) && !roles.includes(one.role)) || (isFor(one, member) && roles.length === 0);
  const ended = delegations.filter((one) => OPEN.includes(delegationStatus(one, today)) && rests(one)).map((one) => endedBy(one, null, at));
  const after = delegations.map((one) => ended.find(({ id }) => id === one.id) ?? one);
  const stays = (other: Member) => other.personId !== member.personId || roles.length > 0;
  const touched = members.filter((other) => stays(other) && ended.some((one) => isFor(one, other) || isOf(one, other)));
  const moved = touched.map((other) => withCarried(other, after, today));
  return { delegations: ended, members: moved.filter((other) => !members.includes(other)) };
}
