import { readCatalogue } from '../../../../../shared/catalogue/read-catalogue.ts';
import type { Document } from '../../../../../shared/domain/documents/document.ts';
import type { InvoiceRegistration } from '../../../../../shared/domain/documents/invoice.ts';
import type { DocumentKind } from '../../../../../shared/domain/documents/kind-names.ts';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { adoptTemplate } from '../../../../../shared/domain/policy/adopt.ts';
import type { Programme, ProgrammeVersion } from '../../../../../shared/domain/policy/programme.ts';
import type { FactWireValue } from '../../../../../shared/domain/policy/read-fact.ts';
import type { CheckContext } from '../../../../../shared/domain/subsidies/check-context.ts';
import type { Claim, ClaimOf } from '../../../../../shared/domain/subsidies/claim.ts';
import type { Line } from '../../../../../shared/domain/subsidies/claim-rows.ts';
import { type ClaimComputation, type ClaimQuestion, computeClaim } from '../../../../../shared/domain/subsidies/compute-claim.ts';
import type { EventFiling } from '../../../../../shared/domain/subsidies/event-filing.ts';
import type { AnyClaimKind } from '../../../../../shared/domain/subsidies/kinds.ts';

/** The six claims and the one nobody writes as good ones, each under the programme of the catalogue that pays it, and the world in which they are handed in. */
export const TODAY = '2026-11-23' as CivilDate;
export const NOW = '2026-11-23T04:00:00Z';
export const APPLICANT = 'org-1';
export const OWN_USCC = '9132070070404786XB';
export const SELLER = '914403001922038216';
export const day = (text: string) => text as CivilDate;

export const catalogue = readCatalogue();
const { programmes, dictionary, reference } = catalogue;

const PROGRAMMES: Record<AnyClaimKind, { readonly id: string; readonly by?: string }> = {
  broadband: { id: 'community-broadband-subsidy', by: '320583' },
  training: { id: 'community-training-subsidy', by: '320583' },
  mentoring: { id: 'community-mentor-subsidy', by: '321183' },
  events: { id: 'sip-event-subsidy' },
  rent: { id: 'taicang-venue-rent-subsidy' },
  utilities: { id: 'community-premises-water-energy-discount', by: '320583' },
  automatic: { id: 'incubation-plan-performance-award' },
};

/** The programme that pays a kind, templates as one county adopted them. */
export function programmeOf(kind: AnyClaimKind): { programme: Programme; version: ProgrammeVersion } {
  const { id, by } = PROGRAMMES[kind];
  const found = programmes.find((programme) => programme.id === id) as Programme;
  const programme = by ? adoptTemplate(found, by, dictionary) : found;
  return { programme, version: programme.versions[0] as ProgrammeVersion };
}

/** Facts of an applicant who passes, as a snapshot has them. */
const SNAPSHOTS: Record<AnyClaimKind, Record<string, FactWireValue>> = {
  broadband: { 'firm.division_code': '320583', 'firm.community_id': 'JS-320583-01', 'firm.founded_on': '2025-06-01' },
  training: { 'training_provider.division_code': '320583' },
  mentoring: { 'carrier.division_code': '321183', 'carrier.mentors': 5 },
  events: { 'carrier.division_code': '320576' },
  rent: {
    'firm.division_code': '320585',
    'founder.category': '毕业5年内的高校毕业生',
    'firm.licence_date': '2024-06-01',
    'firm.founded_on': '2024-06-01',
    'founder.first_time': true,
    'firm.operating': true,
  },
  utilities: {
    'carrier.division_code': '320583',
    'carrier.community_id': 'JS-320583-01',
    'carrier.kind': '众创空间',
    'carrier.record_level': 'province',
  },
  automatic: {
    'carrier.division_code': '320115',
    'carrier.kind': '科技企业孵化器',
    'carrier.performance_grade': 'B',
    'carrier.evaluation_level': 'city',
    'carrier.local_fiscal_money_arranged': true,
  },
};
/** What only a reviewer can know. */
const SETTLED: Partial<Record<AnyClaimKind, Record<string, FactWireValue>>> = {
  training: { 'training.provider_designated': true },
  mentoring: { 'mentor.registered': true },
};

export const snapshotFor = (kind: AnyClaimKind, more: Record<string, FactWireValue> = {}) =>
  Object.fromEntries(Object.entries({ ...SNAPSHOTS[kind], ...more }).map(([fact, value]) => [fact, { value }]));

