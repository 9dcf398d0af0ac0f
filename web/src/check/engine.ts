import { type CivilDate, parseCivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { answerMatch, type Catalogue, type MatchAnswer } from '../../../shared/domain/matching/answer.ts';
import type { FactDefinition, FactDictionary, FactValue } from '../../../shared/domain/policy/fact.ts';
import { inputsOf, toDictionary } from '../../../shared/domain/policy/fact-dictionary.ts';
import { readFact } from '../../../shared/domain/policy/read-fact.ts';
import type { CatalogueAnswer } from '../api/types.ts';
import { todayInShanghai } from '../words/format.ts';
import type { Answers } from './state.ts';

/** The catalogue as the evaluator wants it, made once. */
export function catalogueOf(answer: CatalogueAnswer): Catalogue {
  return {
    catalogueVersion: answer.catalogueVersion,
    programmes: answer.programmes,
    dictionary: toDictionary(answer.facts),
    reference: answer.reference,
  };
}

/** The sum of all answers; `conflicts` are answers that contradict each other, which are then left out. */
export type Evaluated = { readonly answer: MatchAnswer; readonly conflicts: readonly string[] };

/** Is this a value the rules can read? Values are in wire units (yuan, months, words). */
export const isReadable = (definition: FactDefinition, value: unknown): boolean => readFact(definition, value).ok;

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

/**
 * The questions to put for a fact: itself, or for a derived one the facts it follows from. The standing of a community is asked as it
 * is, since people know it and not its dates; what the product finds by itself is not asked at all.
 */
export function askedFor(id: string, dictionary: FactDictionary): string[] {
  const definition = dictionary.get(id);
  if (!definition?.asked) return [];
  const { derived } = definition;
  if (!derived || derived.kind === 'community-status') return [id];
  return inputsOf(derived).flatMap((input) => askedFor(input, dictionary));
}
