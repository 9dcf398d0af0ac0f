import { CONFIRMING_KINDS, DELEGABLE_ROLES, FOUNDED_KINDS, fits, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import { isApplicant, may, mayHere, type Place } from './me.ts';

export type Section =
  | 'desk'
  | 'cases'
  | 'confirmations'
  | 'opinions'
  | 'decisions'
  | 'payments'
  | 'tips'
  | 'budgets'
  | 'profile'
  | 'papers'
  | 'money'
  | 'claims'
  | 'sharing'
  | 'companies'
  | 'granted'
  | 'import'
  | 'institutions'
  | 'members'
  | 'delegations';

type Rule = { readonly section: Section; readonly part: 'own' | 'office' | 'both'; readonly shown: (place: Place) => boolean };

/** Where people have roles that a colleague can hold for them. */
const isOffice = ({ kind }: Place): boolean => DELEGABLE_ROLES.some((role) => fits(role, kind));

/** What the list of cases is to this member: what one is asked to confirm, what one works on, or what one only looks at. */
export function deskSectionOf(place: Place): 'confirmations' | 'desk' | 'cases' | undefined {
  if (!may([place], 'case.list')) return undefined;
  if (isOneOf(CONFIRMING_KINDS, place.kind)) return 'confirmations';
  return may([place], 'case.take', { divisionCode: place.divisionCode }) ? 'desk' : 'cases';
}

/** The pages of an organisation, each with the action of the access policy that opens it. */
const RULES: readonly Rule[] = [
  { section: 'profile', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'profile.read') },
  { section: 'papers', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'document.list') },
  { section: 'money', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'matches.read') },
  { section: 'claims', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'claim.list') },
  { section: 'sharing', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'grant.list') },
  { section: 'desk', part: 'office', shown: (place) => deskSectionOf(place) === 'desk' },
  { section: 'cases', part: 'office', shown: (place) => deskSectionOf(place) === 'cases' },
  { section: 'opinions', part: 'office', shown: (place) => may([place], 'opinion.list') },
  { section: 'decisions', part: 'office', shown: (place) => may([place], 'approval-run.start') },
  { section: 'payments', part: 'office', shown: (place) => may([place], 'batch.list') },
  { section: 'tips', part: 'office', shown: (place) => may([place], 'tip.list') },
  { section: 'budgets', part: 'office', shown: (place) => may([place], 'budget.list') },
  { section: 'companies', part: 'office', shown: (place) => may([place], 'company.list') },
  { section: 'granted', part: 'office', shown: (place) => may([place], 'grant.list-received') },
  { section: 'import', part: 'office', shown: (place) => mayHere(place, 'company.import') },
  { section: 'confirmations', part: 'office', shown: (place) => deskSectionOf(place) === 'confirmations' },
  { section: 'institutions', part: 'office', shown: (place) => may([place], 'organisation.list-all') },
  { section: 'members', part: 'both', shown: (place) => mayHere(place, 'member.list') },
  { section: 'delegations', part: 'both', shown: (place) => isOffice(place) && mayHere(place, 'delegation.propose') },
];

/** A case is one of the platform, not of the organisation: its pages name the organisation one acts for as a question. */
const DESK_PAGES: Partial<Record<Section, string>> = {
  claims: '/claims',
  desk: '/desk',
  cases: '/desk',
  confirmations: '/desk',
  opinions: '/opinions',
  decisions: '/desk/decisions',
  payments: '/desk/payments',
  budgets: '/desk/budgets',
  tips: '/desk/tips',
};

export function sectionAddress({ id }: Pick<Place, 'id'>, section: Section): string {
  const page = DESK_PAGES[section];
  if (page !== undefined) return `${page}?as=${encodeURIComponent(id)}`;
  return ['profile', 'papers', 'money', 'sharing'].includes(section) ? `/companies/${id}/${section}` : `/office/${id}/${section}`;
}

/** What this member of this organisation is offered: its own affairs first where it was founded to ask for money, else its office first. */
export function sectionsOf(place: Place): Section[] {
  const order = isOneOf(FOUNDED_KINDS, place.kind) ? ['own', 'office', 'both'] : ['office', 'own', 'both'];
  const shown = RULES.filter((rule) => rule.shown(place));
  return order.flatMap((part) => shown.filter((rule) => rule.part === part).map(({ section }) => section));
}

export const homeOf = (place: Place): string => {
  const [first] = sectionsOf(place);
  return first ? sectionAddress(place, first) : '/me';
};
