import { FOUNDED_KINDS, isOneOf, type Membership } from '../domain/parties/organisation.ts';
import type { Member, Organisation, Profile } from '../domain/parties/records.ts';
import { CODE_HELD } from '../domain/parties/registration.ts';
import type { Write } from './commit.ts';
import { expertPlace } from './expert-place.ts';
import { handWrites } from './hand-store.ts';
import { companyListing, profileKey } from './keys/companies.ts';
import { applicantListing, creditCodeKey, individualKey, institutionListing, memberKey, organisationKey } from './keys/organisations.ts';
import { membershipKey } from './keys/people.ts';

type Party = Pick<Organisation, 'id' | 'kind' | 'name' | 'divisionCode' | 'uscc'>;
type Row = Extract<Write, { put: unknown }>['put'];

/** The row of an organisation, with its place in the list of its sort. */
export const organisationRow = (organisation: Organisation): Row => ({
  ...organisationKey(organisation.id),
  ...(isOneOf(FOUNDED_KINDS, organisation.kind) ? applicantListing : institutionListing)(organisation.kind, organisation.id),
  ...organisation,
});

/** The row of a profile. What anyone may found is listed by region; what the platform admitted stands in the list of institutions. */
export const profileRow = ({ id, kind, divisionCode }: Party, profile: Profile): Row => ({
  ...profileKey(id),
  ...(divisionCode !== null && isOneOf(FOUNDED_KINDS, kind) && companyListing(divisionCode, id)),
  // For the lists, which read no other row: what it is never changes.
  kind,
  ...profile,
});

/** A place as the person's own partition holds it: what the identity of a request is made of. */
const membershipOf = ({ id, kind, name, uscc, divisionCode }: Party, { roles, from, until, standsIn, away }: Member): Membership => ({
  organisationId: id,
  kind,
  organisationName: name,
  uscc,
  divisionCode,
  roles,
  from,
  until,
  ...(standsIn && { standsIn }),
  ...(away && { away }),
});

type Expectation = 'absent' | number;

/** Both rows of a place, the organisation's and the person's, which only ever change together and share one version. */
const placeRows = (party: Party, member: Member, expect: Expectation): Write[] => [
  { put: { ...memberKey(party.id, member.personId), ...expertPlace(party, member), ...member }, expect },
  { put: { ...membershipKey(member.personId, party.id), ...membershipOf(party, member), version: member.version }, expect },
];
/** A place as it begins or changes; where it begins, the person belongs there from now on, under whatever account. */
export const placeWrites = (party: Party, member: Member, expect: Expectation): Write[] => [
  ...placeRows(party, member, expect),
  ...(expect === 'absent' ? handWrites(party.id, [member], 1) : []),
];
export const placeRemovals = (party: Party, gone: readonly Pick<Member, 'personId' | 'personKey' | 'version'>[]): Write[] => [
  ...gone.flatMap(({ personId, version }): Write[] => [
    { remove: memberKey(party.id, personId), expect: version },
    { remove: membershipKey(personId, party.id), expect: version },
  ]),
  ...handWrites(party.id, gone, -1),
];

/** Holds a code for one organisation of its kind, for good. */
const codeGuard = ({ id, kind, uscc }: Organisation): Write[] =>
  uscc === null
    ? []
    : [{ put: { ...creditCodeKey(uscc, kind), organisationId: id }, expect: 'absent', refusal: 'duplicate-credit-code', fault: CODE_HELD }];

/** Everything of an organisation as it comes to be. */
export const foundingWrites = (organisation: Organisation, members: readonly Member[], profile: Profile | undefined): readonly Write[] => [
  { put: organisationRow(organisation), expect: 'absent' },
  ...codeGuard(organisation),
  ...members.flatMap((member) => placeRows(organisation, member, 'absent')),
  ...handWrites(organisation.id, members, 1),
  ...(profile ? [{ put: profileRow(organisation, profile), expect: 'absent' as const }] : []),
];

/** A natural person applies in their own name once, under whatever account. */
export const individualGuard = (personKeyHash: string, organisationId: string): Write => ({
  put: { ...individualKey(personKeyHash), organisationId },
  expect: 'absent',
  refusal: 'duplicate-individual',
});

/**
 * The record of an organisation anew, with the copies of its name and region: in the places of its members, and in the list of companies
 * where it stands with its profile.
 * @param members as read; their versions stay
 */
export const organisationChange = (
  organisation: Organisation,
  members: readonly Member[],
  profile: Profile | undefined,
): readonly Write[] => [
  { put: organisationRow(organisation), expect: organisation.version - 1 },
  ...members.map(
    (member): Write => ({
      put: { ...membershipKey(member.personId, organisation.id), ...membershipOf(organisation, member), version: member.version },
      expect: member.version,
    }),
  ),
  ...(profile ? [{ put: profileRow(organisation, profile), expect: profile.version - 1 }] : []),
];
