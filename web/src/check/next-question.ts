import type { MatchAnswer, MatchResult } from '../../../shared/domain/matching/answer.ts';
import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import { openQuestions } from './group-results.ts';
import type { Answers } from './state.ts';

/** Everyone knows these by heart, and nearly every programme asks for them; where they are asked for at all, they come first. */
const STARTERS = ['firm.division_code', 'firm.founded_on', 'firm.employees', 'firm.revenue_last_year_cny', 'firm.industry_code'];

/**
 * What to ask about, in this order of rounds: what decides who may apply; what this one request needs; what the models would ask;
 * what settles amounts and who comes first. A later round is asked only when the ones before it have nothing left.
 */
const ROUNDS: readonly ((result: MatchResult) => { readonly facts: readonly string[]; readonly scope: 'applicant' | 'request' | 'any' })[] =
  [
    (result) => ({ facts: !result.template && result.applicantVerdict === 'unknown' ? result.missingFacts : [], scope: 'applicant' }),
    (result) => ({ facts: !result.template && result.verdict === 'unknown' ? result.missingFacts : [], scope: 'any' }),
    (result) => ({ facts: !result.template && result.verdict !== 'ineligible' ? (result.benefit?.missingFacts ?? []) : [], scope: 'any' }),
    (result) => ({ facts: !result.template && result.verdict !== 'ineligible' ? (result.priority?.missingFacts ?? []) : [], scope: 'any' }),
    (result) => ({ facts: result.template ? result.missingFacts : [], scope: 'any' }),
  ];

/** The question whose answer touches most undecided programmes; undefined when nothing is left to ask. Ties by the dictionary's order. */
export function nextQuestion(answer: MatchAnswer, answers: Answers, dictionary: FactDictionary): string | undefined {
  const order = [...dictionary.keys()];
  for (const round of ROUNDS) {
    const touched = new Map<string, number>();
    for (const result of answer.results) {
      const { facts, scope } = round(result);
      for (const id of openQuestions(facts, scope, answers, dictionary)) touched.set(id, (touched.get(id) ?? 0) + 1);
    }
    for (const id of answers.skipped) touched.delete(id);
    const starter = STARTERS.find((id) => touched.has(id)) ?? [...touched.keys()].find((id) => dictionary.get(id)?.type === 'division');
    if (starter) return starter;
    const [best] = [...touched].sort(([a, times], [b, others]) => others - times || order.indexOf(a) - order.indexOf(b));
    if (best) return best[0];
  }
  return undefined;
}

/** How many programmes, of those that could be had, are settled for the applicant. */
export function settledShare(answer: MatchAnswer): { readonly settled: number; readonly all: number } {
  const real = answer.results.filter((result) => !result.template);
  return { settled: real.filter((result) => result.applicantVerdict !== 'unknown').length, all: real.length };
}
