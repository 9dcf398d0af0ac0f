import { describe, expect, it } from 'vitest';
import type { Programme } from '../../../../../shared/domain/policy/programme.ts';
import type { Claim, ClaimDraft } from '../../../../../shared/domain/subsidies/claim.ts';
import { filingNamedBy } from '../../../../../shared/domain/subsidies/event-filing.ts';
import { heldByOwn, type OwnClaim, trainedByOwn } from '../../../../../shared/domain/subsidies/held-by-own.ts';
import { holdsOfClaim } from '../../../../../shared/domain/subsidies/holds-of-claim.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import { limitsOfClaim } from '../../../../../shared/domain/subsidies/limits-of-claim.ts';
import {
  APPLICANT,
  aLine,
  anInvoice,
  aPerson,
  aSession,
  aTrainee,
  CLAIMS,
  catalogue,
  day,
  FILING,
  invoiceIdAt,
  programmeOf,
  TODAY,
} from './claims.ts';

/** One event under two numbers, the same again for two days later, and another one. */
const FILINGS = [
  FILING,
  { ...FILING, id: 'filing-2', title: '光电 对接会', place: '另一处', plannedSpendFen: 1 },
  { ...FILING, id: 'filing-later', plannedOn: day('2026-06-20') },
  { ...FILING, id: 'filing-other', title: '创业沙龙' },
];

const limits = (claim: ClaimDraft) =>
  limitsOfClaim(claim, {
    ...programmeOf(claim.kind),
    applicantId: APPLICANT,
    asOf: TODAY,
    computedFen: 0,
    caps: [],
    neighbours: catalogue.programmes,
    filing: filingNamedBy(claim, FILINGS),
  });

/** A claim that was handed in, with what it then holds. */
function handedIn(id: string, claim: Claim): OwnClaim {
  const held = holdsOfClaim(claim, {
    ...programmeOf(claim.kind),
    applicant: {
      cards: [],
      filings: FILINGS,
      invoices: [1, 2, 3].map((at) => anInvoice(at, 20_000_000)),
      file: { organisation: { id: APPLICANT } },
    },
    catalogue: { programmes: catalogue.programmes as Programme[], adopted: [] },
    caseId: id,
    asOf: TODAY,
    computation: null,
  });
  if (!held.ok) throw new Error(held.refusal.code);
  return { id, submittedOn: '2026-05-03', holds: held.value.holds };
}
const wrong = (claim: ClaimDraft, ...others: OwnClaim[]) => heldByOwn(limits(claim), others).filter(({ outcome }) => outcome === 'failed');

const { broadband, training, mentoring, events, rent, utilities, automatic } = CLAIMS;
const syb = { ...training, trainees: [aTrainee(1, '甲')] };

/** What another claim has, what is claimed now, and the rule, the field and the words of it. */
const AGAIN: readonly (readonly [what: string, before: Claim, now: ClaimDraft, rule: string, pointer: string, detail: RegExp])[] = [
  [
    'months of a line, written otherwise',
    { ...broadband, monthsTo: '2026-02' },
    { ...broadband, lineNumber: '0512-88886666', monthsFrom: '2026-02' },
    'claimed-already',
    '/monthsFrom',
    /^2026-02已在您的另一件申请中（2026-05-03 提交，编号 first）$/u,
  ],
  [
    'a course of a person',
    syb,
    { ...training, trainees: [aTrainee(2, '乙'), aTrainee(1, '甲')] },
    'course-taken-already',
    '/trainees/1',
    /^这门课已在/u,
  ],
  [
    'a session',
    { ...mentoring, sessions: [aSession(1)] },
    { ...mentoring, sessions: [aSession(2), aSession(1)] },
    'claimed-already',
    '/sessions',
    /^2026-/u,
  ],
  ['an event', events, { ...events, lines: [aLine(3, 100)] }, 'claimed-already', '/filingId', /^已在您的另一件申请中/u],
  [
    'an event on file twice, under its second filing',
    events,
    { ...events, filingId: 'filing-2', lines: [aLine(3, 100)] },
    'claimed-already',
    '/filingId',
    /^已在您的另一件申请中/u,
  ],
  [
    'an event that was filed for another day too, as held on the same day',
    events,
    { ...events, filingId: 'filing-later', lines: [aLine(3, 100)] },
    'claimed-already',
    '/heldOn',
    /^已在您的另一件申请中/u,
  ],
  ['months of a site', rent, { ...rent, monthsFrom: '2026-10', monthsTo: '2026-11' }, 'claimed-already', '/monthsFrom', /^2026-10已在/u],
  [
    'the rent of a site and year',
    utilities,
    { ...utilities, lines: [{ ...aLine(3, 100), expense: 'rent' as const }] },
    'claimed-already',
    '/lines',
    /^2026已在/u,
  ],
  ['a year without application', automatic, automatic, 'claimed-already', '/year', /^2026已在/u],
];

