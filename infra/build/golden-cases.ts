import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '../../shared/catalogue/read-catalogue.ts';
import { answerMatch, type MatchResult } from '../../shared/domain/matching/answer.ts';
import { adoptTemplate } from '../../shared/domain/policy/adopt.ts';
import type { GoldenCase, Programme } from '../../shared/domain/policy/programme.ts';
import { readFacts } from '../../shared/domain/policy/read-fact.ts';

/** What a case expects and what the product answers, both in the words of the case. */
export interface GoldenComparison {
  readonly expected: GoldenCase['expect'];
  readonly answered: Partial<GoldenCase['expect']> | { readonly refused: unknown };
}

/** Puts a golden case to the real answer. Missing facts are compared as a set. */
export function compareGoldenCase({ dictionary, reference }: Catalogue, programme: Programme, golden: GoldenCase): GoldenComparison {
  const { missingFacts, ...rest } = golden.expect;
  const expected = { ...rest, ...(missingFacts && { missingFacts: missingFacts.toSorted() }) };
  const facts = readFacts(golden.facts, dictionary);
  if (!facts.ok) return { expected, answered: { refused: facts.refusal } };
  const judged = golden.adoptedBy ? adoptTemplate(programme, golden.adoptedBy, dictionary) : programme;
  const catalogue = { catalogueVersion: 'golden', programmes: [judged], dictionary, reference };
  const answer = answerMatch(catalogue, { facts: facts.value, asOf: golden.asOf });
  if (!answer.ok) return { expected, answered: { refused: answer.refusal } };
  const [result] = answer.value.results;
  return { expected, answered: result ? spokenOf(result, golden.expect) : { verdict: 'not-in-force' } };
}

/** What a result says of the things a case speaks of. */
function spokenOf(result: MatchResult, expected: GoldenCase['expect']): Partial<GoldenCase['expect']> {
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
    missingFacts: result.missingFacts.toSorted(),
  };
  const named = Object.keys(expected) as (keyof typeof all)[];
  return Object.fromEntries(named.map((key) => [key, all[key]])) as Partial<GoldenCase['expect']>;
}

/** One line for each golden case that is not answered as its programme file says. */
export function goldenFaults(catalogue: Catalogue): string[] {
  return catalogue.programmes.flatMap((programme) =>
    (catalogue.goldenCases.get(programme.id) ?? []).flatMap((golden, index) => {
      const { expected, answered } = compareGoldenCase(catalogue, programme, golden);
      if (isDeepStrictEqual(answered, expected)) return [];
      const place = `programmes/${programme.id}.json /goldenCases/${index} (${golden.name})`;
      return [`${place}: expected ${JSON.stringify(expected)}, the answer is ${JSON.stringify(answered)}`];
    }),
  );
}
