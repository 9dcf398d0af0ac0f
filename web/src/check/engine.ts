import { type CivilDate, parseCivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { answerMatch, type Catalogue, type MatchAnswer } from '../../../shared/domain/matching/answer.ts';
import type { FactValue } from '../../../shared/domain/policy/fact.ts';
import { toDictionary } from '../../../shared/domain/policy/fact-dictionary.ts';
import { readFact } from '../../../shared/domain/policy/read-fact.ts';
import type { CatalogueAnswer } from '../api/types.ts';
import { todayInShanghai } from '../words/format.ts';
import type { Answers } from './state.ts';

/** The catalogue as the evaluator wants it, made once. */
export function catalogueOf(answer: CatalogueAnswer): Catalogue {
  return {
    catalogueVersion: answer.catalogueVersion,
    programmes: answer.programmes,
    adopted: answer.adopted,
    dictionary: toDictionary(answer.facts),
    reference: answer.reference,
  };
}

/** The sum of all answers; `conflicts` are answers that contradict each other, which are then left out. */
export type Evaluated = { readonly answer: MatchAnswer; readonly conflicts: readonly string[] };

/** Judges every programme on these answers, today in China. Runs in the browser: the answers go nowhere. */
export function evaluate(catalogue: Catalogue, answers: Answers): Evaluated {
  const facts = new Map<string, FactValue>();
  for (const [id, value] of Object.entries(answers.facts)) {
    const definition = catalogue.dictionary.get(id);
    const read = definition && readFact(definition, value);
    if (read?.ok) facts.set(id, read.value);
  }
  const asOf = parseCivilDate(todayInShanghai()) as CivilDate;
  const ask = (known: ReadonlyMap<string, FactValue>) =>
    answerMatch(catalogue, { facts: known, asOf, ...(answers.applicant && { applicant: answers.applicant }) });
  const first = ask(facts);
  if (first.ok) return { answer: first.value, conflicts: [] };
  const conflicts =
    first.refusal.code === 'fact-conflict'
      ? first.refusal.conflicts.flatMap(({ sides }) => sides.find((side) => side !== 'asOf') ?? [])
      : [];
  const second = ask(new Map([...facts].filter(([id]) => !conflicts.includes(id))));
  if (second.ok) return { answer: second.value, conflicts };
  throw new Error(`the answers cannot be judged: ${second.refusal.code}`);
}
