import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../../../shared/domain/policy/criteria.ts';
import { atLeast, evaluateCriterion, evaluateLeaf, type Outcome, requestGoesWell } from '../../../../../shared/domain/policy/evaluate.ts';
import type { FactValue } from '../../../../../shared/domain/policy/fact.ts';
import { aDictionary, aFact } from '../../../../support/facts.ts';
import { aLeaf } from '../../../../support/rules.ts';

const TYPES = {
  flag: aFact('x.flag', 'boolean'),
  count: aFact('x.count', 'integer'),
  money: aFact('x.money', 'money'),
  date: aFact('x.date', 'date'),
  place: aFact('x.place', 'division'),
  word: aFact('x.word', 'choice'),
  words: aFact('x.words', 'choices'),
};

describe('a leaf', () => {
  it.each([
    ['flag', 'eq', true, true, 'met'],
    ['flag', 'eq', true, false, 'failed'],
    ['count', 'lt', 5, 5, 'failed'],
    ['count', 'lt', 5, 4, 'met'],
    ['count', 'lte', 5, 5, 'met'],
    ['count', 'lte', 5, 6, 'failed'],
    ['count', 'gt', 5, 5, 'failed'],
    ['count', 'gte', 5, 5, 'met'],
    ['count', 'between', [5, 15], 5, 'met'],
    ['count', 'between', [5, 15], 15, 'met'],
    ['count', 'between', [5, 15], 16, 'failed'],
    ['money', 'lte', 20_000_000, 2_000_000_000, 'met'],
    ['money', 'lte', 20_000_000, 2_000_000_001, 'failed'],
    ['date', 'gte', '2018-03-29', '2018-03-29', 'met'],
    ['date', 'gte', '2018-03-29', '2018-03-28', 'failed'],
    ['place', 'prefix', '3205', '320576', 'met'],
    ['place', 'prefix', '3205', '320600', 'failed'],
    ['word', 'in', ['a', 'b'], 'b', 'met'],
    ['word', 'in', ['a', 'b'], 'c', 'failed'],
    ['words', 'intersects', ['a', 'b'], ['c', 'b'], 'met'],
    ['words', 'intersects', ['a', 'b'], [], 'failed'],
    ['words', 'noneOf', ['a'], ['b'], 'met'],
    ['words', 'noneOf', ['a'], ['a', 'b'], 'failed'],
    ['words', 'noneOf', ['a'], null, 'met'],
    ['words', 'intersects', ['a'], null, 'failed'],
    ['money', 'exists', true, null, 'failed'],
    ['money', 'exists', true, 0, 'met'],
    ['money', 'lte', 10, null, 'failed'],
    ['money', 'exists', true, undefined, 'unknown'],
    ['words', 'noneOf', ['a'], undefined, 'unknown'],
  ] as const)('%s %s %j of %j is %s', (type, op, required, actual, expected) => {
    const definition = TYPES[type];
    expect(evaluateLeaf(aLeaf('l', definition.id, op, required), definition, actual as FactValue | undefined)).toBe(expected);
  });
});

const DICTIONARY = aDictionary(aFact('a.a', 'boolean'), aFact('b.b', 'boolean', { scope: 'request' }));
const a = aLeaf('a', 'a.a', 'eq', true);
const b = aLeaf('b', 'b.b', 'eq', true);
const values: Record<Outcome, boolean | undefined> = { met: true, failed: false, unknown: undefined };
const given = (left: Outcome, right: Outcome): Map<string, boolean> => {
  const entries: [string, boolean | undefined][] = [
    ['a.a', values[left]],
    ['b.b', values[right]],
  ];
  return new Map(entries.filter((entry): entry is [string, boolean] => entry[1] !== undefined));
};

/** Kleene's tables, whole. */
describe.each([
  ['all', { all: [a, b] }, 'met failed unknown failed failed failed unknown failed unknown'],
  ['any', { any: [a, b] }, 'met met met met failed unknown met unknown unknown'],
  ['atLeast 2', { atLeast: 2, of: [a, b] }, 'met failed unknown failed failed failed unknown failed unknown'],
  ['not all', { not: { all: [a, b] } }, 'failed met unknown met met met unknown met unknown'],
] as const)('%s', (_name, node, table) => {
  const outcomes = ['met', 'failed', 'unknown'] as const;
  it.each(outcomes.flatMap((left, row) => outcomes.map((right, column) => [left, right, table.split(' ')[row * 3 + column]] as const)))(
    '%s and %s give %s',
    (left, right, expected) => expect(evaluateCriterion(node as Criterion, given(left, right), DICTIONARY)).toBe(expected),
  );
});

it('an empty "all" asks nothing', () => expect(atLeast(0, [])).toBe('met'));

describe('the applicant alone', () => {
  it('takes clauses about the request to go well, also under "not"', () => {
    expect(evaluateCriterion({ all: [a, b] }, given('met', 'failed'), DICTIONARY, requestGoesWell)).toBe('met');
    expect(evaluateCriterion({ all: [a, { not: b }] }, given('met', 'met'), DICTIONARY, requestGoesWell)).toBe('met');
    expect(evaluateCriterion({ all: [a, b] }, given('failed', 'met'), DICTIONARY, requestGoesWell)).toBe('failed');
  });
});
