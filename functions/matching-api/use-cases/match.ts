import type { MatchRequest } from '../../../shared/contracts/match.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { answerMatch, type MatchAnswer, type MatchRefusal } from '../../../shared/domain/matching/answer.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { type FactRefusal, readFacts } from '../../../shared/domain/policy/read-fact.ts';

type Refusal = MatchRefusal | { readonly code: 'invalid-facts'; readonly refusals: readonly FactRefusal[] };

/** Reads the facts by the dictionary and asks the rules. */
export function match(catalogue: LoadedCatalogue, request: MatchRequest, asOf: CivilDate): Result<MatchAnswer, Refusal> {
  const facts = readFacts(request.facts, catalogue.dictionary);
  if (!facts.ok) return refuse({ code: 'invalid-facts', refusals: facts.refusal });
  const { programmeIds, applicant } = request;
  return answerMatch(catalogue, { facts: facts.value, asOf, programmeIds, applicant });
}
