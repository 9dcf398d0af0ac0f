import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgrammeVersion } from '../../../../../shared/domain/policy/programme.ts';
import type { Claim } from '../../../../../shared/domain/subsidies/claim.ts';
import { computeClaim } from '../../../../../shared/domain/subsidies/compute-claim.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import type { OtherGrants } from '../../../../../shared/domain/subsidies/other-grants.ts';
import {
  APPLICANT,
  aLine,
  aSession,
  aTrainee,
  CLAIMS,
  computed,
  day,
  FILING,
  keyOfPerson,
  programmeOf,
  questionFor,
  SELLER,
  snapshotFor,
} from './claims.ts';

const { broadband, training, mentoring, events, rent, utilities } = CLAIMS;
/** The broadband subsidy with one clause about others. */
const saying = (said: Omit<ProgrammeVersion['exclusions'][number], 'confidence'>): ProgrammeVersion => ({
  ...programmeOf('broadband').version,
  exclusions: [{ ...said, confidence: 'sourced' }],
});
const granting =
  (...others: [string, number][]): OtherGrants =>
  (id) => {
    const fen = new Map(others).get(id);
    return fen === undefined ? undefined : { grantedFen: fen, paidFen: fen, pending: false };
  };
const paid = (...fen: number[]) => fen.map((amount, at) => aLine(at + 1, amount));

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

