import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { deriveFacts } from '../../../../../shared/domain/policy/derive.ts';
import type { FactValue } from '../../../../../shared/domain/policy/fact.ts';
import type { Reference } from '../../../../../shared/domain/policy/reference.ts';
import { aDictionary, aFact } from '../../../../support/facts.ts';

const name = { zh: '软件', en: 'software' };
const REFERENCE = {
  sizeClasses: {
    industries: [
      {
        code: '12',
        name,
        large: { employees: 300, revenueCny: 100_000_000 },
        medium: { employees: 100, revenueCny: 10_000_000 },
        small: { employees: 10, revenueCny: 500_000 },
        confidence: 'sourced',
      },
    ],
    byIndustryCode: { '65': '12' },
    otherwise: '16',
  },
  lpr1y: {
    rows: [
      { from: '2024-01-01', rateBp: 345 },
      { from: '2024-07-22', rateBp: 335 },
    ],
    knownUntil: '2025-11-20',
    confidence: 'typical',
  },
  divisions: [],
  instruments: {},
} as unknown as Reference;

const asOf = { kind: 'months-completed', from: 'f.founded', to: 'asOf' };
const DICTIONARY = aDictionary(
  aFact('f.age', 'integer', { min: 0, derived: asOf }),
  aFact('f.founded', 'date'),
  aFact('f.loss_year', 'integer', { derived: { kind: 'years-begun', from: 'f.entry', to: 'f.loss' } }),
  aFact('f.entry', 'date'),
  aFact('f.loss', 'date'),
  aFact('f.ratio', 'decimal', { max: 100, derived: { kind: 'ratio-pct', of: 'f.rd', by: 'f.staff' } }),
  aFact('f.rd', 'integer'),
  aFact('f.staff', 'integer'),
  aFact('f.size', 'choice', {
    choices: ['micro', 'small', 'medium', 'large'].map((value) => ({ value, zh: value, en: value })),
    derived: { kind: 'size-class', industry: 'f.industry', employees: 'f.staff', revenue: 'f.revenue', assets: 'f.assets' },
  }),
  aFact('f.industry', 'text'),
  aFact('f.revenue', 'money'),
  aFact('f.assets', 'money'),
  aFact('f.status', 'text', { derived: { kind: 'same-as', fact: 'c.status' } }),
  aFact('c.status', 'text', {
    derived: { kind: 'community-status', recordedOn: 'c.recorded', certifiedOn: 'c.certified', exitedOn: 'c.exited' },
  }),
  aFact('c.recorded', 'date'),
  aFact('c.certified', 'date'),
  aFact('c.exited', 'date'),
  aFact('m.lpr', 'integer', { derived: { kind: 'dated-table', table: 'lpr-1y' } }),
);

const derive = (facts: Record<string, FactValue>, day = '2026-11-23') =>
  deriveFacts(new Map(Object.entries(facts)), day as CivilDate, DICTIONARY, REFERENCE);
const derived = (fact: string, facts: Record<string, FactValue>, day?: string) => {
  const result = derive(facts, day);
  return result.ok ? result.value.get(fact) : result.refusal.map((conflict) => conflict.sides);
};

it.each([
  ['f.age', { 'f.founded': '2025-11-24' }, 11],
  ['f.age', { 'f.founded': '2025-11-23' }, 12],
  ['f.age', { 'f.age': 7 }, 7],
  ['f.loss_year', { 'f.entry': '2020-05-10', 'f.loss': '2025-05-10' }, 5],
  ['f.loss_year', { 'f.entry': '2020-05-10', 'f.loss': '2025-05-11' }, 6],
  ['f.ratio', { 'f.rd': 1, 'f.staff': 8 }, 12.5],
  ['f.ratio', { 'f.rd': 499_999, 'f.staff': 5_000_000 }, 9.99998],
  ['f.ratio', { 'f.rd': 1, 'f.staff': 0 }, undefined],
  ['f.size', { 'f.industry': 'I6510', 'f.staff': 9 }, 'micro'],
  ['f.size', { 'f.industry': 'I6510', 'f.staff': 12 }, undefined],
  ['f.size', { 'f.industry': '65', 'f.staff': 12, 'f.revenue': 49_999_999 }, 'micro'],
  ['f.size', { 'f.industry': '65', 'f.staff': 12, 'f.revenue': 50_000_000 }, 'small'],
  ['f.size', { 'f.industry': '65', 'f.staff': 300, 'f.revenue': 10_000_000_000 }, 'large'],
  ['f.status', { 'c.recorded': '2020-01-01' }, 'recorded_pilot'],
  ['f.status', { 'c.recorded': '2027-01-01' }, 'applying'],
  ['f.status', { 'c.recorded': '2020-01-01', 'c.certified': '2023-01-01' }, 'certified'],
  ['f.status', { 'c.recorded': '2020-01-01', 'c.exited': '2026-11-23' }, 'exited'],
  ['f.status', {}, undefined],
  ['m.lpr', {}, undefined],
  ['m.lpr', { 'm.lpr': 300 }, 300],
] as const)('%s of %j is %j', (fact, facts, expected) => expect(derived(fact, facts)).toEqual(expected));

it('takes the rate of the day, and none before the table begins', () => {
  expect([derived('m.lpr', {}, '2024-07-21'), derived('m.lpr', {}, '2024-07-22'), derived('m.lpr', {}, '2020-01-01')]).toEqual([
    345,
    335,
    undefined,
  ]);
});

describe('contradictions', () => {
  it.each([
    ['an age that does not follow', { 'f.age': 7, 'f.founded': '2025-11-23' }, ['f.age', 'f.founded']],
    ['a firm founded after the day asked for', { 'f.founded': '2027-01-01' }, ['asOf', 'f.founded']],
    ['another percentage', { 'f.ratio': 33, 'f.rd': 1, 'f.staff': 3 }, ['f.ratio', 'f.rd', 'f.staff']],
    ['more of a part than there is of the whole', { 'f.rd': 4, 'f.staff': 3 }, ['f.rd', 'f.staff']],
    ['a class that does not follow', { 'f.size': 'large', 'f.industry': '65', 'f.staff': 3 }, ['f.size', 'f.industry', 'f.staff']],
    ['a class already out of reach', { 'f.size': 'large', 'f.industry': '65', 'f.staff': 12 }, ['f.size', 'f.industry', 'f.staff']],
    ['two names for one thing', { 'f.status': 'exited', 'c.recorded': '2020-01-01' }, ['f.status', 'c.recorded']],
  ] as const)('%s', (_name, facts, sides) => expect(derive(facts)).toEqual({ ok: false, refusal: [{ sides }] }));

  it('are not seen in a percentage rounded to two decimals, nor in a class still open', () => {
    expect(derived('f.ratio', { 'f.ratio': 33.33, 'f.rd': 1, 'f.staff': 3 })).toBeCloseTo(33.3333, 4);
    expect(derived('f.size', { 'f.size': 'small', 'f.industry': '65', 'f.staff': 12 })).toBe('small');
  });
});
