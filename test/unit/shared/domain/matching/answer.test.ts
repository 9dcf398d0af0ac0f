import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { answerMatch } from '../../../../../shared/domain/matching/answer.ts';
import type { Criterion } from '../../../../../shared/domain/policy/criteria.ts';
import type { FactValue } from '../../../../../shared/domain/policy/fact.ts';
import type { Programme } from '../../../../../shared/domain/policy/programme.ts';
import type { Reference } from '../../../../../shared/domain/policy/reference.ts';
import { aDictionary, aFact } from '../../../../support/facts.ts';
import { aLeaf, aProgramme } from '../../../../support/rules.ts';

const AGE = { kind: 'months-completed', from: 'f.founded', to: 'asOf' };
const DICTIONARY = aDictionary(
  aFact('f.age', 'integer', { min: 0, changes: 'by-time', derived: AGE }),
  aFact('f.founded', 'date', { changes: 'fixed' }),
  aFact('f.staff', 'integer'),
  aFact('f.birthplace', 'choice', { changes: 'fixed' }),
  aFact('f.titles', 'choices'),
  aFact('f.revenue', 'money'),
  aFact('f.rd', 'integer'),
  aFact('f.rd_ratio', 'decimal', { derived: { kind: 'ratio-pct', of: 'f.rd', by: 'f.staff' } }),
  aFact('e.kind', 'choice', { scope: 'request' }),
  aFact('e.paid', 'money', { scope: 'request' }),
);
const REFERENCE = { lpr1y: { rows: [], knownUntil: '2020-01-01' } } as unknown as Reference;
const TODAY = '2026-11-23' as CivilDate;

const ask = (programmes: Programme | Programme[], facts: Record<string, FactValue> = {}, more: Record<string, unknown> = {}) => {
  const catalogue = { catalogueVersion: 'c', programmes: [programmes].flat(), dictionary: DICTIONARY, reference: REFERENCE };
  const answer = answerMatch(catalogue, { facts: new Map(Object.entries(facts)), asOf: TODAY, ...more });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
};
const only = (criteria: Criterion, facts: Record<string, FactValue> = {}) => {
  const [result] = ask(aProgramme(criteria), facts).results;
  if (!result) throw new Error('no result');
  return result;
};

const staff = aLeaf('staff', 'f.staff', 'lte', 200);
const old = aLeaf('old', 'f.age', 'gte', 12);
const young = aLeaf('young', 'f.age', 'lte', 36);
const title = aLeaf('title', 'f.titles', 'intersects', ['a', 'b']);
const born = aLeaf('born', 'f.birthplace', 'eq', 'a');
const kind = aLeaf('kind', 'e.kind', 'eq', 'a');

describe('the verdict', () => {
  it.each([
    [{}, 'unknown', 'unknown'],
    [{ 'f.staff': 200 }, 'unknown', 'eligible'],
    [{ 'f.staff': 200, 'e.kind': 'a' }, 'eligible', 'eligible'],
    [{ 'f.staff': 200, 'e.kind': 'b' }, 'ineligible', 'eligible'],
    [{ 'f.staff': 201, 'e.kind': 'a' }, 'ineligible', 'ineligible'],
  ])('%j: %s, the applicant alone: %s', (facts, verdict, applicantVerdict) => {
    expect(only({ all: [staff, kind] }, facts)).toMatchObject({ verdict, applicantVerdict });
  });

  it('lists open clauses of the request as conditions where the applicant passes', () => {
    const ids = (facts: Record<string, FactValue>) => only({ all: [staff, kind] }, facts).conditions.map(({ id }) => id);
    expect([ids({ 'f.staff': 1 }), ids({ 'f.staff': 1, 'e.kind': 'a' }), ids({ 'f.staff': 999 })]).toEqual([['kind'], [], []]);
  });

  it('asks only for facts that can still turn it', () => {
    expect(only({ all: [{ any: [staff, title] }, born] }, { 'f.staff': 1 }).missingFacts).toEqual(['f.birthplace']);
    expect(only({ all: [staff, born] }, { 'f.staff': 999 }).missingFacts).toEqual([]);
  });

  it('never says a template can be had', () => {
    expect(ask(aProgramme(staff, { yuan: 1 }, { regionCode: null }), { 'f.staff': 1 }).results[0]).toMatchObject({
      template: true,
      verdict: 'unknown',
      applicantVerdict: 'unknown',
    });
  });

  it.each([0, 99])('is no, without a benefit, when the amount of half of %i fen comes to nothing', (paid) => {
    const result = ask(aProgramme(staff, { share: { fact: 'e.paid' }, pct: '50' }), { 'f.staff': 1, 'e.paid': paid }).results[0];
    expect(result).toMatchObject({ verdict: 'ineligible', applicantVerdict: 'eligible', benefit: null });
    expect(result?.clauses.find(({ id }) => id === 'benefit.amount')).toMatchObject({ outcome: 'failed' });
  });
});