describe('what lowers an amount', () => {
  const yearCap = `cap/community-broadband-subsidy/${APPLICANT}/2026`;
  it('is what is left of the cap of the year, and the trace says so', () => {
    const { computedFen, trace, caps } = computed(broadband, { left: new Map([[yearCap, 150_000]]) });
    expect(caps).toMatchObject([{ key: yearCap, capFen: 2_000_000 }]);
    expect(computedFen).toBe(150_000);
    expect(trace.at(-1)).toMatchObject({ maxFen: 150_000, text: { zh: '年度上限 20000 元，还剩 1500 元' } });
    expect(computed(broadband, { left: new Map([[yearCap, 0]]) })).toMatchObject({ computedFen: 0, verdict: 'eligible' });
    expect(computed(broadband, { left: new Map([[yearCap, 9e9]]) }).computedFen).toBe(400_000);
  });
  it('is each cap there is: of mentoring by firm and by year, of rent by site and by year', () => {
    expect(computed(mentoring).caps).toMatchObject([
      { key: `cap/community-mentor-subsidy/${APPLICANT}/2026/firm/${SELLER}`, capFen: 300_000 },
      { key: `cap/community-mentor-subsidy/${APPLICANT}/2026`, capFen: 10_000_000 },
    ]);
    expect(computed(rent).caps).toMatchObject([
      { key: `cap/taicang-venue-rent-subsidy/${APPLICANT}/2026`, capFen: 500_000 },
      { key: 'cap/taicang-venue-rent-subsidy/site/320585.上海路1号a座/2026', capFen: 500_000, citation: { ref: 'S51' } },
    ]);
    expect(computed({ ...rent, premises: 'own', lines: [] }).caps.map(({ key }) => key)).toEqual([
      'cap/taicang-venue-rent-subsidy/site/320585.上海路1号a座/2026',
    ]);
    expect(computed(training).caps).toEqual([]);
  });
  it('is what others granted, where the programme deducts it; an amount nobody knows is a question and leaves a range', () => {
    const words = { zh: '相应扣除', en: 'taken off' };
    const ask = (...others: [string, number][]) =>
      computed(broadband, { version: saying({ kind: 'deduct', programmes: ['p-1', 'p-2'], text: words }), others: granting(...others) });
    expect(ask(['p-1', 100_000], ['p-2', 50_000])).toMatchObject({ computedFen: 250_000, verdict: 'eligible' });
    expect(ask(['p-1', 100_000], ['p-2', 50_000]).trace.at(-1)).toMatchObject({
      text: { zh: '相应扣除：扣除 1500 元', en: 'taken off: less 1500 yuan' },
      maxFen: 250_000,
    });
    expect(ask(['p-1', 400_000], ['p-2', 1]).computedFen).toBe(0);
    expect(ask(['p-1', 100_000])).toMatchObject({ verdict: 'unknown', computedFen: null, bounds: { minFen: 0, maxFen: 400_000 } });
    expect(ask(['p-1', 100_000]).clauses.at(-1)).toMatchObject({ id: 'deduction.1', text: words, outcome: 'unknown', fact: null });
  });
  it('is never lowered by less than a fact says of what is granted elsewhere, nor by less than is granted here', () => {
    const fact = 'project.other_city_money_cny';
    const version = saying({ kind: 'deduct', programmes: ['p-1'], fact, text: { zh: '相应扣除', en: 'taken off' } });
    const ask = (yuan: number | undefined, ...others: [string, number][]) =>
      computed(broadband, { version, settled: yuan === undefined ? {} : { [fact]: yuan }, others: granting(...others) });
    expect(ask(undefined).clauses.at(-1)).toMatchObject({ id: 'deduction.1', outcome: 'unknown', fact });
    expect(ask(500)).toMatchObject({ verdict: 'eligible', computedFen: 350_000 });
    expect(ask(500, ['p-1', 70_000]).computedFen).toBe(330_000);
    expect(ask(900, ['p-1', 70_000]).computedFen).toBe(310_000);
    expect(ask(undefined, ['p-1', 70_000]).computedFen).toBe(330_000);
  });
  it('is deducted for the year of the costs alone, where the clause says so', () => {
    const asked: (number | null)[] = [];
    const others: OtherGrants = (_id, year) => {
      asked.push(year);
      return { grantedFen: 0, paidFen: 0, pending: false };
    };
    const text = { zh: '相应扣除', en: 'taken off' };
    computed(broadband, { version: saying({ kind: 'deduct', programmes: ['p-1'], text }), others });
    expect(new Set(asked.splice(0))).toEqual(new Set([null]));
    computed(broadband, { version: saying({ kind: 'deduct', programmes: ['p-1'], per: 'year', text }), others });
    expect(new Set(asked)).toEqual(new Set([2026]));
  });
  it('is never a prerequisite: that decides yes or no', () => {
    const words = { zh: '省级给予补偿的', en: 'only where the province pays' };
    const version = saying({ kind: 'prerequisite', programmes: ['p-1'], text: words });
    const ask = (grant?: ReturnType<OtherGrants>) => computed(broadband, { version, others: () => grant });
    expect(ask()).toMatchObject({ verdict: 'unknown', computedFen: 400_000 });
    expect(ask({ grantedFen: 0, paidFen: 0, pending: false })).toMatchObject({ verdict: 'ineligible', computedFen: 0, benefit: null });
    expect(ask({ grantedFen: 0, paidFen: 0, pending: true })).toMatchObject({ verdict: 'unknown' });
    expect(ask({ grantedFen: 9, paidFen: 0, pending: true })).toMatchObject({ verdict: 'unknown' });
    expect(ask({ grantedFen: 9, paidFen: 9, pending: false })).toMatchObject({ verdict: 'eligible', computedFen: 400_000 });
    expect(ask().clauses.at(-1)).toMatchObject({ id: 'prerequisite.1', text: words, outcome: 'unknown', fact: null });
  });
  it.each([
    [true, 'eligible'],
    [false, 'ineligible'],
    [undefined, 'unknown'],
  ] as const)('hangs on a fact where what must have been paid first is not paid here: %s', (said, verdict) => {
    const fact = 'project.provincial_compensation_granted';
    const version = saying({
      kind: 'prerequisite',
      programmes: ['p-1'],
      fact,
      text: { zh: '省级给予补偿的', en: 'where the province pays' },
    });
    const answer = computed(broadband, { version, settled: said === undefined ? {} : { [fact]: said }, others: () => undefined });
    expect(answer.verdict).toBe(verdict);
    expect(answer.clauses.at(-1)).toMatchObject({ id: 'prerequisite.1', fact });
  });
});

