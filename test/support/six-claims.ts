import { createHmac } from 'node:crypto';
import { idNumberAt } from '../../infra/tour/people/id-number.ts';
import type { OrganisationKind } from '../../shared/domain/parties/kinds.ts';
import type { ClaimKind } from '../../shared/domain/subsidies/kinds.ts';
import { putEventFiling } from '../../shared/store/applicant-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { putDocument } from '../../shared/store/document-store.ts';
import { CLAIMS, FILING, PAPERS, programmeOf, snapshotFor } from '../unit/shared/domain/subsidies/claims.ts';
import { invoiceOf, PERSON_KEY_SECRET, resides, says } from './subsidy-house.ts';

/** The six good claims of the unit tests as they come over the wire, each with an applicant who has all it needs. */

type Json = Record<string, unknown>;
const isPerson = (value: Json): boolean => typeof value.personKey === 'string';

/** What is kept of a person, as it was sent: with the number, which is not kept. The same key is the same number. */
function asSent(value: unknown, numbers: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => asSent(one, numbers));
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Json;
  const whole = Object.fromEntries(Object.entries(record).map(([key, one]) => [key, asSent(one, numbers)]));
  if (!isPerson(record)) return whole;
  const { personKey, idNumberMasked: _masked, ...rest } = whole;
  const known = numbers.get(String(personKey)) ?? idNumberAt(numbers.size);
  numbers.set(String(personKey), known);
  return { ...rest, idNumber: known };
}

/** A claim as it is sent. */
export type Sent = Json & { readonly lines?: readonly Json[]; readonly trainees?: readonly Json[] };

export interface GoodClaim {
  readonly claim: Sent;
  /** Beside the organisation itself. */
  readonly writes: readonly Write[];
}

/** What the county has on record that differs where it, and not the county of the unit tests, adopted the programme. */
const HERE: Partial<Record<ClaimKind, Json>> = {
  broadband: { 'firm.community_id': 'JS-320583-91' },
  mentoring: { 'carrier.division_code': '320583' },
  utilities: { 'carrier.community_id': 'JS-320583-91' },
};

/**
 * @param organisationId of the applicant; its name ends with it (`seedOrganisation`)
 * @param at tells the invoices of several apart
 * @param life where it is claimed in somebody's own name
 */
export function goodClaim(kind: ClaimKind, organisationId: string, at: number, { person }: Pick<Life, 'person'> = {}): GoodClaim {
  const sent = asSent(CLAIMS[kind], new Map()) as Sent;
  const bills = (sent.lines ?? []).map((_, index) => invoiceOf(organisationId, String(10n ** 19n + BigInt(at * 100 + index)), 20_000_000));
  const facts = Object.fromEntries(Object.entries(snapshotFor(kind)).map(([fact, { value }]) => [fact, value]));
  const lines = sent.lines?.map((line, index) => ({ ...line, invoiceId: bills[index]?.id }));
  const claim = { ...sent, ...(lines && { lines }) };
  return {
    claim: person ? person.claim(claim) : claim,
    writes: [
      says(organisationId, { ...facts, ...HERE[kind], ...person?.facts }),
      ...(!person && (kind === 'broadband' || kind === 'rent') ? [resides(organisationId, 'operator-body')] : []),
      ...PAPERS.filter(({ id }) => id !== 'scan').map((paper) => putDocument({ ...paper, organisationId }, 'absent')),
      ...bills.flatMap(({ writes }) => writes),
      ...(kind === 'events' ? [putEventFiling({ ...FILING, organisationId })] : []),
    ],
  };
}

export const programmeIdOf = (kind: ClaimKind): string => programmeOf(kind).programme.id;

export interface Life {
  /** What it is called where a kind lives more than once. */
  readonly name: string;
  readonly kind: ClaimKind;
  readonly applicant: OrganisationKind;
  readonly divisionCode: string;
  /** Whose offices handle it: those of the county, or those of the city that counties without any belong to. */
  readonly offices: '' | 'city-';
  /** Who confirms: the body a firm sits with; of who sits with nobody, the bureau. */
  readonly confirmer: string;
  /** What nobody but a reviewer can know, with the paper it stands in. */
  readonly settled?: { readonly fact: string; readonly paper: string };
  /** Of who applies in their own name: as they sign in, and what that makes of their claim. */
  readonly person?: {
    readonly key: string;
    readonly claim: (claim: Sent) => Sent;
    readonly facts: Json;
    readonly flags: readonly string[];
  };
  /** What is approved, and how it comes about. */
  readonly fen: number;
  /** The one thing that makes a claim of this kind wrong: the change, the rule and the field it is named at. */
  readonly wrong: readonly [what: string, change: (claim: Sent) => Sent, rule: string, pointer: string];
}
const line = (claim: Sent, at: number, more: object) => ({
  ...claim,
  lines: (claim.lines ?? []).map((one, index) => (index === at ? { ...one, ...more } : one)),
});
const twice = (claim: Sent) => ({
  ...claim,
  trainees: [...(claim.trainees ?? []), { ...claim.trainees?.[0], traineeId: 'again', certificateNumber: 'SYB-99' }],
});

