import { regionPrefix } from '../policy/adopt.ts';
import { ACTIONS, type Action } from './access/actions.ts';
import type { Asker, Line, Relation, SubjectKind } from './access/line.ts';
import { isHead } from './kinds.ts';
import type { Membership, Principal } from './organisation.ts';

/** Which action tells whether one may know of a subject at all: without it, "not yours" and "does not exist" are one answer. */
const KNOWN_BY: Record<SubjectKind, Action | undefined> = {
  nothing: undefined,
  person: 'me.read',
  organisation: 'organisation.read',
  company: 'company.read',
  invitation: 'invitation.read',
  grant: 'grant.list',
  document: 'document.read',
  case: 'case.read',
  batch: 'batch.read',
  budget: 'budget.read',
};

/** What is asked about, as far as the policy needs to know it. Lists of organisations are ids. */
export type Subject = {
  readonly personId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly assignedTo?: readonly string[];
  readonly addressedTo?: readonly string[];
  readonly confirmingBodies?: readonly string[];
  readonly declaredBodies?: readonly string[];
  readonly divisionCode?: string | null;
  /** Of a case: that it is more than a draft. */
  readonly handedIn?: boolean;
  /** Institutions with a grant that holds now and covers what this action reads. */
  readonly grantedTo?: readonly string[];
};

/** By which role, in which organisation and by which relation it was allowed: this is what the audit entry and the access log say. */
export type Grounds = { readonly role: Asker; readonly relation: Relation; readonly membership?: Membership };
export type Access =
  | { readonly allowed: true; readonly grounds: Grounds }
  /** `sign-in`: nobody is signed in · `hidden`: answer as if it did not exist · `refused`: it may be known, not done. */
  | { readonly allowed: false; readonly why: 'sign-in' | 'hidden' | 'refused' };

/** Is the place inside the region of an office: the same code, or one below it (320500 covers 320583 and the zone 320571)? */
export const covers = (office: string, place: string): boolean => place.startsWith(regionPrefix(office));

type Test = (subject: Subject, membership: Membership, person: Principal) => boolean;
const HOLDS: Record<Exclude<Relation, 'own' | 'public'>, Test> = {
  'same-organisation': ({ organisationId }, place) => organisationId === place.organisationId,
  assigned: ({ assignedTo = [] }, _place, { personId }) => assignedTo.includes(personId),
  addressed: ({ addressedTo = [] }, place) => addressedTo.includes(place.organisationId),
  'confirming-body': ({ confirmingBodies = [] }, place) => confirmingBodies.includes(place.organisationId),
  'declared-body': ({ declaredBodies = [] }, place) => declaredBodies.includes(place.organisationId),
  region: ({ divisionCode }, place) => !!divisionCode && place.divisionCode !== null && covers(place.divisionCode, divisionCode),
  granted: ({ grantedTo = [] }, place) => grantedTo.includes(place.organisationId),
  'handed-in': ({ handedIn = false }) => handedIn,
};

function groundsOf(who: Principal | undefined, { roles, relation }: Line, subject: Subject): Grounds | undefined {
  if (roles.includes('anyone') && relation === 'public') return { role: 'anyone', relation };
  if (who === undefined) return undefined;
  if (roles.includes('person') && (relation === 'public' || (relation === 'own' && subject.personId === who.personId)))
    return { role: 'person', relation };
  for (const membership of who.memberships) {
    const named = roles.includes('member') ? membership.roles[0] : membership.roles.find((name) => roles.includes(name));
    const role = named ?? (roles.includes('head') && isHead(membership) ? 'owner' : undefined);
    if (role === undefined || relation === 'own') continue;
    if (relation === 'public' || HOLDS[relation](subject, membership, who)) return { role, relation, membership };
  }
  return undefined;
}

/** Every role in which, and everybody in whose place, somebody may do this: their own first, in the order of the table. */
export function capacitiesFor(who: Principal, action: Action, subject: Subject): Grounds[] {
  const roles = who.memberships.flatMap((place) => place.roles.map((role): Membership => ({ ...place, roles: [role] })));
  return roles.flatMap((place) => {
    const grounds = find({ ...who, memberships: [place] }, action, subject);
    return grounds?.membership ? [grounds] : [];
  });
}

const find = (who: Principal | undefined, action: Action, subject: Subject): Grounds | undefined => {
  for (const line of ACTIONS[action].allow) {
    const grounds = groundsOf(who, line, subject);
    if (grounds) return grounds;
  }
  return undefined;
};

/**
 * May this person do this to that? `subject` undefined: there is no such thing, and the answer is the one for "not yours".
 * Lines are tried in the order of the table, so a member of the company itself is never taken for an outsider who was granted the same.
 */
export function decideAccess(who: Principal | undefined, action: Action, subject: Subject | undefined): Access {
  const grounds = subject && find(who, action, subject);
  if (grounds) return { allowed: true, grounds };
  if (who === undefined) return { allowed: false, why: 'sign-in' };
  const rule = ACTIONS[action];
  if (rule.subject === 'nothing') return { allowed: false, why: subject ? 'refused' : 'hidden' };
  const known = KNOWN_BY[rule.subject];
  const visible = subject && known && find(who, known, subject);
  return { allowed: false, why: visible ? 'refused' : 'hidden' };
}
