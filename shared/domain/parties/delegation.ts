import { addDays, type CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Hand, sameHand } from './hands.ts';
import { FURTHEST_DELEGATION_DAYS, fits, isDelegable, LONGEST_DELEGATION_DAYS, ROLES } from './kinds.ts';
import { activeMembers } from './member.ts';
import type { Delegation, Member, OrganisationFile } from './records.ts';
import type { FieldFault, RuleRefusal } from './refusal.ts';

/** Of those that are over, as many stay in the file; the chain keeps them all (invented). */
export const MOST_KEPT_DELEGATIONS = 60;

export type Office = Pick<OrganisationFile, 'organisation' | 'members' | 'delegations'>;
/** A natural person with the account they act from; what they do in somebody's place counts for both. */
export type Colleague = Hand & { readonly personId: string; readonly name: string };
export type Asked = Pick<Delegation, 'role' | 'from' | 'until' | 'uptoFen' | 'ground'> & {
  readonly principalId: string;
  readonly delegateId: string;
};
/** When it is: RFC 3339, and the day in Asia/Shanghai. */
export interface Moment {
  readonly at: string;
  readonly today: CivilDate;
}

export const DELEGATION_STATUSES = ['proposed', 'coming', 'running', 'over', 'declined', 'ended', 'lapsed'] as const;
export type DelegationStatus = (typeof DELEGATION_STATUSES)[number];

/** Where it stands on a day. `lapsed`: nobody confirmed it in time · `ended`: before its day. */
export function delegationStatus(
  { status, from, until }: Pick<Delegation, 'status' | 'from' | 'until'>,
  today: CivilDate,
): DelegationStatus {
  if (status === 'declined' || status === 'ended') return status;
  if (until <= today) return status === 'proposed' ? 'lapsed' : 'over';
  if (status === 'proposed') return 'proposed';
  return from > today ? 'coming' : 'running';
}
export const OPEN: readonly DelegationStatus[] = ['proposed', 'coming', 'running'];
export const CONFIRMED: readonly DelegationStatus[] = ['coming', 'running'];
/** Is whoever delegates away, or only relieved of work? */
export const isAbsence = ({ ground }: Pick<Delegation, 'ground'>): boolean => ground !== 'workload';
const meet = (one: Pick<Delegation, 'from' | 'until'>, other: Pick<Delegation, 'from' | 'until'>): boolean =>
  one.from < other.until && other.from < one.until;

const fault = (pointer: string, code: string, zh: string, en: string): FieldFault => ({ pointer, code, detail: { zh, en } });
type Unfit = RuleRefusal<'unfit-delegation'>;
type Overlap = RuleRefusal<'delegation-overlaps'>;
const OVERLAPS = fault('/from', 'overlaps', '这些日子里该角色已有人代理', 'somebody stands in for this role on some of these days already');

function personFaults({ organisation, members }: Office, asked: Asked, at: string): FieldFault[] {
  const active = activeMembers(members, at);
  const principal = active.find(({ personId }) => personId === asked.principalId);
  const delegate = active.find(({ personId }) => personId === asked.delegateId);
  const faults: FieldFault[] = [];
  if (!isDelegable(asked.role) || !fits(asked.role, organisation.kind))
    faults.push(fault('/role', 'role-does-not-fit', '这个角色不能代理', 'this role cannot be held for somebody'));
  // Only what is one's own is given on: who stands in for somebody does not hold the role.
  else if (!principal?.roles.includes(asked.role))
    faults.push(
      fault('/principalId', 'not-in-role', `应为本单位的“${ROLES[asked.role].zh}”`, `must hold the role ${asked.role} in this office`),
    );
  if (!delegate) faults.push(fault('/delegateId', 'not-a-member', '应为本单位的成员', 'must be a member of this office'));
  else if (principal && principal.personKey === delegate.personKey)
    faults.push(fault('/delegateId', 'another-person', '应为另一位自然人', 'must be another natural person'));
  return faults;
}

function termFaults({ from, until, uptoFen, role }: Asked, today: CivilDate): FieldFault[] {
  const faults: FieldFault[] = [];
  if (from < today) faults.push(fault('/from', 'past', '不能早于今天', 'must not lie before today'));
  if (from > addDays(today, FURTHEST_DELEGATION_DAYS))
    faults.push(
      fault('/from', 'too-late', `最多提前 ${FURTHEST_DELEGATION_DAYS} 天安排`, `must lie within ${FURTHEST_DELEGATION_DAYS} days`),
    );
  if (until <= from) faults.push(fault('/until', 'before-from', '应晚于开始日', 'must lie after the first day'));
  if (until > addDays(from, LONGEST_DELEGATION_DAYS))
    faults.push(fault('/until', 'too-long', `最长 ${LONGEST_DELEGATION_DAYS} 天`, `must be at most ${LONGEST_DELEGATION_DAYS} days long`));
  if (uptoFen !== null && role !== 'finance-approver')
    faults.push(fault('/uptoFen', 'for-approvers-only', '只有审批人可设金额上限', 'only an approver has a limit by amount'));
  return faults;
}