describe('what would change it', () => {
  it('supplies what is unknown, changes what can be changed, and leaves what is fixed', () => {
    expect(only({ all: [staff, title] }, { 'f.staff': 300 }).flips).toEqual([
      {
        kind: 'change',
        needs: [
          { fact: 'f.staff', op: 'lte', value: 200 },
          { fact: 'f.titles', op: 'intersects', value: ['a', 'b'] },
        ],
      },
    ]);
    expect(only({ all: [staff, born] }, { 'f.birthplace': 'b' }).flips).toEqual([]);
  });

  it('names the shortest ways first, at most five of at most four needs', () => {
    const many = Array.from({ length: 8 }, (_, index) => aLeaf(`l${index}`, 'f.titles', 'intersects', [`w${index}`]));
    const flips = only({ any: [{ all: [staff, title] }, ...many] }).flips;
    expect(flips.length).toBe(5);
    expect(flips.every((flip) => flip.needs.length === 1)).toBe(true);
    expect(only({ all: many.slice(0, 5) }).flips).toEqual([]);
  });

  it('changes what is counted, not the share that follows from it', () => {
    const share = aLeaf('share', 'f.rd_ratio', 'gte', 10);
    expect(only(share, { 'f.staff': 55, 'f.rd': 2 }).flips).toEqual([{ kind: 'change', needs: [{ fact: 'f.rd', op: 'gte', value: 6 }] }]);
    expect(only(share, { 'f.staff': 55 }).flips).toEqual([{ kind: 'supply', needs: [{ fact: 'f.rd_ratio', op: 'gte', value: 10 }] }]);
  });

  it('leaves out a way that asks for more than another asks for', () => {
    const flips = only({ all: [staff, { any: [title, { all: [title, kind] }, kind] }] }).flips;
    expect(flips.map((flip) => flip.needs.map(({ fact }) => fact))).toEqual([
      ['f.staff', 'f.titles'],
      ['f.staff', 'e.kind'],
    ]);
  });

  it('does not offer two needs that cannot both be', () => {
    expect(only({ all: [aLeaf('more', 'f.staff', 'gte', 10), aLeaf('less', 'f.staff', 'lt', 5)] }).flips).toEqual([]);
    expect(only({ all: [aLeaf('more', 'f.staff', 'gte', 10), aLeaf('less', 'f.staff', 'lte', 10)] }).flips).toHaveLength(1);
  });

  it('turns "not" round', () => {
    expect(only({ not: staff }, { 'f.staff': 5 }).flips).toEqual([{ kind: 'change', needs: [{ fact: 'f.staff', op: 'gt', value: 200 }] }]);
  });
});

describe('time', () => {
  it('says from which day one is old enough, and until when young enough', () => {
    const result = only({ all: [old, young] }, { 'f.founded': '2026-03-01' });
    expect(result.flips).toEqual([
      { kind: 'wait', needs: [{ fact: 'f.age', op: 'gte', value: 12 }], from: '2027-03-01', until: '2029-04-01' },
    ]);
    expect(result.turns).toEqual([
      { on: '2027-03-01', verdict: 'eligible' },
      { on: '2029-04-01', verdict: 'ineligible' },
    ]);
  });

  it('joins waiting with what can be done meanwhile', () => {
    expect(only({ all: [old, title] }, { 'f.founded': '2026-03-01' }).flips).toEqual([
      {
        kind: 'wait',
        needs: [
          { fact: 'f.age', op: 'gte', value: 12 },
          { fact: 'f.titles', op: 'intersects', value: ['a', 'b'] },
        ],
        from: '2027-03-01',
      },
    ]);
  });

  it('gives no date for an age told without one, and no way back to youth', () => {
    expect(only(old, { 'f.age': 5 }).flips).toEqual([{ kind: 'wait', needs: [{ fact: 'f.age', op: 'gte', value: 12 }] }]);
    expect(only(young, { 'f.age': 40 }).flips).toEqual([]);
  });

  it('ends with the programme', () => {
    const programme = aProgramme(staff, { yuan: 1 }, {}, { effective: { from: null, to: '2027-01-01', confidence: 'sourced' } });
    expect(ask(programme, { 'f.staff': 1 }).results[0]?.turns).toEqual([{ on: '2027-01-01', verdict: 'ineligible' }]);
  });
});

