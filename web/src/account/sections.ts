import { FOUNDED_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import { isApplicant, may, mayHere, type Place } from './me.ts';

export type Section = 'profile' | 'papers' | 'money' | 'sharing' | 'companies' | 'granted' | 'import' | 'institutions' | 'members';

type Rule = { readonly section: Section; readonly part: 'own' | 'office' | 'both'; readonly shown: (place: Place) => boolean };

/** The pages of an organisation, each with the action of the access policy that opens it. */
const RULES: readonly Rule[] = [
  { section: 'profile', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'profile.read') },
  { section: 'papers', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'document.list') },
  { section: 'money', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'matches.read') },
  { section: 'sharing', part: 'own', shown: (place) => isApplicant(place) && mayHere(place, 'grant.list') },
  { section: 'companies', part: 'office', shown: (place) => may([place], 'company.list') },
  { section: 'granted', part: 'office', shown: (place) => may([place], 'grant.list-received') },
  { section: 'import', part: 'office', shown: (place) => mayHere(place, 'company.import') },
  { section: 'institutions', part: 'office', shown: (place) => may([place], 'organisation.list-all') },
  { section: 'members', part: 'both', shown: (place) => mayHere(place, 'member.list') },
];

export const sectionAddress = (place: Pick<Place, 'id'>, section: Section): string =>
  ['profile', 'papers', 'money', 'sharing'].includes(section) ? `/companies/${place.id}/${section}` : `/office/${place.id}/${section}`;

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