/** Whoever stands in is there on those days, and nobody else stands in for the same role. */
function clash({ delegations }: Office, asked: Asked, today: CivilDate, own?: string): Unfit | Overlap | undefined {
  const others = delegations.filter((one) => one.id !== own && OPEN.includes(delegationStatus(one, today)) && meet(one, asked));
  if (others.some(({ principal, role }) => principal.personId === asked.principalId && role === asked.role))
    return { code: 'delegation-overlaps', faults: [OVERLAPS] };
  const away = others.some((one) => one.principal.personId === asked.delegateId && isAbsence(one));
  const absent = fault('/delegateId', 'away', '这位同事在这些日子里自己也不在岗', 'is away on some of these days too');
  return away ? { code: 'unfit-delegation', faults: [absent] } : undefined;
}

const nameOf = ({ personId, personKey, name }: Colleague) => ({ personId, personKey, name });

/**
 * One member of an office is to act in the role of another. Proposed by whoever is represented, or by who heads the office; never by who is to
 * hold the right.
 */
export function proposeDelegation(
  office: Office,
  asked: Asked,
  by: Colleague,
  { at, today }: Moment,
  id: string,
): Result<Delegation, Unfit | Overlap | RuleRefusal<'same-person' | 'not-allowed'>> {
  const me = activeMembers(office.members, at).find(({ personId }) => personId === by.personId);
  const heads = me?.roles.includes('owner') ?? false;
  if (!me || (asked.principalId !== me.personId && !heads)) return refuse({ code: 'not-allowed' });
  const faults = [...personFaults(office, asked, at), ...termFaults(asked, today)];
  if (faults.length > 0) return refuse({ code: 'unfit-delegation', faults });
  const [principal, delegate] = [asked.principalId, asked.delegateId].map((one) =>
    office.members.find(({ personId }) => personId === one),
  ) as [Member, Member];
  if (sameHand(by, delegate)) return refuse({ code: 'same-person' });
  const refusal = clash(office, asked, today);
  if (refusal) return refuse(refusal);
  const { role, from, until, uptoFen, ground } = asked;
  return ok({
    id,
    principal: nameOf(principal),
    delegate: nameOf(delegate),
    role,
    from,
    until,
    uptoFen,
    ground,
    status: 'proposed',
    proposedBy: nameOf(by),
    proposedAt: at,
    decidedBy: null,
    decidedAt: null,
    endedBy: null,
    endedAt: null,
    version: 1,
  });
}

type Closed = RuleRefusal<'delegation-closed'>;

/** A second natural person lets it count: neither who proposed it nor who gains by it, nor anybody who acts in their place. */
export function confirmDelegation(
  office: Office,
  delegation: Delegation,
  by: Colleague,
  { at, today }: Moment,
): Result<Delegation, Closed | Unfit | Overlap | RuleRefusal<'same-person'>> {
  if (delegationStatus(delegation, today) !== 'proposed') return refuse({ code: 'delegation-closed' });
  if (sameHand(by, delegation.proposedBy) || sameHand(by, delegation.delegate)) return refuse({ code: 'same-person' });
  const asked = { ...delegation, principalId: delegation.principal.personId, delegateId: delegation.delegate.personId };
  const faults = personFaults(office, asked, at);
  if (faults.length > 0) return refuse({ code: 'unfit-delegation', faults });
  const refusal = clash(office, asked, today, delegation.id);
  if (refusal) return refuse(refusal);
  return ok({ ...delegation, status: 'confirmed', decidedBy: nameOf(by), decidedAt: at, version: delegation.version + 1 });
}

/** A proposal comes to nothing: refused by a colleague, or taken back. */
export function declineDelegation(delegation: Delegation, by: Colleague, { at, today }: Moment): Result<Delegation, Closed> {
  if (delegationStatus(delegation, today) !== 'proposed') return refuse({ code: 'delegation-closed' });
  return ok({ ...delegation, status: 'declined', decidedBy: nameOf(by), decidedAt: at, version: delegation.version + 1 });
}

/** Ends it at once: by who is represented, by who stands in, or by the head. A right is given back without a second person. */
export function revokeDelegation(
  { members }: Office,
  delegation: Delegation,
  by: Colleague,
  { at, today }: Moment,
): Result<Delegation, Closed | RuleRefusal<'not-allowed'>> {
  if (!CONFIRMED.includes(delegationStatus(delegation, today))) return refuse({ code: 'delegation-closed' });
  const heads = activeMembers(members, at).some(({ personId, roles }) => personId === by.personId && roles.includes('owner'));
  const concerned = [delegation.principal, delegation.delegate].some(({ personKey }) => personKey === by.personKey);
  if (!heads && !concerned) return refuse({ code: 'not-allowed' });
  return ok(endedBy(delegation, nameOf(by), at));
}

export const endedBy = (delegation: Delegation, by: Delegation['endedBy'], at: string): Delegation => ({
  ...delegation,
  status: 'ended',
  endedBy: by,
  endedAt: at,
  version: delegation.version + 1,
});

/** The oldest of those that are over, beyond what the file keeps. */
export const forgotten = ({ delegations }: Office, today: CivilDate): readonly Delegation[] =>
  delegations
    .filter((one) => !OPEN.includes(delegationStatus(one, today)))
    .toSorted((one, other) => (one.proposedAt < other.proposedAt ? 1 : -1))
    .slice(MOST_KEPT_DELEGATIONS - 1);
