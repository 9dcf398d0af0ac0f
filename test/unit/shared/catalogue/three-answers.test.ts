import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../shared/catalogue/read-catalogue.ts';
import { explainProgramme, type MatchResult } from '../../../../shared/domain/matching/answer.ts';
import { everyLeafOf } from '../../../../shared/domain/matching/turns.ts';
import type { Leaf } from '../../../../shared/domain/policy/criteria.ts';
import { definitionOf, operandInside } from '../../../../shared/domain/policy/evaluate.ts';
import type { FactValue } from '../../../../shared/domain/policy/fact.ts';
import { factsOf } from '../../../../shared/domain/policy/formula-parts.ts';
import type { Programme, ProgrammeVersion } from '../../../../shared/domain/policy/programme.ts';

const catalogue = { ...readCatalogue(), catalogueVersion: 'files' };
const { dictionary } = catalogue;
const AS_OF = '2026-11-23' as never;
const RUNS = process.env.LONG ? 2_000 : 60;

/** Values on, just below and just above what a clause asks for. */
function around(leaf: Leaf): FactValue[] {
  const definition = definitionOf(dictionary, leaf.fact);
  const operand = operandInside(leaf.value, definition);
  const near = (value: unknown): FactValue[] => {
    if (typeof value === 'number') return [value - 1, value, value + 1];
    if (definition.type === 'division') return [String(value).padEnd(6, '0'), '110000'];
    return [value as FactValue];
  };
  if (definition.type === 'choices') return [[], [...(operand as string[])].slice(0, 1), ['别的']];
  if (definition.type === 'boolean') return [true, false];
  const values = Array.isArray(operand) ? operand.flatMap(near) : near(operand);
  return definition.type === 'choice' ? [...values, '别的'] : values;
}

/** Every fact a version asks about, with a value near what it asks. */
function wholeFacts(version: ProgrammeVersion): fc.Arbitrary<Record<string, FactValue>> {
  const values = new Map<string, FactValue[]>();
  for (const leaf of everyLeafOf(version))
    if (leaf.op !== 'exists') values.set(leaf.fact, [...(values.get(leaf.fact) ?? []), ...around(leaf)]);
  for (const leaf of everyLeafOf(version))
    if (leaf.op === 'exists')
      values.set(leaf.fact, [...(values.get(leaf.fact) ?? []), null, dictionary.get(leaf.fact)?.type === 'money' ? 100_000_000 : 'JS-1']);
  for (const fact of factsOf(version.benefit.amount)) {
    const words = dictionary.get(fact)?.choices?.map(({ value }) => value);
    if (!values.has(fact)) values.set(fact, words ?? [0, 1, 3, 365, 1_000_000, 900_000_000]);
  }
  return fc.record(Object.fromEntries([...values].map(([fact, list]) => [fact, fc.constantFrom(...list)])));
}

const explain = (programme: Programme, version: ProgrammeVersion, facts: Record<string, FactValue>): MatchResult =>
  explainProgramme(programme, version, AS_OF, new Map(Object.entries(facts)), catalogue);

const rangeOf = ({ benefit }: MatchResult): [number, number] => [
  benefit?.amountFen ?? benefit?.minFen ?? 0,
  benefit?.amountFen ?? benefit?.maxFen ?? Number.POSITIVE_INFINITY,
];

describe.each(
  catalogue.programmes.flatMap((programme) =>
    programme.versions.map((version) => ({ programme, version, name: `${programme.id} ${version.version}` })),
  ),
)('$name', ({ programme, version }) => {
  it('never takes back an answer as more becomes known', () => {
    const partly = wholeFacts(version).chain((facts) => fc.tuple(fc.constant(facts), fc.subarray(Object.keys(facts))));
    fc.assert(
      fc.property(partly, ([facts, known]) => {
        const whole = explain(programme, version, facts);
        const part = explain(programme, version, Object.fromEntries(known.map((fact) => [fact, facts[fact] as FactValue])));
        const cameToNothing = whole.clauses.some(({ id, outcome }) => id === 'benefit.amount' && outcome === 'failed');
        if (part.verdict !== 'unknown' && !cameToNothing) expect(whole.verdict).toBe(part.verdict);
        for (const clause of part.clauses) {
          // The amount's own clause goes when there is no tier left to compute one from.
          if (clause.outcome === 'unknown' || clause.id === 'benefit.amount') continue;
          expect(whole.clauses.find(({ id }) => id === clause.id)?.outcome, clause.id).toBe(clause.outcome);
        }
        if (whole.benefit && part.benefit) {
          const [exact, upper] = rangeOf(whole);
          const [min, max] = rangeOf(part);
          // A ceiling is lowered to what is asked for; it is never raised.
          const low = version.benefit.kind.endsWith('_ceiling') ? 0 : min;
          expect(low <= exact && upper <= max, `${exact}..${upper} in ${min}..${max}`).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('asks no question when it says no, and some when it cannot say', () => {
    fc.assert(
      fc.property(
        wholeFacts(version).chain((facts) => fc.subarray(Object.entries(facts))),
        (known) => {
          const result = explain(programme, version, Object.fromEntries(known));
          if (result.verdict === 'ineligible') expect([result.missingFacts, result.benefit]).toEqual([[], null]);
          if (result.verdict === 'unknown' && !result.template) expect(result.missingFacts.length).toBeGreaterThan(0);
          if (result.verdict === 'eligible') expect(result.applicantVerdict).toBe('eligible');
          expect(result.missingFacts.filter((fact) => known.some(([id]) => id === fact))).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
