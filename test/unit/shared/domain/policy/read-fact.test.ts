import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../../../shared/domain/policy/read-fact.ts';
import { aDictionary, aFact } from '../../../../support/facts.ts';

const DICTIONARY = aDictionary(
  aFact('x.flag', 'boolean'),
  aFact('x.count', 'integer', { min: 0, max: 1000 }),
  aFact('x.share', 'decimal', { min: 0, max: 100 }),
  aFact('x.money', 'money', { min: 0, max: 1e13 }),
  aFact('x.date', 'date'),
  aFact('x.place', 'division'),
  aFact('x.word', 'choice'),
  aFact('x.open', 'choices', { open: true }),
  aFact('x.id', 'text', { pattern: '^[A-Z]+$', nullable: true }),
);

it.each([
  ['x.money', 0.07, 7],
  ['x.money', 20_000_000.01, 2_000_000_001],
  ['x.money', 1e13, 1e15],
  ['x.share', 12.3456, 12.3456],
  ['x.id', null, null],
  ['x.open', ['anything'], ['anything']],
])('reads %s %j as %j', (fact, wire, expected) => {
  expect(readFacts({ [fact]: wire }, DICTIONARY)).toEqual({ ok: true, value: new Map([[fact, expected]]) });
});

describe('refuses', () => {
  it.each([
    ['x.nothing', 1, 'unknown-fact'],
    ['x.flag', 'true', 'wrong-type'],
    ['x.count', 1.5, 'wrong-type'],
    ['x.count', '12', 'wrong-type'],
    ['x.count', -1, 'out-of-range'],
    ['x.count', Number.NaN, 'wrong-type'],
    ['x.money', 100.005, 'too-many-decimals'],
    ['x.money', 1e-7, 'too-many-decimals'],
    ['x.money', 1e14, 'out-of-range'],
    ['x.money', -0.01, 'out-of-range'],
    ['x.money', '2000万', 'wrong-type'],
    ['x.money', { value: 2000, unit: '万' }, 'wrong-type'],
    ['x.date', '2026-02-30', 'malformed'],
    ['x.date', 20260101, 'malformed'],
    ['x.place', '3205', 'malformed'],
    ['x.word', 'd', 'not-a-choice'],
    ['x.word', ['a'], 'wrong-type'],
    ['x.open', 'a', 'wrong-type'],
    ['x.open', ['x'.repeat(65)], 'wrong-type'],
    ['x.open', Array(51).fill('a'), 'wrong-type'],
    ['x.id', 'lower', 'malformed'],
    ['x.flag', null, 'not-nullable'],
  ])('%s = %j: %s', (fact, wire, code) => {
    const read = readFacts({ [fact]: wire }, DICTIONARY);
    expect(read.ok ? read : read.refusal.map((refusal) => [refusal.fact, refusal.code])).toEqual([[fact, code]]);
  });

  it('every wrong fact, not only the first', () => {
    const read = readFacts({ 'x.flag': 1, 'x.count': 'a', 'x.date': '2026-01-01' }, DICTIONARY);
    expect(read.ok ? [] : read.refusal.map((refusal) => refusal.fact)).toEqual(['x.flag', 'x.count']);
  });
});
