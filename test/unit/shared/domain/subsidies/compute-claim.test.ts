import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../../shared/domain/subsidies/claim.ts';
import { computeClaim } from '../../../../../shared/domain/subsidies/compute-claim.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import { aLine, aSession, aTrainee, CLAIMS, computed, FILING, keyOfPerson, programmeOf, questionFor, snapshotFor } from './claims.ts';
import { broadband, events, mentoring, paid, rent, training, utilities } from './counted-claims.ts';

/** Amounts by hand from the texts of the programmes (reference.md 3.12 and 8); yuan. */
const GOLDEN: readonly (readonly [what: string, claim: Claim, yuan: number])[] = [
  ['broadband: half of 3,000 + 5,000', broadband, 4000],
  ['broadband: half of 40,000 is just the cap of the year', { ...broadband, lines: paid(1_500_000, 2_500_000) }, 20_000],
  ['broadband: half of 50,001 is above it', { ...broadband, lines: paid(5_000_100) }, 20_000],
  ['broadband: half of 101 rounds half up', { ...broadband, lines: paid(10_100) }, 51],
  ['broadband: half of 100.99 rounds down', { ...broadband, lines: paid(10_099) }, 50],
  ['training: SYB, 20 × 1,500', training, 30_000],
  ['training: GYB, 1 × 300', { ...training, course: '创业意识培训(GYB)', trainees: [aTrainee(1)] }, 300],
  ['training: online, 3 × 2,000', { ...training, course: '网络创业培训', trainees: [1, 2, 3].map((at) => aTrainee(at)) }, 6000],
  ['training: a course of no amount', { ...training, course: '改善企业培训(IYB)' }, 0],
  ['mentoring: 4 × 500', mentoring, 2000],
  ['mentoring: 10 × 500 above 3,000 a firm', { ...mentoring, sessions: Array.from({ length: 10 }, (_, at) => aSession(at)) }, 3000],
  ['mentoring: one session is too few', { ...mentoring, sessions: [aSession(1)] }, 0],
  [
    'mentoring: unsigned sessions do not count',
    { ...mentoring, sessions: [aSession(1), aSession(2), { ...aSession(3), signedByFirm: false }] },
    1000,
  ],
  ['events: 30 % of 100,000', events, 30_000],
  ['events: 30 % of 666,665 rounds to the cap', { ...events, lines: paid(66_666_500) }, 200_000],
  ['events: a contest is none of the four', { ...events, category: '创业大赛' }, 0],
  ['rent: 80 % of 6,000', rent, 4800],
  ['rent: 80 % of 6,250 is just the cap', { ...rent, lines: paid(625_000) }, 5000],
  ['rent: 80 % of 20,000', { ...rent, lines: paid(2_000_000) }, 5000],
  ['rent: own premises, 200 a month for ten months', { ...rent, premises: 'own', lines: [] }, 2000],
  ['rent: own premises for a year', { ...rent, premises: 'own', lines: [], monthsTo: '2026-12' }, 2400],
  ['rent: own premises for a month', { ...rent, premises: 'own', lines: [], monthsTo: '2026-01' }, 200],
  ['rent: a third of a site of 18,750', { ...rent, lines: paid(625_000), sharedWith: 2, siteRentFen: 1_875_000 }, 1666],
  ['rent: little rent on a shared site is not raised', { ...rent, lines: paid(100_000), sharedWith: 1, siteRentFen: 110_000 }, 800],
  // Rent: the lower of 120,000 and 500 m² × 360; 20 % of it. Bills: 15,000 + 7,000 − 2,000 already off; 10 %.
  ['utilities: third year', utilities, 24_000 + 2000],
  [
    'utilities: first year, rent above 360 a square metre',
    { ...utilities, occupiedYear: 1, lines: [{ ...aLine(1, 30_000_000), expense: 'rent' }] },
    90_000,
  ],
  [
    'utilities: fourth year, bills alone',
    { ...utilities, occupiedYear: 4, lines: [{ ...aLine(1, 3_000_000), expense: 'energy', meter: 'm' }] },
    3000,
  ],
  [
    'utilities: all above the cap',
    { ...utilities, occupiedYear: 1, areaM2: 1000, lines: [{ ...aLine(1, 80_000_000), expense: 'rent' }] },
    100_000,
  ],
];

describe('the amount', () => {
  it.each(GOLDEN)('%s', (_what, claim, yuan) => {
    const { computedFen, verdict, trace, rows } = computed(claim);
    expect(computedFen).toBe(yuan * 100);
    expect(verdict).toBe(yuan === 0 ? 'ineligible' : 'eligible');
    if (yuan > 0) expect(trace.at(-1)).toMatchObject({ minFen: yuan * 100, maxFen: yuan * 100 });
    if (rows.length > 0) expect(rows.reduce((sum, { shareFen }) => sum + (shareFen ?? 0), 0)).toBe(yuan * 100);
  });
  it('agrees with the golden cases of the programmes, asked through a claim', () => {
    const facts = { 'firm.founded_on': '2023-11-23' };
    expect(computed(broadband, { snapshot: snapshotFor('broadband', facts) }).verdict).toBe('eligible');
    const old = computed(broadband, { snapshot: snapshotFor('broadband', { 'firm.founded_on': '2023-10-22' }) });
    expect(old).toMatchObject({ verdict: 'ineligible', computedFen: 0, benefit: null });
    expect(old.clauses.find(({ id }) => id === 'age')).toMatchObject({ outcome: 'failed' });
  });
  it('is that of the county that adopted the template, and not certain under the template itself', () => {
    const { programme, version } = programmeOf('broadband');
    const template = { ...programme, regionCode: null };
    expect(computed(broadband, { programme: template, version })).toMatchObject({ verdict: 'unknown', computedFen: 400_000 });
  });
});

