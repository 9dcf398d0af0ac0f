import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareJudgements, type Judged, type KnownFact } from '../../../../../shared/domain/instruments/compare-judgements.ts';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import type { TraceLine } from '../../../../../shared/domain/matching/benefit.ts';
import type { ClauseResult } from '../../../../../shared/domain/policy/judge.ts';

const words = (text: string) => ({ zh: text, en: text });
const clause = fc.record({
  id: fc.constantFrom('age', 'community', 'kind', 'benefit.tier'),
  outcome: fc.constantFrom('met', 'failed', 'unknown'),
  actual: fc.constantFrom(12, true, null, ['a', 'b'], ['b', 'a'], undefined),
  required: fc.constantFrom(36, 48, null),
});
const line = fc.record({ text: fc.constantFrom('合计', '上限'), minFen: fc.constantFrom(0, 100), maxFen: fc.constantFrom(0, 100, null) });
const fact = fc.record({ value: fc.constantFrom(12, true, null, ['a', 'b'], ['b', 'a']), source: fc.constantFrom('self', 'bureau') });

const judged = fc
  .record({
    clauses: fc.uniqueArray(clause, { selector: ({ id }) => id, maxLength: 4 }),
    trace: fc.array(line, { maxLength: 4 }),
    facts: fc.dictionary(fc.constantFrom('firm.a', 'firm.b', 'firm.c'), fact),
  })
  .map(
    ({ clauses, trace, facts }): Judged => ({
      programmeVersion: '1',
      programmeHash: '0'.repeat(64),
      asOf: '2026-05-11' as CivilDate,
      verdict: 'eligible',
      computedFen: 0,
      clauses: clauses.map(
        ({ actual, ...rest }): ClauseResult => ({
          ...rest,
          ...(actual !== undefined && { actual: actual as never }),
          fact: 'firm.a',
          op: 'lte',
          scope: 'applicant',
          text: words(rest.id),
          citation: null,
          confidence: 'sourced',
          group: null,
        }),
      ),
      trace: trace.map(({ text, ...rest }): TraceLine => ({ ...rest, text: words(text), citation: null, confidence: null })),
      facts: Object.fromEntries(Object.entries(facts).map(([id, one]): [string, KnownFact] => [id, { ...one, since: null }])),
    }),
  );

const mirrored = <Side>(pairs: readonly { pinned: Side | null; today: Side | null }[]) =>
  pairs.map(({ pinned, today, ...rest }) => ({ ...rest, pinned: today, today: pinned }));

describe('two judgements of one claim', () => {
  it('have no difference where they rest on the same', () => {
    fc.assert(
      fc.property(judged, (one) => {
        expect(compareJudgements(one, structuredClone(one))).toEqual({ clauses: [], trace: [], facts: [] });
      }),
    );
  });

  it('differ alike from either side', () => {
    fc.assert(
      fc.property(judged, judged, (one, other) => {
        const there = compareJudgements(one, other);
        const back = compareJudgements(other, one);
        expect(back.clauses).toEqual(mirrored(there.clauses));
        expect(back.trace).toEqual(mirrored(there.trace));
        expect(back.facts).toEqual(mirrored(there.facts));
      }),
    );
  });

  it('leave nothing out: what is not named is the same on both sides', () => {
    fc.assert(
      fc.property(judged, judged, (one, other) => {
        const named = new Set(compareJudgements(one, other).clauses.map(({ id }) => id));
        const rest = ({ clauses }: Judged) =>
          clauses.filter(({ id }) => !named.has(id)).map(({ id, outcome, required }) => `${id} ${outcome} ${required}`);
        expect(rest(one).sort()).toEqual(rest(other).sort());
        const facts = new Set(compareJudgements(one, other).facts.map((difference) => difference.fact));
        const left = ({ facts: known }: Judged) =>
          Object.entries(known)
            .filter(([id]) => !facts.has(id))
            .map(([id, { source }]) => `${id} ${source}`);
        expect(left(one).sort()).toEqual(left(other).sort());
      }),
    );
  });

  it('tell an answer from its order, and a second line of the same words from the first', () => {
    const [base] = fc.sample(judged, 1) as [Judged];
    const of = (value: string[]): Judged => ({
      ...base,
      clauses: [],
      facts: { 'firm.a': { value, source: 'self', since: null } },
      trace: [],
    });
    expect(compareJudgements(of(['a', 'b']), of(['b', 'a'])).facts).toEqual([]);
    expect(compareJudgements(of(['a', 'b']), of(['a'])).facts).toHaveLength(1);
    const cap = (minFen: number): TraceLine => ({ text: words('上限'), minFen, maxFen: minFen, citation: null, confidence: null });
    const lines = (...amounts: number[]): Judged => ({ ...of([]), trace: amounts.map(cap) });
    expect(compareJudgements(lines(1, 2), lines(1, 3)).trace).toMatchObject([{ pinned: { minFen: 2 }, today: { minFen: 3 } }]);
    expect(compareJudgements(lines(1), lines(1, 3)).trace).toMatchObject([{ pinned: null, today: { minFen: 3 } }]);
  });
});
