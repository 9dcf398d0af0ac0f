import { regionPrefix } from '../policy/adopt.ts';
import { DELEGABLE_ROLES, isHead, type Role } from './kinds.ts';
import type { Membership, Principal } from './organisation.ts';

/**
 * The one access policy: who may do what, standing how to it. Read a line as: the action, then "may be done by these roles, where this
 * relation holds". What no line allows is refused.
 */
const RELATIONS = [
  /** It is about the asking person alone. */
  'own',
  /** It belongs to an organisation one is a member of, in that role. */
  'same-organisation',
  /** It was given to me by name. */
  'assigned',
  /** It is addressed to my institution. */
  'addressed',
  /** My organisation has confirmed that the company sits with it today. */
  'confirming-body',
  /** The company says that it sits with my organisation, or will: that is all one may look at, to confirm it or not. */
  'declared-body',
  /** It lies in the division or zone of my office, or in one below it. */
  'region',
  /** The company granted it to my institution, and the grant holds today. */
  'granted',
  /** It was handed in, by whoever it was: anyone in the role. Before that it is the applicant's alone. */
  'handed-in',
  /** Anyone in the role, whoever it belongs to. */
  'public',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Beside the roles: everybody, everybody signed in, a member in whatever role, and the owner of an office that works on cases. */
export type Asker = Role | 'anyone' | 'person' | 'member' | 'head';
type Line = { readonly roles: readonly Asker[]; readonly relation: Relation };

const may = (relation: Relation, ...roles: readonly Asker[]): Line => ({ roles, relation });

const OPERATORS = ['community-operator', 'carrier-operator'] as const;
/** Whoever works on an applicant's own papers; the officers of an operator, investor or fund do so where theirs is the applicant. */
const APPLICANTS = ['owner', 'preparer', 'signatory', 'guest', ...OPERATORS, 'investment-partner', 'fund-manager'] as const;
const SIGNERS = ['owner', 'signatory'] as const;
const FINANCIERS = [
  'bank-officer',
  'bank-approver',
  'investment-partner',
  'guarantee-officer',
  'reguarantee-officer',
  'fund-manager',
  'guidance-officer',
] as const;
const INTAKE = ['intake-officer', 'scitech-officer'] as const;
/** Who works on cases at a desk of an office. */
const DESKS = DELEGABLE_ROLES;
const FINANCE = ['finance-reviewer', 'finance-approver', 'finance-payer'] as const;
/** Who finds out at the bank what became of money. */
const WITNESSES = ['finance-approver', 'finance-payer'] as const;
const BUDGETEERS = ['finance-approver', 'finance-reviewer'] as const;
const COUNTY = ['scitech-officer', 'intake-officer', 'finance-reviewer', 'finance-approver'] as const;

/** What an action is done to; the read action of the same kind says whether one may know that it exists. */
export type SubjectKind =
  | 'nothing'
  | 'person'
  | 'organisation'
  | 'company'
  | 'invitation'
  | 'grant'
  | 'document'
  | 'case'
  | 'batch'
  | 'budget';

const on = (subject: SubjectKind, ...allow: readonly Line[]) => ({ subject, allow });

export const ACTIONS = {
  // Public information and questions: nothing of anybody is stored or shown.
  'catalogue.read': on('nothing', may('public', 'anyone')),
  'match.ask': on('nothing', may('public', 'anyone')),
  'institution.list': on('nothing', may('public', 'anyone')),
  'community.list': on('nothing', may('public', 'anyone')),

  // Sign-in and sessions.
  'session.start': on('nothing', may('public', 'anyone')),
  'session.end-current': on('nothing', may('public', 'anyone')),
  'me.read': on('person', may('own', 'person')),
  'session.list': on('person', may('own', 'person')),
  'session.end': on('person', may('own', 'person')),

  // Organisations and members.
  'organisation.register': on('nothing', may('public', 'person')),
  'organisation.admit': on('nothing', may('public', 'admin')),
  'organisation.list-mine': on('person', may('own', 'person')),
  'organisation.list-all': on('nothing', may('public', 'admin', 'auditor')),
  'organisation.read': on('organisation', may('same-organisation', 'member'), may('public', 'admin', 'auditor')),
  'organisation.change': on('organisation', may('same-organisation', 'owner')),
  'organisation.confirm-code': on('organisation', may('public', 'admin'), may('region', 'scitech-officer')),
  'member.list': on('organisation', may('same-organisation', 'member'), may('public', 'admin', 'auditor')),
  // From outside only as long as nobody owns it: who admitted it, or knows it as a resident, hands it to its first owner.
  'member.invite': on('organisation', may('same-organisation', 'owner'), may('public', 'admin'), may('confirming-body', ...OPERATORS)),
  'invitation.list': on('organisation', may('same-organisation', 'owner'), may('public', 'admin')),
  'invitation.confirm': on('organisation', may('same-organisation', 'owner'), may('public', 'admin')),
  'invitation.withdraw': on('organisation', may('same-organisation', 'owner'), may('public', 'admin')),
  'invitation.read': on('invitation', may('public', 'person')),
  'invitation.accept': on('invitation', may('public', 'person')),
  'member.change-roles': on('organisation', may('same-organisation', 'owner')),
  'member.remove': on('organisation', may('same-organisation', 'owner')),
  'member.leave': on('organisation', may('same-organisation', 'member')),
  'ownership.transfer': on('organisation', may('same-organisation', 'owner')),
  // Who stands in for whom: asked of who works at a desk there, and of the head; which of them, the rule says (`delegation.ts`).
  'delegation.list': on('organisation', may('same-organisation', 'member'), may('public', 'auditor')),
  'delegation.propose': on('organisation', may('same-organisation', 'owner', ...DESKS)),
  'delegation.confirm': on('organisation', may('same-organisation', 'owner', ...DESKS)),
  'delegation.decline': on('organisation', may('same-organisation', 'owner', ...DESKS)),
  'delegation.revoke': on('organisation', may('same-organisation', 'owner', ...DESKS)),
  'audit.read': on('organisation', may('same-organisation', 'owner'), may('public', 'auditor')),

  // The company's profile. What an office or a financier sees before it is granted more is the teaser.
  'company.list': on('nothing', may('public', ...FINANCIERS, ...OPERATORS, ...COUNTY, 'joint-officer', 'auditor', 'admin')),
  'company.read': on(
    'company',
    may('same-organisation', ...APPLICANTS),
    may('confirming-body', ...OPERATORS),
    may('declared-body', ...OPERATORS),
    may('region', ...COUNTY),
    may('public', ...FINANCIERS, 'joint-officer', 'auditor', 'admin'),
  ),
  'profile.read': on(
    'company',
    may('same-organisation', ...APPLICANTS),
    may('confirming-body', ...OPERATORS),
    may('granted', ...FINANCIERS),
  ),
  'profile.change': on(
    'company',
    may('same-organisation', ...APPLICANTS),
    may('confirming-body', ...OPERATORS),
    may('region', 'scitech-officer'),
    may('granted', 'bank-officer'),
  ),
  'profile.read-history': on('company', may('same-organisation', ...APPLICANTS)),
  'particulars.change': on('company', may('same-organisation', ...SIGNERS, 'preparer')),
  'particulars.reveal': on('company', may('same-organisation', ...SIGNERS), may('granted', 'bank-officer', 'guarantee-officer')),
  'snapshot.take': on('company', may('same-organisation', 'owner', 'preparer', 'signatory')),
  'snapshot.read': on('company', may('same-organisation', ...APPLICANTS), may('granted', ...FINANCIERS)),
  'matches.read': on('company', may('same-organisation', ...APPLICANTS), may('confirming-body', ...OPERATORS)),
  'timeline.read': on('company', may('same-organisation', ...APPLICANTS), may('confirming-body', ...OPERATORS)),
  'residence.declare': on('company', may('same-organisation', 'owner', 'preparer', 'signatory')),
  // Confirming again is refused by the state of the residence, not by who asks.
  'residence.confirm': on('company', may('confirming-body', ...OPERATORS), may('declared-body', ...OPERATORS)),
  'residence.end': on(
    'company',
    may('confirming-body', ...OPERATORS),
    may('declared-body', ...OPERATORS),
    may('same-organisation', ...SIGNERS),
  ),
  'company.import': on('organisation', may('same-organisation', ...OPERATORS)),

  // Consent and what came of it.
  'grant.give': on('company', may('same-organisation', ...SIGNERS)),
  'grant.revoke': on('company', may('same-organisation', ...SIGNERS)),
  'grant.list': on('company', may('same-organisation', ...APPLICANTS)),
  'grant.list-received': on('nothing', may('public', ...FINANCIERS)),
  'access-log.read': on('company', may('same-organisation', ...APPLICANTS)),

  // Papers: of applicants, and of the bureau that pays, whose witnesses keep what they state of the bank there.
  'document.list': on('company', may('same-organisation', ...APPLICANTS, ...WITNESSES), may('granted', ...FINANCIERS)),
  'document.upload': on('company', may('same-organisation', ...APPLICANTS, ...WITNESSES)),
  'document.read': on('document', may('same-organisation', ...APPLICANTS, ...WITNESSES), may('granted', ...FINANCIERS)),
  'document.open': on('document', may('same-organisation', ...APPLICANTS, ...WITNESSES), may('granted', ...FINANCIERS)),
  'document.change': on('document', may('same-organisation', ...APPLICANTS)),
  'document.withdraw': on('document', may('same-organisation', ...APPLICANTS)),
  'invoice.register': on('document', may('same-organisation', ...APPLICANTS)),
  'invoice.list': on('company', may('same-organisation', ...APPLICANTS)),
  'papers.check': on('company', may('same-organisation', ...APPLICANTS)),

  // Claims and cases. Before a case is theirs, the officers of a region see that it waits, not what is in it: acting on it makes it theirs.
  'claim.list': on('company', may('same-organisation', ...APPLICANTS)),
  'claim.draft': on('company', may('same-organisation', ...APPLICANTS)),
  'claim.read': on('case', may('same-organisation', ...APPLICANTS)),
  'claim.edit': on('case', may('same-organisation', ...APPLICANTS)),
  'claim.check': on('case', may('same-organisation', ...APPLICANTS)),
  'event-filing.list': on('company', may('same-organisation', ...APPLICANTS)),
  'event-filing.file': on('company', may('same-organisation', ...SIGNERS, ...OPERATORS)),
  'notice.list': on('nothing', may('public', 'anyone')),
  'notice.object': on('nothing', may('public', 'person')),
  // Whoever leaves a tip is asked nothing; whoever belongs to the applicant is never shown one, whatever the role (`cases/tips/tip.ts`).
  'notice.tip': on('nothing', may('public', 'anyone')),
  'tip.list': on('nothing', may('public', 'notice-officer', 'auditor')),
  'tip.note': on('case', may('region', 'notice-officer')),
  'case.list': on('nothing', may('public', ...DESKS, ...OPERATORS, 'auditor', 'head')),
  'case.read': on(
    'case',
    may('same-organisation', ...APPLICANTS),
    may('confirming-body', ...OPERATORS),
    may('region', ...DESKS, 'head'),
    may('assigned', ...DESKS),
    may('handed-in', 'auditor'),
  ),
  'case.read-file': on(
    'case',
    may('same-organisation', ...APPLICANTS),
    may('confirming-body', ...OPERATORS),
    may('assigned', ...DESKS),
    may('handed-in', 'auditor'),
  ),
  'case.read-audit': on('case', may('same-organisation', ...APPLICANTS), may('assigned', ...DESKS), may('handed-in', 'auditor')),
  // Specialists see what they were asked by name, and nothing else of a case.
  'expert.list': on('nothing', may('public', 'finance-reviewer')),
  'opinion.list': on('nothing', may('public', 'expert')),
  'opinion.read': on('case', may('assigned', 'expert')),
  'opinion.open-paper': on('case', may('assigned', 'expert')),
  'case.accept-opinion': on('case', may('assigned', 'expert')),
  'case.give-opinion': on('case', may('assigned', 'expert')),
  'case.decline-opinion': on('case', may('assigned', 'expert')),
  // Approving many at once; each case is asked again when it draws.
  'approval-run.preview': on('nothing', may('public', 'finance-approver')),
  'approval-run.start': on('nothing', may('public', 'finance-approver')),
  'approval-run.list': on('nothing', may('public', 'finance-approver', 'finance-reviewer')),
  'approval-run.read': on('organisation', may('same-organisation', 'finance-approver', 'finance-reviewer'), may('public', 'auditor')),
  'approval-run.draw': on('organisation', may('same-organisation', 'finance-approver')),
  'approval-run.close': on('organisation', may('same-organisation', 'finance-approver')),
  'case.submit': on('case', may('same-organisation', ...SIGNERS)),
  'case.resubmit': on('case', may('same-organisation', ...SIGNERS)),
  'case.withdraw': on('case', may('same-organisation', ...SIGNERS)),
  'case.change-payee': on('case', may('same-organisation', ...SIGNERS)),
  'case.report-conditions': on('case', may('same-organisation', ...SIGNERS)),
  'case.appeal': on('case', may('same-organisation', ...SIGNERS)),
  'case.reapply': on('case', may('same-organisation', ...SIGNERS)),
  'case.confirm': on('case', may('confirming-body', ...OPERATORS), may('region', 'scitech-officer')),
  'case.accept-intake': on('case', may('region', ...INTAKE)),
  'case.admit': on('case', may('region', ...INTAKE)),
  'case.refuse-intake': on('case', may('region', ...INTAKE)),
  'case.return': on('case', may('region', ...INTAKE, 'finance-reviewer')),
  'case.cancel-correction': on('case', may('region', ...INTAKE, 'finance-reviewer')),
  'case.settle-fact': on('case', may('region', 'finance-reviewer')),
  'case.strike-line': on('case', may('region', 'finance-reviewer')),
  'case.restore-line': on('case', may('region', 'finance-reviewer')),
  'case.recount': on('case', may('region', 'finance-reviewer')),
  'case.answer-flag': on('case', may('region', 'finance-reviewer')),
  'case.complete-review': on('case', may('region', 'finance-reviewer')),
  'case.ask-opinion': on('case', may('region', 'finance-reviewer')),
  'case.withdraw-opinion': on('case', may('region', 'finance-reviewer')),
  'case.satisfy': on('case', may('region', 'finance-reviewer')),
  'case.return-conditions': on('case', may('region', 'finance-reviewer')),
  'case.close': on('case', may('region', 'finance-reviewer')),
  'case.approve': on('case', may('region', 'finance-approver')),
  'case.approve-conditional': on('case', may('region', 'finance-approver')),
  'case.queue': on('case', may('region', 'finance-approver')),
  'case.reject': on('case', may('region', 'finance-approver')),
  'case.send-back': on('case', may('region', 'finance-approver')),
  'case.cancel-payment': on('case', may('region', 'finance-payer')),
  'case.keep-payment': on('case', may('region', 'finance-payer')),
  'case.terminate': on('case', may('region', 'finance-approver')),
  'case.dismiss-objection': on('case', may('region', 'notice-officer')),
  'case.uphold-objection': on('case', may('region', 'notice-officer')),
  'case.reject-on-objection': on('case', may('region', 'notice-officer')),
  'case.uphold-appeal': on('case', may('region', 'appeal-reviewer')),
  'case.dismiss-appeal': on('case', may('region', 'appeal-reviewer')),
  'case.take': on('case', may('region', ...DESKS)),
  'case.cover': on('case', may('region', ...DESKS)),
  'case.reassign': on('case', may('region', ...DESKS, 'head')),
  'case.hand-back': on('case', may('region', ...DESKS)),
  'case.hold': on('case', may('region', ...DESKS)),
  'case.lift-hold': on('case', may('region', ...DESKS)),

  // Paying: a batch is its bureau's. Which persons may sign is asked of the case as well (four eyes), beside the role.
  'payment.list-due': on('nothing', may('public', 'finance-payer')),
  'batch.list': on('nothing', may('public', ...WITNESSES)),
  'batch.seal': on('nothing', may('public', 'finance-payer')),
  'batch.read': on('batch', may('same-organisation', ...FINANCE), may('public', 'auditor')),
  'batch.open-file': on('batch', may('same-organisation', 'finance-payer')),
  'batch.approve': on('batch', may('same-organisation', 'finance-payer')),
  'batch.send': on('batch', may('same-organisation', 'finance-payer')),
  'batch.discard': on('batch', may('same-organisation', 'finance-payer')),
  'batch.take-return': on('batch', may('same-organisation', 'finance-payer')),
  'payment.read': on('case', may('same-organisation', ...APPLICANTS), may('region', ...FINANCE), may('handed-in', 'auditor')),
  'payment.retry': on('case', may('region', 'finance-payer')),
  'payment.state-outcome': on('case', may('region', 'finance-payer', 'finance-approver')),
  'payment.confirm-outcome': on('case', may('region', 'finance-payer', 'finance-approver')),
  'payment.answer-contradiction': on('case', may('region', 'finance-payer', 'finance-approver')),
  'recovery.read': on('case', may('same-organisation', ...APPLICANTS), may('region', ...FINANCE), may('handed-in', 'auditor')),
  'recovery.notice': on('case', may('region', ...BUDGETEERS)),
  'recovery.answer': on('case', may('same-organisation', 'signatory')),
  'recovery.handle': on('case', may('region', ...BUDGETEERS)),
  'recovery.repay': on('case', may('region', ...FINANCE)),
  'recovery.confirm-write-off': on('case', may('region', 'finance-approver')),
  'recovery.confirm-correction': on('case', may('region', 'finance-approver')),

  // Budgets: one person of the bureau proposes, a second natural person confirms; the books are read by whoever handles money, and by auditors.
  'budget.list': on('nothing', may('public', ...FINANCE, 'auditor')),
  'budget.read': on('budget', may('same-organisation', ...FINANCE), may('public', 'auditor')),
  'budget.propose': on('nothing', may('public', ...BUDGETEERS)),
  'budget.list-changes': on('nothing', may('public', ...BUDGETEERS)),
  'budget.change': on('budget', may('same-organisation', ...BUDGETEERS)),
  'budget.confirm': on('budget', may('same-organisation', ...BUDGETEERS)),
  'budget.decline': on('budget', may('same-organisation', ...BUDGETEERS)),
  'budget.read-waiting': on('budget', may('same-organisation', ...BUDGETEERS), may('public', 'auditor')),
} as const satisfies Record<string, { subject: SubjectKind; allow: readonly Line[] }>;

export type Action = keyof typeof ACTIONS;

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