describe('the facts', () => {
  it('are what the claim shows; what it cannot show is a question until a reviewer records it', () => {
    const open = computed(training, { settled: undefined });
    expect(open).toMatchObject({ verdict: 'unknown', missingFacts: ['training.provider_designated'], computedFen: 3_000_000 });
    expect(computed(mentoring, { settled: undefined }).missingFacts).toEqual(['mentor.registered']);
    expect(computed(training, { settled: { 'training.provider_designated': false } })).toMatchObject({ verdict: 'ineligible' });
  });
  it('recorded by a reviewer never override what the snapshot or the claim say', () => {
    const settled = { 'firm.community_id': 'JS-320583-01', 'expense.eligible_paid_cny': 100_000 };
    const snapshot = snapshotFor('broadband', { 'firm.community_id': null });
    expect(computed(broadband, { settled, snapshot })).toMatchObject({ verdict: 'ineligible' });
    expect(computed(broadband, { settled })).toMatchObject({ computedFen: 400_000 });
  });
  it('about the request come from the claim alone, whatever a snapshot carries', () => {
    const snapshot = snapshotFor('broadband', { 'expense.kind': 'rent', 'expense.eligible_paid_cny': 1 });
    expect(computed(broadband, { snapshot })).toMatchObject({ verdict: 'eligible', computedFen: 400_000 });
    expect(
      computed(training, { snapshot: snapshotFor('training', { 'training.provider_designated': true }), settled: undefined }).verdict,
    ).toBe('unknown');
  });
  it('of an event depend on its filing: not looked up is unknown, none is no', () => {
    expect(computed(events, { filing: undefined })).toMatchObject({ verdict: 'unknown', missingFacts: ['event.filed_before_held'] });
    expect(computed(events, { filing: null }).verdict).toBe('ineligible');
    expect(computed(events, { filing: { ...FILING, filedAt: '2026-06-17T15:59:59Z' } }).verdict).toBe('eligible');
    expect(computed(events, { filing: { ...FILING, filedAt: '2026-06-17T16:00:00Z' } }).verdict).toBe('ineligible');
  });
  it('of a person who had the course before fail its clause', () => {
    const again = computed(training, { trainedBefore: new Set([keyOfPerson('学员3')]) });
    expect(again.clauses.find(({ id }) => id === 'once')).toMatchObject({ outcome: 'failed', actual: 2 });
    const strikes = [{ lineId: 'trainee-3', reason: '已享受过' }];
    expect(computed(training, { trainedBefore: new Set([keyOfPerson('学员3')]), strikes })).toMatchObject({
      verdict: 'eligible',
      computedFen: 19 * 150_000,
    });
  });
  it('that contradict each other, or that the dictionary does not know, are refused', () => {
    const snapshot = snapshotFor('broadband', { 'firm.age_months': 3 });
    expect(computeClaim(questionFor(broadband, { snapshot }))).toMatchObject({ ok: false, refusal: { code: 'fact-conflict' } });
    expect(computeClaim(questionFor(broadband, { settled: { 'no.such': true } }))).toMatchObject({
      ok: false,
      refusal: { code: 'unreadable-fact', refusals: [{ fact: 'no.such' }] },
    });
  });
  it('of a draft give a range while they are missing, and no amount is made up', () => {
    const draft = computeClaim({ ...questionFor(broadband), claim: { kind: 'broadband', lines: [{ lineId: 'a', amountFen: 100 }] } });
    expect(draft).toMatchObject({
      ok: true,
      value: { computedFen: null, bounds: { minFen: 0, maxFen: 2_000_000 }, requestFacts: { 'expense.kind': 'broadband' } },
    });
    for (const kind of CLAIM_KINDS) {
      const empty = computeClaim({ ...questionFor(CLAIMS[kind]), claim: { kind } as Claim });
      expect(empty.ok && [kind, empty.value.bounds.minFen === 0]).toEqual([kind, true]);
    }
  });
});

describe('the clauses', () => {
  const placesOf = (snapshot: object) =>
    computed(broadband, { snapshot: { ...snapshotFor('broadband'), ...snapshot } })
      .clauses.filter(({ id }) => id.startsWith('adopted.'))
      .map(({ id, outcome }) => [id, outcome]);

  it('leave out the other ways where one of several is met', () => {
    expect(placesOf({})).toEqual([['adopted.enterprise', 'met']]);
    expect(placesOf({ 'carrier.division_code': { value: '320115' } })).toEqual([['adopted.enterprise', 'met']]);
  });

  it('show every way while none is met', () => {
    expect(placesOf({ 'firm.division_code': { value: '320115' } })).toEqual([
      ['adopted.enterprise', 'failed'],
      ['adopted.carrier', 'unknown'],
    ]);
  });
});
