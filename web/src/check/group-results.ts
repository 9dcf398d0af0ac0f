import type { MatchAnswer, MatchResult } from '../../../shared/domain/matching/answer.ts';
import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import { askedFor } from './asked-for.ts';
import type { Answers } from './state.ts';

/** can: may apply now · one: one answer settles it · open: needs more answers · not: fails a clause · template: no county has adopted it. */
export const RESULT_GROUPS = ['can', 'one', 'open', 'not', 'template'] as const;
export type ResultGroup = (typeof RESULT_GROUPS)[number];

/** The questions still open for a programme, each once; about the applicant, about this request, or both. */
export function openQuestions(
  facts: readonly string[],
  scope: 'applicant' | 'request' | 'any',
  answers: Answers,
  dictionary: FactDictionary,
): string[] {
  const wanted = facts.filter((id) => scope === 'any' || dictionary.get(id)?.scope === scope);
  const questions = wanted.flatMap((id) => askedFor(id, dictionary));
  return [...new Set(questions)].filter((id) => !(id in answers.facts));
}

/** The single answers that can each open the way: the last fact missing, or one of several that would do. */
export function singleAnswers(result: MatchResult, answers: Answers, dictionary: FactDictionary): string[] {
  const questions = (facts: readonly string[]) => openQuestions(facts, 'applicant', answers, dictionary);
  const ways = result.flips.filter((flip) => flip.kind === 'supply').map((flip) => questions(flip.needs.map((need) => need.fact)));
  return [...new Set([questions(result.missingFacts), ...ways].filter((way) => way.length === 1).flat())];
}

function groupOf(result: MatchResult, answers: Answers, dictionary: FactDictionary): ResultGroup {
  if (result.template) return 'template';
  if (result.applicantVerdict === 'eligible') return 'can';
  if (result.applicantVerdict === 'ineligible') return 'not';
  return singleAnswers(result, answers, dictionary).length > 0 ? 'one' : 'open';
}

export type GroupedResults = Readonly<Record<ResultGroup, readonly MatchResult[]>>;

/** The results under their headings, each in the order of rank. */
export function groupResults(answer: MatchAnswer, answers: Answers, dictionary: FactDictionary): GroupedResults {
  const groups: Record<ResultGroup, MatchResult[]> = { can: [], one: [], open: [], not: [], template: [] };
  for (const result of answer.results) groups[groupOf(result, answers, dictionary)].push(result);
  return groups;
}
