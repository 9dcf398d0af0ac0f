import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgrammeVersion } from '../../../../../shared/domain/policy/programme.ts';
import type { Claim } from '../../../../../shared/domain/subsidies/claim.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import type { OtherGrants } from '../../../../../shared/domain/subsidies/other-grants.ts';
import { APPLICANT, aLine, aSession, aTrainee, CLAIMS, computed, day, programmeOf, SELLER } from './claims.ts';
import { broadband, mentoring, paid, rent, training, utilities } from './counted-claims.ts';

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
