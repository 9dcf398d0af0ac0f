import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../shared/catalogue/read-catalogue.ts';
import { answerMatch, type MatchResult } from '../../../../shared/domain/matching/answer.ts';
import { adoptTemplate } from '../../../../shared/domain/policy/adopt.ts';
import type { GoldenCase, Programme } from '../../../../shared/domain/policy/programme.ts';
import { readFacts } from '../../../../shared/domain/policy/read-fact.ts';

const { dictionary, reference, programmes, goldenCases } = readCatalogue();

/** The answer to a case, as the product gives it. */
function answer(programme: Programme, golden: GoldenCase): { result: MatchResult | undefined; notInForce: number } {
  const facts = readFacts(golden.facts, dictionary);
  if (!facts.ok) throw new Error(JSON.stringify(facts.refusal));
  const judged = golden.adoptedBy ? adoptTemplate(programme, golden.adoptedBy, dictionary) : programme;
  const catalogue = { catalogueVersion: 'golden', programmes: [judged], dictionary, reference };
  const answered = answerMatch(catalogue, { facts: facts.value, asOf: golden.asOf });
  if (!answered.ok) throw new Error(JSON.stringify(answered.refusal));
  return { result: answered.value.results[0], notInForce: answered.value.notInForce.length };
}

/** What a result says of the things a case speaks of, in the words of the case. */
function spoken(result: MatchResult, expected: GoldenCase['expect']): GoldenCase['expect'] {
  const { benefit } = result;
  const outcomes = Object.fromEntries(result.clauses.map((clause) => [clause.id, clause.outcome]));
  const all = {
    verdict: result.verdict,
    applicantVerdict: result.applicantVerdict,
    version: result.version,
    clauses: Object.fromEntries(Object.keys(expected.clauses ?? {}).map((id) => [id, outcomes[id]])),
    priority: result.priority?.outcome,
    amountFen: benefit ? benefit.amountFen : null,
    minFen: benefit?.minFen,
    maxFen: benefit?.maxFen,
    rateCapBpOverLpr: benefit?.rateCapBpOverLpr,
    termMonthsMax: benefit?.termMonthsMax,
    feesFen: Object.fromEntries((benefit?.fees ?? []).map((fee) => [fee.id, fee.amountFen])),
    missingFacts: [...result.missingFacts].sort(),
  };
  const named = Object.keys(expected) as (keyof typeof all)[];
  return Object.fromEntries(named.map((key) => [key, all[key]])) as GoldenCase['expect'];
}

describe.each(programmes.map((programme) => [programme.id, programme] as const))('%s', (id, programme) => {
  const cases = goldenCases.get(id) ?? [];

  it.each(cases.map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    const { result, notInForce } = answer(programme, golden);
    if (golden.expect.verdict === 'not-in-force') {
      expect({ result, notInForce }).toEqual({ result: undefined, notInForce: 1 });
      return;
    }
    expect(result).toBeDefined();
    const { missingFacts, ...expected } = golden.expect;
    const wanted = { ...expected, ...(missingFacts && { missingFacts: [...missingFacts].sort() }) };
    expect(spoken(result as MatchResult, golden.expect)).toEqual(wanted);
  });

  it('has an eligible case, an ineligible one and one with unknown facts', () => {
    const verdicts = new Set(cases.map((golden) => golden.expect.verdict));
    expect([...verdicts]).toEqual(expect.arrayContaining(['eligible', 'ineligible', 'unknown']));
  });
});