describe('for every claim', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 90_000_000 }), { minLength: 1, maxLength: 8 });
  const EXPENSES = ['rent', 'water', 'energy'] as const;
  const anyClaim: fc.Arbitrary<Claim> = fc
    .tuple(fc.constantFrom(...CLAIM_KINDS), amounts, fc.nat(8), fc.integer({ min: 1, max: 5 }))
    .map(([kind, fen, more, at]): Claim => {
      const lines = fen.map((amount, index) => aLine(index + 1, amount));
      if (kind === 'training') return { ...training, trainees: fen.map((_, index) => aTrainee(index + 1)) };
      if (kind === 'mentoring')
        return { ...mentoring, sessions: fen.map((amount, index) => ({ ...aSession(index + 1), signedByFirm: amount % 5 > 0 })) };
      if (kind === 'rent') {
        const whole = fen.reduce((sum, amount) => sum + amount, 0) + more * 1000;
        return more > 4 ? { ...rent, lines, sharedWith: more, siteRentFen: whole } : { ...rent, lines };
      }
      if (kind === 'utilities') {
        const bills = lines.map((line, index) => ({ ...line, expense: EXPENSES[index % 3] as 'rent', meter: 'm', discountFen: more + 1 }));
        return { ...utilities, occupiedYear: at, lines: bills };
      }
      return { ...CLAIMS[kind], lines } as Claim;
    });
  const rowIds = (claim: Claim): string[] => computed(claim).rows.map(({ lineId }) => lineId);
  const strikesOf = (ids: readonly string[]) => ids.map((lineId) => ({ lineId, reason: 'r' }));
  const fen = (claim: Claim, struck: readonly string[] = []): number =>
    computed(claim, { strikes: strikesOf(struck) }).computedFen ?? Number.NaN;

  it('striking a row never raises the amount, and striking all leaves nothing', () => {
    fc.assert(
      fc.property(anyClaim, fc.infiniteStream(fc.boolean()), (claim, coin) => {
        const order = rowIds(claim);
        let before = fen(claim);
        const struck: string[] = [];
        for (const id of order) {
          if (!coin.next().value) continue;
          struck.push(id);
          const after = fen(claim, struck);
          expect(after).toBeLessThanOrEqual(before);
          before = after;
        }
        expect(fen(claim, order)).toBe(0);
      }),
    );
  });
  it('the order of its rows says nothing', () => {
    fc.assert(
      fc.property(anyClaim, fc.nat(), (claim, seed) => {
        const turn = <Row>(rows: readonly Row[]) =>
          rows
            .map((row, at) => ({ row, at: (at * 7919 + seed) % 104_729 }))
            .sort((a, b) => a.at - b.at)
            .map(({ row }) => row);
        const turned = {
          ...claim,
          ...('lines' in claim && claim.lines && { lines: turn(claim.lines as object[]) }),
          ...('trainees' in claim && { trainees: turn(claim.trainees) }),
          ...('sessions' in claim && { sessions: turn(claim.sessions) }),
        } as Claim;
        const { computedFen, rows, trace } = computed(claim);
        expect(computed(turned)).toMatchObject({ computedFen, rows, trace });
      }),
    );
  });
  it('the amount is whole yuan, at most every cap and every rest of one, and less rest is never more', () => {
    fc.assert(
      fc.property(anyClaim, fc.nat(30_000_000), fc.nat(1_000_000), (claim, rest, less) => {
        const { caps, computedFen } = computed(claim);
        expect((computedFen ?? 1) % 100).toBe(0);
        for (const { capFen } of caps) expect(computedFen).toBeLessThanOrEqual(capFen);
        const lowered = (leftFen: number) =>
          computed(claim, { left: new Map(caps.map(({ key }) => [key, leftFen])) }).computedFen ?? Number.NaN;
        if (caps.length > 0) expect(lowered(rest)).toBe(Math.min(computedFen ?? Number.NaN, rest));
        expect(lowered(Math.max(0, rest - less))).toBeLessThanOrEqual(lowered(rest));
      }),
    );
  });
  it('firms that share a site together never get more than the site may have', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 2, maxLength: 9 }), (rents) => {
        const siteRentFen = rents.reduce((sum, one) => sum + one, 0);
        const got = rents.map((one) => fen({ ...rent, lines: paid(one), sharedWith: rents.length - 1, siteRentFen }));
        expect(got.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(500_000);
      }),
    );
  });
});

it('a day of the calendar decides whether the rule was in force', () => {
  expect(computed(rent, { asOf: day('2027-06-01') }).verdict).toBe('eligible');
  expect(computed(rent, { asOf: day('2027-07-02') }).verdict).toBe('ineligible');
});
