import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { round } from '../../../../../shared/domain/kernel/money.ts';
import { evaluateFormula } from '../../../../../shared/domain/policy/evaluate-formula.ts';
import type { FactValue } from '../../../../../shared/domain/policy/fact.ts';
import type { Formula } from '../../../../../shared/domain/policy/formula.ts';
import { aDictionary, aFact } from '../../../../support/facts.ts';
import { aLeaf } from '../../../../support/rules.ts';

const DICTIONARY = aDictionary(
  aFact('x.spent', 'money'),
  aFact('x.other', 'money'),
  aFact('x.asked', 'money'),
  aFact('x.heads', 'integer'),
  aFact('x.days', 'integer'),
  aFact('x.rate', 'integer'),
  aFact('x.stage', 'choice'),
);
const words = { zh: 't', en: 't' };
const tier = (id: string, word: string, gives: Formula, more = {}) => ({
  id,
  when: aLeaf(id, 'x.stage', 'eq', word),
  gives,
  text: words,
  confidence: 'sourced' as const,
  ...more,
});

const compute = (formula: Formula, facts: Record<string, FactValue>) => {
  const result = evaluateFormula(formula, { facts: new Map(Object.entries(facts)), dictionary: DICTIONARY });
  const range = result.range && [
    Number(round(result.range.min, 'half-up-to-fen')),
    result.range.max && Number(round(result.range.max, 'half-up-to-fen')),
  ];
  return { ...result, range };
};

const half: Formula = { share: { fact: 'x.spent' }, pct: '50' };
const capped: Formula = { cap: half, at: { yuan: 300 }, per: 'year' };

it.each<[string, Formula, Record<string, FactValue>, unknown]>([
  ['share', half, { 'x.spent': 1001 }, [501, 501]],
  ['share, unknown', half, {}, [0, null]],
  ['cap below', capped, { 'x.spent': 50_000 }, [25_000, 25_000]],
  ['cap reached', capped, { 'x.spent': 60_001 }, [30_000, 30_000]],
  ['cap, unknown', capped, {}, [0, 30_000]],
  ['per unit', { perUnit: { yuan: 500 }, count: 'x.heads', atMost: 6 }, { 'x.heads': 4 }, [200_000, 200_000]],
  ['per unit, at most', { perUnit: { yuan: 500 }, count: 'x.heads', atMost: 6 }, { 'x.heads': 9 }, [300_000, 300_000]],
  ['per unit, unknown', { perUnit: { yuan: 500 }, count: 'x.heads', atMost: 6 }, {}, [0, 300_000]],
  ['deduct', { deduct: { fact: 'x.other' }, from: { fact: 'x.spent' } }, { 'x.spent': 100, 'x.other': 30 }, [70, 70]],
  ['deduct, more than there is', { deduct: { fact: 'x.other' }, from: { fact: 'x.spent' } }, { 'x.spent': 100, 'x.other': 130 }, [0, 0]],
  ['deduct, unknown', { deduct: { fact: 'x.other' }, from: { fact: 'x.spent' } }, { 'x.spent': 100 }, [0, 100]],
  ['ceiling, nothing asked', { ceiling: { yuan: 5 }, asked: 'x.asked' }, {}, [500, 500]],
  ['ceiling, less asked', { ceiling: { yuan: 5 }, asked: 'x.asked' }, { 'x.asked': 400 }, [400, 400]],
  ['ceiling, more asked', { ceiling: { yuan: 5 }, asked: 'x.asked' }, { 'x.asked': 600 }, [500, 500]],
  ['min, max, sum', { sum: [{ min: [{ yuan: 1 }, { yuan: 2 }] }, { max: [{ yuan: 1 }, { yuan: 2 }] }] }, {}, [300, 300]],
  ['interest', { interest: { yuan: 3_000_000 }, rateBp: 100, days: 'x.days', dayCount: 365 }, { 'x.days': 180 }, [1_479_452, 1_479_452]],
  ['interest, unknown rate', { interest: { yuan: 100 }, rateBp: 'x.rate', days: 'x.days', dayCount: 360 }, { 'x.days': 180 }, [0, null]],
])('%s', (_name, formula, facts, expected) => expect(compute(formula, facts).range).toEqual(expected));

describe('tiers', () => {
  const tiers: Formula = { tiers: [tier('one', 'a', { yuan: 1 }, { rateCapBpOverLpr: 50 }), tier('two', 'b', { yuan: 2 })] };
  it.each([
    ['a', { range: [100, 100], tier: 'met', terms: { rateCapBpOverLpr: 50 } }],
    ['b', { range: [200, 200], tier: 'met', terms: {} }],
    ['c', { range: undefined, tier: 'failed', terms: {} }],
  ])('by a known word: %s', (stage, expected) => expect(compute(tiers, { 'x.stage': stage })).toMatchObject(expected));
  it('give a range while the word is unknown, and say what is missing', () => {
    expect(compute(tiers, {})).toMatchObject({ range: [100, 200], tier: 'unknown', terms: {}, missing: ['x.stage'] });
  });
});

describe('a table', () => {
  const table: Formula = { table: { a: { yuan: 1 }, b: { yuan: 9 } }, by: 'x.stage' };
  it('gives its row', () => expect(compute(table, { 'x.stage': 'b' })).toMatchObject({ range: [900, 900], tier: 'met' }));
  it('gives nothing for a word it lacks', () =>
    expect(compute(table, { 'x.stage': 'c' })).toMatchObject({ range: undefined, tier: 'failed' }));
  it('gives a range while the word is unknown', () =>
    expect(compute(table, {})).toMatchObject({ range: [100, 900], missing: ['x.stage'] }));
});

it('whatever the unknowns turn out to be, the amount lies in the range', () => {
  const formula: Formula = {
    cap: {
      deduct: { fact: 'x.other' },
      from: { sum: [{ tiers: [tier('a', 'a', half), tier('b', 'b', { fact: 'x.spent' })] }, { perUnit: { yuan: 3 }, count: 'x.heads' }] },
    },
    at: { yuan: 400 },
    per: 'project',
  };
  const whole = fc.record({
    'x.spent': fc.integer({ min: 0, max: 100_000 }),
    'x.other': fc.integer({ min: 0, max: 100_000 }),
    'x.heads': fc.integer({ min: 0, max: 200 }),
    'x.stage': fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(whole, fc.subarray(['x.spent', 'x.other', 'x.heads', 'x.stage'] as const), (facts, known) => {
      const [exact] = compute(formula, facts).range as number[];
      const [min, max] = compute(formula, Object.fromEntries(known.map((fact) => [fact, facts[fact]]))).range as [number, number | null];
      expect(min <= (exact as number) && (max === null || (exact as number) <= max)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