/** The six kinds: who applies where, who handles it, what it comes to, and what makes it wrong. */
export const LIVES: readonly Life[] = [
  {
    ...{ name: 'broadband', kind: 'broadband', applicant: 'company', divisionCode: '320583', offices: '', confirmer: 'operator' },
    // Half of 8,000 yuan.
    fen: 400_000,
    wrong: ['more than the invoice', (claim) => line(claim, 1, { amountFen: 20_000_001 }), 'invoice-overclaimed', '/lines/1/amountFen'],
  },
  {
    ...{
      name: 'training',
      kind: 'training',
      applicant: 'training_provider',
      divisionCode: '320583',
      offices: '',
      confirmer: 'scitech-officer',
    },
    settled: { fact: 'training.provider_designated', paper: 'form' },
    // Twenty persons at 1,500 yuan.
    fen: 3_000_000,
    wrong: ['a trainee twice', twice, 'trainee-twice', '/trainees/20'],
  },
  {
    ...{ name: 'mentoring', kind: 'mentoring', applicant: 'carrier', divisionCode: '320583', offices: '', confirmer: 'scitech-officer' },
    settled: { fact: 'mentor.registered', paper: 'appointment' },
    // Four sessions at 500 yuan.
    fen: 200_000,
    wrong: [
      'a mentor with a stake in the firm',
      (claim) => ({ ...claim, mentor: { ...(claim.mentor as object), stakeInFirm: true } }),
      'mentor-holds-stake',
      '/mentor/stakeInFirm',
    ],
  },
  {
    ...{
      name: 'events',
      kind: 'events',
      applicant: 'carrier',
      divisionCode: '320576',
      offices: 'city-',
      confirmer: 'city-scitech-officer',
    },
    // Three tenths of 100,000 yuan.
    fen: 3_000_000,
    wrong: ['an event that was held before it was filed', (claim) => ({ ...claim, heldOn: '2026-05-31' }), 'event-filed-late', '/heldOn'],
  },
  {
    ...{ name: 'rent', kind: 'rent', applicant: 'company', divisionCode: '320585', offices: 'city-', confirmer: 'operator' },
    // Four fifths of 6,000 yuan.
    fen: 480_000,
    wrong: [
      'more than the whole of a shared site',
      (claim) => ({ ...claim, sharedWith: 1, siteRentFen: 599_999 }),
      'site-rent',
      '/siteRentFen',
    ],
  },
  {
    ...{ name: 'utilities', kind: 'utilities', applicant: 'carrier', divisionCode: '320583', offices: '', confirmer: 'scitech-officer' },
    // In the third year 20 % of 120,000 yuan of rent; 10 % of 15,000 of energy and of 7,000 of water, less the 2,000 already taken off.
    fen: 2_600_000,
    wrong: ['a discount above its bill', (claim) => line(claim, 2, { discountFen: 700_001 }), 'discount-too-high', '/lines/2/discountFen'],
  },
];

const SHEN = '沈示例';
const OWN_NUMBER = idNumberAt(9_001);
const another = (claim: Sent) => ({ ...claim, trainees: [{ ...claim.trainees?.[0], name: '别人' }] });

/** The same by persons in their own name, who claim for themselves. */
export const LIVES_OF_PERSONS: readonly Life[] = [
  {
    ...{
      name: 'own-training',
      kind: 'training',
      applicant: 'individual',
      divisionCode: '320583',
      offices: '',
      confirmer: 'scitech-officer',
    },
    settled: { fact: 'training.provider_designated', paper: 'form' },
    person: {
      // The issuer makes its keys of the same number under the same secret.
      key: createHmac('sha256', PERSON_KEY_SECRET).update(OWN_NUMBER).digest('hex'),
      claim: (claim) => ({ ...claim, trainees: [{ ...claim.trainees?.[0], name: SHEN, idNumber: OWN_NUMBER }] }),
      facts: { 'person.division_code': '320583' },
      flags: [],
    },
    // One person at 1,500 yuan.
    fen: 150_000,
    wrong: ['somebody else as trainee', another, 'trainee-not-applicant', '/trainees/0/name'],
  },
  {
    ...{ name: 'own-rent', kind: 'rent', applicant: 'individual', divisionCode: '320585', offices: 'city-' },
    confirmer: 'city-scitech-officer',
    person: {
      // Another issuer, whose keys say nothing of the number: a reviewer compares it with the paper.
      key: 'person-own-rent',
      claim: (claim) => ({
        ...claim,
        founder: { name: SHEN, idNumber: idNumberAt(9_002) },
        site: { divisionCode: '320585', address: '上海路 77 号' },
      }),
      facts: {},
      flags: ['own-id-number.life-own-rent'],
    },
    // Four fifths of 6,000 yuan.
    fen: 480_000,
    wrong: [
      'somebody else as founder',
      (claim) => ({ ...claim, founder: { ...(claim.founder as Json), name: '别人' } }),
      'founder-not-applicant',
      '/founder/name',
    ],
  },
];