describe('what another claim of one’s own has already', () => {
  it.each(AGAIN)('%s: is named by rule, field and number', (_what, before, now, rule, pointer, detail) => {
    const found = wrong(now, handedIn('first', before));
    expect(found).toMatchObject([{ rule, pointer, hard: true, cases: ['first'] }]);
    expect(found[0]?.detail?.zh).toMatch(detail);
    expect(found[0]?.detail?.en).toContain('number first');
    expect(found[0]?.text.zh && found[0].text.en).toBeTruthy();
  });

  it.each(AGAIN)('%s: is nothing where that claim has ended without payment', (_what, before, now) => {
    expect(wrong(now, { ...handedIn('first', before), holds: [] })).toEqual([]);
  });

  it.each(CLAIM_KINDS)('%s: alone nothing is taken, and each rule that is met is said once', (kind) => {
    const items = heldByOwn(limits(CLAIMS[kind]), []);
    expect(items.every(({ outcome, detail }) => outcome === 'met' && detail === null)).toBe(true);
    expect(new Set(items.map(({ rule, text }) => `${rule} ${text.en}`)).size).toBe(items.length);
  });

  it.each(CLAIM_KINDS)('%s: of an empty draft nothing is said', (kind) => {
    expect(wrong({ kind } as ClaimDraft, handedIn('first', CLAIMS[kind]))).toEqual([]);
  });

  it('counts kinds of courses in a year, and lets another year be', () => {
    const [hold] = limits(syb);
    if (hold?.kind !== 'course') throw new Error('no course is held');
    const { most, other } = { most: 2, other: '网络创业培训' };
    const before = { id: 'first', submittedOn: null, holds: ['A', 'B'].map((course) => ({ ...hold, course })) };
    const found = (one: typeof hold) => heldByOwn([one], [before]).filter(({ outcome }) => outcome === 'failed');
    expect(found({ ...hold, course: other, typesPerYear: most })).toMatchObject([
      { rule: 'course-taken-already', cases: ['first'], detail: { zh: '2026 年已有：A、B已在您的另一件申请中（编号 first）' } },
    ]);
    expect(found({ ...hold, course: other, typesPerYear: 3 })).toEqual([]);
    expect(found({ ...hold, course: other, typesPerYear: null })).toEqual([]);
    expect(found({ ...hold, course: other, typesPerYear: most, year: 2027 })).toEqual([]);
  });

  it('names the years that are used up, and whose they are', () => {
    const held = [2023, 2024, 2025].map((year) => ({
      id: `of-${year}`,
      submittedOn: `${year}-05-03`,
      holds: [{ kind: 'years', key: `years/taicang-venue-rent-subsidy/${APPLICANT}`, year }],
    }));
    expect(wrong(rent, ...held)).toMatchObject([{ rule: 'years-used-up', pointer: '/year', cases: ['of-2023', 'of-2024', 'of-2025'] }]);
    expect(wrong({ ...rent, year: 2025 }, ...held)).toEqual([]);
  });

  it('lets the founder of a firm come back with the same firm, and no household of another', () => {
    const later = { ...rent, monthsFrom: '2026-11', monthsTo: '2026-12', household: [{ relativeId: 'r', ...aPerson('李亲属') }] };
    expect(wrong(later, handedIn('first', rent))).toEqual([]);
    const others = { ...handedIn('first', rent) };
    const taken = others.holds.map((hold) => (hold.kind === 'exclusion' ? { ...hold, holder: 'another-firm' } : hold));
    expect(wrong(later, { ...others, holds: taken }).map(({ rule, pointer }) => [rule, pointer])).toContainEqual(['excluded', '/founder']);
  });

  it('knows who had the very course, and nobody who had another', () => {
    const claim = { ...training, trainees: [aTrainee(1, '甲'), aTrainee(2, '乙')] };
    const { personKey } = aTrainee(1, '甲');
    expect(trainedByOwn(limits(claim), [handedIn('first', syb)])).toEqual(new Set([personKey]));
    expect(trainedByOwn(limits({ ...claim, course: '网络创业培训' }), [handedIn('first', syb)])).toEqual(new Set());
  });

  it('lets months beside one another and lines of others be', () => {
    const months = handedIn('first', { ...broadband, monthsFrom: '2025-06', monthsTo: '2025-12' });
    expect(wrong(broadband, months)).toEqual([]);
    expect(wrong({ ...broadband, lineNumber: '051200000000' }, handedIn('first', broadband))).toEqual([]);
    expect(wrong({ ...events, filingId: 'filing-other' }, handedIn('first', events))).toEqual([]);
    expect(wrong({ ...events, filingId: 'filing-later', heldOn: day('2026-06-20') }, handedIn('first', events))).toEqual([]);
  });

  it('takes a bill that two programmes exclude each other for from the second', () => {
    const [bill] = [
      {
        kind: 'bill' as const,
        key: `${invoiceIdAt(1)}/a+b`,
        holder: 'a',
        pointer: '/lines/0/invoiceId',
        text: { zh: '不重复', en: 'not twice' },
        citation: null,
        confidence: 'typical' as const,
        exceeding: 'refuses' as const,
      },
    ];
    const other = (holder: string) => [{ id: 'first', submittedOn: day('2026-05-03'), holds: [{ kind: 'bill', key: bill.key, holder }] }];
    expect(heldByOwn([bill], other('b'))).toMatchObject([{ outcome: 'failed', rule: 'excluded', pointer: '/lines/0/invoiceId' }]);
    expect(heldByOwn([bill], other('a'))).toMatchObject([{ outcome: 'met' }]);
  });
});