describe('which programmes', () => {
  const past = aProgramme(
    staff,
    { yuan: 1 },
    { id: 'past' },
    { effective: { from: '2024-01-01', to: '2025-01-01', confidence: 'sourced' } },
  );
  const here = aProgramme(staff, { yuan: 1 }, { id: 'here', applicants: ['carrier'] });

  it('sets apart those not in force', () => {
    const answer = ask([past, here]);
    expect(answer.results.map(({ programmeId }) => programmeId)).toEqual(['here']);
    expect(answer.notInForce).toEqual([{ programmeId: 'past', from: '2024-01-01', to: '2025-01-01' }]);
  });
  it('gives the rules then in force on an earlier day', () => {
    expect(ask([past], {}, { asOf: '2024-12-31' }).results).toHaveLength(1);
    expect(ask([past], {}, { asOf: '2025-01-01' }).results).toHaveLength(0);
  });
  it('leaves out those for other applicants', () => expect(ask([here], {}, { applicant: 'enterprise' }).results).toEqual([]));
  it('refuses one that does not exist', () => {
    const catalogue = { catalogueVersion: 'c', programmes: [here], dictionary: DICTIONARY, reference: REFERENCE };
    expect(answerMatch(catalogue, { facts: new Map(), asOf: TODAY, programmeIds: ['here', 'nowhere'] })).toEqual({
      ok: false,
      refusal: { code: 'unknown-programme', ids: ['nowhere'] },
    });
  });
});

describe('the order', () => {
  const loan = (id: string) =>
    aProgramme(
      staff,
      { yuan: 10_000_000 },
      { id },
      { benefit: { kind: 'loan_ceiling', per: 'once', amount: { yuan: 10_000_000 }, rounding: 'half-up-to-yuan', confidence: 'sourced' } },
    );
  it('puts grants before credit, yes before maybe, more before less, and never wavers', () => {
    const rich = aProgramme(staff, { yuan: 100_000 }, { id: 'z-rich' });
    const poor = aProgramme(staff, { yuan: 1000 }, { id: 'b-poor' });
    const twin = aProgramme(staff, { yuan: 1000 }, { id: 'a-poor' });
    const maybe = aProgramme(title, { yuan: 1_000_000 }, { id: 'maybe' });
    const ids = ask([loan('loan'), maybe, poor, rich, twin], { 'f.staff': 1 }).results.map(({ programmeId }) => programmeId);
    expect(ids).toEqual(['z-rich', 'a-poor', 'b-poor', 'maybe', 'loan']);
  });
  it('credit earns nothing by its amount, and every score is the sum of its parts', () => {
    const { results } = ask([loan('loan'), aProgramme(staff)], { 'f.staff': 1 });
    expect(results.find(({ programmeId }) => programmeId === 'loan')?.score.parts.find(({ name }) => name === 'amount')).toMatchObject({
      points: 0,
      max: 0,
    });
    for (const { score } of results) expect(score.total).toBe(score.parts.reduce((sum, part) => sum + part.points, 0));
  });
});

describe('honesty', () => {
  it.each([
    [2025, false],
    [2024, true],
    [null, true],
  ])('a source of %s is historical: %s', (year, historical) => {
    const source = { ref: 'S1', title: 't', year, url: null, reliability: 'r' };
    expect(ask(aProgramme(staff, { yuan: 1 }, { sources: [source] })).results[0]?.honesty).toMatchObject({ confirmed: false, historical });
  });
});
