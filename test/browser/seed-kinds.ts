import { inject } from 'vitest';
import { readPeople } from '../../infra/local/issuer/people.ts';
import type { DocumentKind } from '../../shared/domain/documents/kind-names.ts';
import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import type { OrganisationKind, Role } from '../../shared/domain/parties/kinds.ts';
import { emptyProfile } from '../../shared/domain/parties/registration.ts';
import type { EventFiling } from '../../shared/domain/subsidies/event-filing.ts';
import { putEventFiling } from '../../shared/store/applicant-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { sourceKey } from '../../shared/store/keys/companies.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { residenceWrites } from '../../shared/store/residence-store.ts';
import { seedOrganisation } from '../support/signed-in.ts';
import { invoiceOf, paperOf } from '../support/subsidy-house.ts';
import { engineClient } from '../support/tables.ts';

/** Applicants and offices for the kinds of claims the demo has nobody for; each made anew, so that no file meets another in them. */

const stores = () => {
  const { tables, region } = inject('database');
  return openStores({ AWS_REGION: region, MAIN_TABLE: tables.main, JOURNAL_TABLE: tables.journal }, engineClient());
};
/** What is claimed lies in the first nine days of a year: of this one, or of the last while these are not over. */
export const CLAIM_YEAR = dayInShanghai(new Date(Date.now() - 10 * 86_400_000)).slice(0, 4);
export const dayOfYear = (monthAndDay: string): string => `${CLAIM_YEAR}-${monthAndDay}`;

const member = (id: string, ...roles: Role[]) => {
  const person = readPeople().find((one) => one.id === id);
  if (!person) throw new Error(`no demo person ${id}`);
  return { id, personKey: person.personKey, name: person.name.zh, roles };
};
const newId = (what: string): string => `${what}-${crypto.randomUUID().slice(0, 8)}`;

/** An office of a city with people who have no other desk in the demo. Answers its id. */
export async function seedOffice(kind: OrganisationKind, divisionCode: string, staff: Readonly<Record<string, Role>>): Promise<string> {
  const id = newId('office');
  const members = Object.entries(staff).map(([person, role]) => member(person, role));
  await seedOrganisation(stores(), { id, kind, name: `示例 ${id}`, divisionCode, members }, new Date());
  return id;
}

interface ApplicantSeed {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly owner: string;
  readonly divisionCode: string;
  /** What an office has on record. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly papers: readonly (readonly [id: string, kind: DocumentKind, title: string])[];
  /** One invoice; its amount in fen. */
  readonly bill: { readonly amountFen: number; readonly issuedOn: string };
  /** An event on file before it was held. */
  readonly filing?: Omit<EventFiling, 'id' | 'organisationId' | 'filedBy' | 'version'>;
  /** The operator that has confirmed that it sits there. */
  readonly sitsWith?: string;
}

/** An applicant with all a claim of its kind needs but the claim. Answers its id. */
export async function seedApplicant(seed: ApplicantSeed): Promise<string> {
  const { kind, name, owner, divisionCode, facts, papers, bill, filing, sitsWith } = seed;
  const id = newId('applicant');
  const at = new Date().toISOString();
  const number = `${CLAIM_YEAR}${String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(16, '0')}`;
  const invoice = invoiceOf(id, number, bill.amountFen, { buyerName: name, issuedOn: bill.issuedOn as never });
  const said: Write = {
    put: {
      ...sourceKey(id, 'bureau', 'office'),
      source: 'bureau',
      organisationId: 'office',
      organisationName: '示例科技局',
      facts: Object.fromEntries(
        Object.entries(facts).map(([fact, value]) => [fact, { value, since: null, statedAt: at, statedBy: 'office', evidence: [] }]),
      ),
      version: 1,
    },
    expect: 'absent',
  };
  const resides = sitsWith
    ? residenceWrites(
        { id, name },
        {
          id: `residence-${id}`,
          bodyId: sitsWith,
          bodyName: `示例 ${sitsWith}`,
          bodyKind: 'community_operator',
          communityId: null,
          from: '2025-01-01' as never,
          until: null,
          status: 'confirmed',
          declaredBy: owner,
          confirmedBy: 'somebody',
          confirmedAt: at,
          version: 1,
        },
        'absent',
      )
    : [];
  const profile = emptyProfile(divisionCode, at);
  await seedOrganisation(
    stores(),
    {
      id,
      kind,
      name,
      divisionCode,
      profile: { ...profile, particulars: { ...profile.particulars, bankName: '示例城南银行', bankAccount: '9900583000000000017' } },
      members: [member(owner, 'owner', 'signatory')],
      writes: [
        said,
        ...resides,
        ...papers.map(([paper, ofKind, title]) => paperOf(id, paper, ofKind, title)),
        ...invoice.writes,
        ...(filing ? [putEventFiling({ ...filing, id: `filing-${id}`, organisationId: id, filedBy: owner, version: 1 })] : []),
      ],
    },
    new Date(),
  );
  return id;
}
