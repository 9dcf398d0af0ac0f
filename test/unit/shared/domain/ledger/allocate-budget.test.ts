import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AllocationRule, allocateBudget, type WaitingCase } from '../../../../../shared/domain/ledger/allocate-budget.ts';

const waits = (caseId: string, amountFen: number, priority = 0, day = 1): WaitingCase => ({
  caseId,
  amountFen,
  priority,
  submittedAt: `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`,
});
const BY_ORDER: AllocationRule = { kind: 'by-order', skip: false };
const SKIPPING: AllocationRule = { kind: 'by-order', skip: true };
const PRO_RATA: AllocationRule = { kind: 'pro-rata' };
const granted = (available: number, cases: readonly WaitingCase[], rule: AllocationRule) =>
  Object.fromEntries(allocateBudget(available, cases, rule).granted.map(({ caseId, amountFen }) => [caseId, amountFen]));

describe('an allocation by order', () => {
  const cases = [waits('late', 50, 0, 3), waits('early', 60, 0, 1), waits('first', 30, 1, 9), waits('small', 5, 0, 4)];

  it('goes by priority, then by time, then by id', () => {
    expect(allocateBudget(1_000, [...cases, waits('a', 1, 0, 3)], BY_ORDER)).toMatchObject({
      granted: ['first', 'early', 'a', 'late', 'small'].map((caseId) => ({ caseId })),
      waiting: [],
      leftFen: 854,
    });
  });

  it('lets nobody pass who came later, unless the programme says so', () => {
    expect(allocateBudget(100, cases, BY_ORDER)).toEqual({
      granted: [
        { caseId: 'first', amountFen: 30 },
        { caseId: 'early', amountFen: 60 },
      ],
      waiting: ['late', 'small'],
      leftFen: 10,
    });
    expect(allocateBudget(100, cases, SKIPPING)).toMatchObject({ waiting: ['late'], leftFen: 5 });
  });

  it('grants whole amounts: the last fen decides', () => {
    expect(granted(90, cases, BY_ORDER)).toEqual({ first: 30, early: 60 });
    expect(granted(89, cases, BY_ORDER)).toEqual({ first: 30 });
    expect(granted(0, cases, BY_ORDER)).toEqual({});
  });
});

describe('an allocation pro rata', () => {
  it('shares what is short and loses no fen: odd ones go to the largest remainders', () => {
    expect(granted(100, [waits('a', 100), waits('b', 100), waits('c', 100)], PRO_RATA)).toEqual({ a: 34, b: 33, c: 33 });
    expect(granted(1_000, [waits('a', 500), waits('b', 1_500)], PRO_RATA)).toEqual({ a: 250, b: 750 });
  });

  it('pays whole what suffices, and leaves the rest', () => {
    expect(allocateBudget(500, [waits('a', 200), waits('b', 300)], PRO_RATA)).toMatchObject({ leftFen: 0, waiting: [] });
    expect(allocateBudget(501, [waits('a', 200), waits('b', 300)], PRO_RATA).leftFen).toBe(1);
  });

  it('lets wait whoever would get nothing', () => {
    expect(allocateBudget(2, [waits('a', 10), waits('b', 10), waits('c', 10)], PRO_RATA)).toMatchObject({ waiting: ['c'], leftFen: 0 });
    expect(allocateBudget(0, [waits('a', 10)], PRO_RATA)).toEqual({ granted: [], waiting: ['a'], leftFen: 0 });
  });
});

describe('any allocation', () => {
  const rule = fc.constantFrom(BY_ORDER, SKIPPING, PRO_RATA);
  const cases = fc.uniqueArray(
    fc.record({
      caseId: fc.string({ minLength: 1, maxLength: 4 }),
      amountFen: fc.integer({ min: 1, max: 10 ** 15 }),
      priority: fc.integer({ min: 0, max: 3 }),
      submittedAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'),
    }),
    { selector: ({ caseId }) => caseId, maxLength: 8 },
  );

  it('gives away what there is and no more, to each what was asked and no more, and forgets nobody', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * 10 ** 15 }), cases, rule, (available, list, how) => {
        const { granted: given, waiting, leftFen } = allocateBudget(available, list, how);
        expect(given.reduce((sum, { amountFen }) => sum + amountFen, 0) + leftFen).toBe(available);
        for (const { caseId, amountFen } of given) {
          const asked = list.find((one) => one.caseId === caseId)?.amountFen ?? 0;
          expect(amountFen).toBeGreaterThan(0);
          if (how.kind === 'pro-rata') expect(amountFen).toBeLessThanOrEqual(asked);
          else expect(amountFen).toBe(asked);
        }
        expect([...given.map(({ caseId }) => caseId), ...waiting].sort()).toEqual(list.map(({ caseId }) => caseId).sort());
        if (how.kind === 'pro-rata' && waiting.length > 0) expect(leftFen).toBe(0);
      }),
    );
  });

  it('is the same whatever order the cases are read in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 15 }), cases, rule, (available, list, how) => {
        expect(allocateBudget(available, [...list].reverse(), how)).toEqual(allocateBudget(available, list, how));
      }),
    );
  });

  it.each([
    ['less than nothing available', -1, [waits('a', 1)]],
    ['half a fen available', 0.5, [waits('a', 1)]],
    ['nothing asked', 10, [waits('a', 0)]],
    ['half a fen asked', 10, [waits('a', 0.5)]],
    ['one case twice', 10, [waits('a', 1), waits('a', 2)]],
  ])('is a fault with %s', (_, available, list) => {
    expect(() => allocateBudget(available, list, BY_ORDER)).toThrow(RangeError);
  });
});