const number = (at: number): string => String(10_000_000_000_000_000_000n + BigInt(at));
export const invoiceIdAt = (at: number): string => `${SELLER}.-.${number(at)}`;

export const aLine = (at: number, amountFen: number, more: Partial<Line> = {}): Line => ({
  lineId: `line-${at}`,
  invoiceId: invoiceIdAt(at),
  paidOn: day('2026-03-05'),
  amountFen,
  paymentProofDocumentId: 'proof',
  ...more,
});
export const keyOfPerson = (name: string): string => `key-${[...name].map((letter) => letter.codePointAt(0)?.toString(16)).join('-')}`;
export const aPerson = (name: string) => ({ name, personKey: keyOfPerson(name), idNumberMasked: '320***********1234' });
export const aTrainee = (at: number, name = `学员${at}`) => ({
  traineeId: `trainee-${at}`,
  ...aPerson(name),
  certificateDocumentId: 'certificate',
  certificateNumber: `SYB-${at}`,
});
export const aSession = (at: number) => ({
  sessionId: `session-${at}`,
  on: day(`2026-04-${String(at + 1).padStart(2, '0')}`),
  minutes: 60,
  signedByMentor: true,
  signedByFirm: true,
  logDocumentId: 'log',
});
const SITE = { divisionCode: '320585', address: '上海路1号A座' };

export const CLAIMS: { readonly [Kind in AnyClaimKind]: ClaimOf<Kind> } = {
  broadband: {
    kind: 'broadband',
    year: 2026,
    lines: [aLine(1, 300_000), aLine(2, 500_000)],
    contractNumber: 'KD-2026-7',
    lineNumber: '051288886666',
    contractDocumentId: 'contract',
    monthsFrom: '2026-01',
    monthsTo: '2026-08',
  },
  training: {
    kind: 'training',
    year: 2026,
    course: '创办企业培训(SYB)',
    startsOn: day('2026-05-11'),
    endsOn: day('2026-05-20'),
    trainees: Array.from({ length: 20 }, (_, at) => aTrainee(at + 1)),
    paperIds: ['ids', 'form', 'roll', 'plans'],
  },
  mentoring: {
    kind: 'mentoring',
    year: 2026,
    mentor: { ...aPerson('王导师'), stakeInFirm: false },
    appointmentDocumentId: 'appointment',
    firm: { name: '句容新材', uscc: SELLER },
    sessions: [1, 2, 3, 4].map(aSession),
    paperIds: ['proof'],
  },
  events: {
    kind: 'events',
    year: 2026,
    lines: [aLine(1, 4_000_000), aLine(2, 6_000_000)],
    filingId: 'filing-1',
    category: '产学研对接',
    heldOn: day('2026-06-18'),
    attendance: 86,
    attendanceDocumentId: 'roll',
    photoDocumentIds: ['photo'],
    paperIds: ['plan'],
  },
  rent: {
    kind: 'rent',
    year: 2026,
    premises: 'rented',
    site: SITE,
    areaM2: 40,
    leaseDocumentId: 'lease',
    leaseFrom: day('2025-07-01'),
    leaseTo: day('2027-06-30'),
    monthsFrom: '2026-01',
    monthsTo: '2026-10',
    sharedWith: 0,
    founder: aPerson('李创业'),
    lines: [aLine(1, 200_000), aLine(2, 400_000)],
    paperIds: ['licence', 'property', 'tax', 'ids', 'form'],
  },
  utilities: {
    kind: 'utilities',
    year: 2026,
    site: { divisionCode: '320583', address: '学院路 5 号' },
    areaM2: 500,
    leaseDocumentId: 'lease',
    leaseFrom: day('2024-01-01'),
    leaseTo: day('2027-12-31'),
    occupiedSince: day('2024-01-01'),
    occupiedYear: 3,
    lines: [
      { ...aLine(1, 12_000_000), expense: 'rent' },
      { ...aLine(2, 1_500_000), expense: 'energy', meter: 'E-77' },
      { ...aLine(3, 700_000), expense: 'water', meter: 'W-12', discountFen: 200_000 },
    ],
    paperIds: ['bill', 'passed-on'],
  },
  automatic: { kind: 'automatic', year: 2026, facts: [] },
};

