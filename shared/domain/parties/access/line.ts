import { DELEGABLE_ROLES, type Role } from '../kinds.ts';

/** How one stands to what it is about. */
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
export type Line = { readonly roles: readonly Asker[]; readonly relation: Relation };

/** By these roles, where this relation holds. */
export const may = (relation: Relation, ...roles: readonly Asker[]): Line => ({ roles, relation });

export const OPERATORS = ['community-operator', 'carrier-operator'] as const;
/** Whoever works on an applicant's own papers; the officers of an operator, investor or fund do so where theirs is the applicant. */
export const APPLICANTS = ['owner', 'preparer', 'signatory', 'guest', ...OPERATORS, 'investment-partner', 'fund-manager'] as const;
export const SIGNERS = ['owner', 'signatory'] as const;
export const FINANCIERS = [
  'bank-officer',
  'bank-approver',
  'investment-partner',
  'guarantee-officer',
  'reguarantee-officer',
  'fund-manager',
  'guidance-officer',
] as const;
export const INTAKE = ['intake-officer', 'scitech-officer'] as const;
/** Who works on cases at a desk of an office. */
export const DESKS = DELEGABLE_ROLES;
export const FINANCE = ['finance-reviewer', 'finance-approver', 'finance-payer'] as const;
/** Who finds out at the bank what became of money. */
export const WITNESSES = ['finance-approver', 'finance-payer'] as const;
export const BUDGETEERS = ['finance-approver', 'finance-reviewer'] as const;
export const COUNTY = ['scitech-officer', 'intake-officer', 'finance-reviewer', 'finance-approver'] as const;

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

/** What an action is done to, and who may. */
export const on = (subject: SubjectKind, ...allow: readonly Line[]) => ({ subject, allow });

/** Actions of one subject, each with who may do it. */
export type Actions = Readonly<Record<string, { readonly subject: SubjectKind; readonly allow: readonly Line[] }>>;
