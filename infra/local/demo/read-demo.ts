import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { communityStatus } from '../../../shared/domain/communities/community.ts';
import { documentKind } from '../../../shared/domain/documents/document.ts';
import { FIELD_GROUP_IDS } from '../../../shared/domain/parties/field-groups.ts';
import { APPLICANT_KINDS, isOneOf, organisationKind, type Role, role } from '../../../shared/domain/parties/organisation.ts';
import { grantPurpose } from '../../../shared/domain/parties/purpose.ts';
import { particulars, sourceKind } from '../../../shared/domain/parties/records.ts';
import { region } from '../../../shared/domain/policy/programme.ts';
import { bilingual } from '../../../shared/domain/policy/text.ts';
import { type DemoPerson, readPeople } from '../issuer/people.ts';
import { type DemoBatch, type DemoCase, readDemoCases } from './read-cases.ts';
import { relativeDay } from './relative-day.ts';

const id = z.string().check(z.regex(/^[a-z0-9-]{1,48}$/));

/** What one source said on one day; dates among the values are distances, as everywhere in these files. */
const statement = z.strictObject({
  source: sourceKind,
  /** The office, operator or bank that said it, or the office that read it in the register; absent for what is said of oneself. */
  by: z.optional(id),
  at: relativeDay,
  facts: z.record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()])),
});
export type DemoStatement = z.infer<typeof statement>;

const residence = z.strictObject({
  /** The carrier or community operator it sits with. */
  body: id,
  /** Of an operator with several communities, which one; left out: its first. */
  community: z.optional(z.string()),
  from: relativeDay,
  until: z.optional(relativeDay),
  status: z.enum(['declared', 'confirmed', 'ended']),
});

/** A paper in the vault. Its file is made when it is seeded; it says what it is and that it is an example. */
const paper = z
  .strictObject({
    id,
    kind: documentKind,
    title: z.string().check(z.minLength(1)),
    uploaded: relativeDay,
    issuedOn: z.optional(relativeDay),
    validFrom: z.optional(relativeDay),
    validUntil: z.optional(relativeDay),
  })
  // A paper of no kind of its own counts by its title, which is then the programme's name of it; its file says that it is an example.
  .check(z.refine(({ kind, title }) => kind === 'other' || title.includes('示例')));

/** An invoice as the applicant registered it from a paper of theirs. */
const invoice = z.strictObject({
  paper: id,
  number: z.string().check(z.regex(/^\d{20}$/)),
  sellerUscc: z.string(),
  sellerName: z.string().check(z.includes('示例')),
  /** Whom it is made out to; absent where that is the applicant by its registered name. */
  buyerName: z.optional(z.string().check(z.includes('示例'))),
  issuedOn: relativeDay,
  amountFen: z.int().check(z.positive()),
});

/** An event on file before it was held. */
const filing = z.strictObject({
  id,
  title: z.string().check(z.includes('示例')),
  category: z.string(),
  plannedOn: relativeDay,
  place: z.string(),
  plannedSpendFen: z.int().check(z.positive()),
  filedAt: relativeDay,
});

const grant = z.strictObject({
  institution: id,
  fieldGroups: z.array(z.enum(FIELD_GROUP_IDS)),
  documents: z.array(id),
  purpose: grantPurpose,
  /** The purpose in the giver's own words. */
  note: z.string().check(z.minLength(1)),
  from: relativeDay,
  until: relativeDay,
});

const organisation = z.strictObject({
  id,
  kind: organisationKind,
  name: z.string().check(z.includes('示例')),
  uscc: z.nullable(z.string()),
  divisionCode: z.nullable(region),
  registered: relativeDay,
  /** Name of an owner who does not sign in; absent where one of the demo people is the owner. */
  owner: z.optional(z.string().check(z.includes('示例'))),
  particulars: z.optional(particulars),
  statements: z._default(z.array(statement), []),
  residences: z._default(z.array(residence), []),
  grants: z._default(z.array(grant), []),
  papers: z._default(z.array(paper), []),
  invoices: z._default(z.array(invoice), []),
  filings: z._default(z.array(filing), []),
});
export type DemoOrganisation = z.infer<typeof organisation>;

const community = z.strictObject({
  id: z.string().check(z.regex(/^JS-\d{6}-9\d$/)),
  name: z.string().check(z.includes('示例')),
  divisionCode: region,
  operatorId: id,
  status: communityStatus,
  since: relativeDay,
  industry: bilingual,
});
export type DemoCommunity = z.infer<typeof community>;

/** What a bureau has put into a programme, this year and the next, as two of its people have agreed. */
const budget = z.strictObject({
  payer: id,
  programmeId: z.string(),
  /** A part for one community alone. */
  communityId: z.optional(z.string()),
  amountFen: z.int().check(z.positive()),
  by: z.string(),
  confirmedBy: z.string(),
});
export type DemoBudget = z.infer<typeof budget>;

const memberships = z.array(
  z.object({ id: z.string(), memberships: z.array(z.strictObject({ organisationId: id, roles: z.array(role).check(z.minLength(1)) })) }),
);

export interface DemoMember {
  readonly person: Pick<DemoPerson, 'id' | 'personKey'> & { readonly name: string };
  readonly roles: readonly Role[];
}

export interface Demo {
  readonly people: readonly DemoPerson[];
  readonly organisations: readonly DemoOrganisation[];
  readonly communities: readonly DemoCommunity[];
  readonly budgets: readonly DemoBudget[];
  /** Cases with their past, and the batches some of them are paid in. */
  readonly cases: readonly DemoCase[];
  readonly batches: readonly DemoBatch[];
  /** By the id of the organisation; owners who do not sign in included. */
  readonly members: ReadonlyMap<string, readonly DemoMember[]>;
}

/** The files with organisations, in the order in which they are founded: offices admit institutions, institutions know companies. */
const ORGANISATION_FILES = ['offices', 'institutions', 'applicants', 'companies'] as const;

const read = <Schema extends z.ZodMiniType>(name: string, schema: Schema): z.infer<Schema> =>
  schema.parse(JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')));

/** What an owner in the background may do: look after the members and, for an applicant, sign. */
const ownerOf = ({ id: organisationId, kind, owner }: DemoOrganisation & { owner: string }): DemoMember => ({
  person: { id: `${organisationId}.owner`, personKey: `person-${organisationId}.owner`, name: owner },
  roles: isOneOf(APPLICANT_KINDS, kind) ? ['owner', 'signatory'] : ['owner'],
});

/**
 * The demo data as it stands in this folder; dates are still distances from the day of seeding.
 * @throws ZodError when a file is not as it must be
 */
export function readDemo(): Demo {
  const people = readPeople();
  const organisations = ORGANISATION_FILES.flatMap((name) => read(name, z.array(organisation)));
  const places = read('people', memberships);
  const byId = new Map(people.map((person) => [person.id, person]));
  const listed = places.flatMap(({ id: personId, memberships: held }) =>
    held.map(({ organisationId, roles }) => {
      const { personKey, name } = byId.get(personId) as DemoPerson;
      return { organisationId, member: { person: { id: personId, personKey, name: name.zh }, roles } };
    }),
  );
  const members = new Map(
    organisations.map((one) => [
      one.id,
      [
        ...(one.owner === undefined ? [] : [ownerOf({ ...one, owner: one.owner })]),
        ...listed.filter(({ organisationId }) => organisationId === one.id).map(({ member }) => member),
      ],
    ]),
  );
  return {
    people,
    organisations,
    communities: read('communities', z.array(community)),
    budgets: read('budgets', z.array(budget)),
    ...readDemoCases(),
    members,
  };
}