export const aPaper = (id: string, kind: DocumentKind, more: Partial<Document> = {}): Document => ({
  id,
  organisationId: APPLICANT,
  kind,
  title: id,
  fileName: `${id}.pdf`,
  mediaType: 'application/pdf',
  sizeBytes: 1000,
  sha256: 'ab',
  status: 'clean',
  rejections: [],
  issuedOn: day('2026-11-01'),
  validFrom: null,
  validUntil: null,
  uploadedBy: 'p',
  uploadedAt: '2026-11-02T00:00:00Z',
  uploadUntil: '2026-11-02T01:00:00Z',
  checkedAt: '2026-11-02T00:01:00Z',
  invoices: [],
  version: 1,
  ...more,
});

export const PAPERS: readonly Document[] = [
  aPaper('proof', 'payment-proof'),
  aPaper('scan', 'invoice'),
  aPaper('contract', 'other', { title: '宽带服务合同' }),
  aPaper('certificate', 'qualification-certificate'),
  aPaper('ids', 'identity-proof'),
  aPaper('form', 'application-form'),
  aPaper('roll', 'attendance-record'),
  aPaper('plans', 'business-plan'),
  aPaper('appointment', 'mentor-appointment'),
  aPaper('log', 'mentoring-record'),
  aPaper('photo', 'photos'),
  aPaper('plan', 'event-plan'),
  aPaper('lease', 'lease'),
  aPaper('licence', 'business-licence'),
  aPaper('property', 'property-certificate'),
  aPaper('tax', 'tax-return'),
  aPaper('bill', 'utility-bill'),
  aPaper('passed-on', 'other', { title: '向在孵企业让利的证明' }),
];

export const anInvoice = (at: number, amountFen: number, more: Partial<InvoiceRegistration> = {}): InvoiceRegistration => ({
  id: invoiceIdAt(at),
  organisationId: APPLICANT,
  documentId: 'scan',
  sha256: 'ab',
  sellerUscc: SELLER,
  sellerName: null,
  code: null,
  number: number(at),
  issuedOn: day('2026-03-01'),
  buyerName: 'b',
  buyerUscc: null,
  amountFen,
  flags: [],
  registeredBy: 'p',
  registeredAt: '2026-03-02T00:00:00Z',
  version: 1,
  ...more,
});

export const FILING: EventFiling = {
  id: 'filing-1',
  organisationId: APPLICANT,
  title: '光电对接会',
  category: '产学研对接',
  plannedOn: day('2026-06-18'),
  place: '园区会议中心',
  plannedSpendFen: 12_000_000,
  filedAt: '2026-06-01T02:00:00Z',
  filedBy: 'p',
  version: 1,
};

const APPLIES_AS = {
  broadband: 'enterprise',
  training: 'training_provider',
  mentoring: 'carrier',
  events: 'carrier',
  rent: 'enterprise',
  utilities: 'carrier',
  automatic: 'carrier',
} as const;

/** Somebody who applies in their own name. */
export const asPerson = (name: string, key = keyOfPerson(name)): CheckContext['applicant'] => ({
  organisationId: APPLICANT,
  uscc: null,
  person: { name, key },
  appliesAs: 'person',
});

/** Everything looked up, and as it must be: invoices of 10 million fen each that are big enough for every claim above. */
export const contextFor = (kind: AnyClaimKind, more: Partial<CheckContext> = {}): CheckContext => ({
  ...programmeOf(kind),
  applicant: { organisationId: APPLICANT, uscc: OWN_USCC, person: null, appliesAs: APPLIES_AS[kind] },
  day: TODAY,
  at: NOW,
  invoices: new Map([1, 2, 3].map((at) => [invoiceIdAt(at), anInvoice(at, 20_000_000)])),
  documents: PAPERS,
  filing: kind === 'events' ? FILING : undefined,
  ...more,
});

export const questionFor = (claim: Claim, more: Partial<ClaimQuestion> = {}): ClaimQuestion => ({
  claim,
  applicantId: APPLICANT,
  snapshot: snapshotFor(claim.kind),
  settled: SETTLED[claim.kind],
  ...programmeOf(claim.kind),
  dictionary,
  reference,
  asOf: TODAY,
  filing: claim.kind === 'events' ? FILING : undefined,
  ...more,
});

/** The computation, which in these tests is never refused. */
export function computed(claim: Claim, more: Partial<ClaimQuestion> = {}): ClaimComputation {
  const result = computeClaim(questionFor(claim, more));
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
