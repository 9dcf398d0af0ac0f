import type { MatchRequest } from '../../../shared/contracts/match.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { answerMatch, type Catalogue, type MatchAnswer, type MatchRefusal } from '../../../shared/domain/matching/answer.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { matchCompiled, programmeOf } from '../../../shared/domain/policy/compile/match.ts';
import { deriveFacts } from '../../../shared/domain/policy/derive.ts';
import type { Facts } from '../../../shared/domain/policy/fact.ts';
import type { Programme } from '../../../shared/domain/policy/programme.ts';
import { type FactRefusal, readFacts } from '../../../shared/domain/policy/read-fact.ts';

type Refusal = MatchRefusal | { readonly code: 'invalid-facts'; readonly refusals: readonly FactRefusal[] };

/** A catalogue up to this size is explained whole; of a larger one, what can be had and what one answer would open. */
const MOST_EXPLAINED = 200;

/** The programmes worth explaining in full, chosen by the compiled program; the others are never even parsed. */
function worthExplaining(catalogue: LoadedCatalogue, facts: Facts, asOf: CivilDate): Catalogue {
  const { compiled, catalogueVersion, dictionary, reference } = catalogue;
  if (compiled.programmeName.length <= MOST_EXPLAINED) return catalogue;
  const derived = deriveFacts(facts, asOf, dictionary, reference);
  const { eligible, nearMisses } = matchCompiled(compiled, derived.ok ? derived.value : facts, asOf);
  // A template one can have stands here as the county's own version of it; the same, one move away, in another county comes later.
  const chosen = new Map<string, Programme>();
  for (const version of [...eligible, ...nearMisses]) {
    if (chosen.size === MOST_EXPLAINED) break;
    const programme = programmeOf(compiled, version);
    if (!chosen.has(programme.id)) chosen.set(programme.id, programme);
  }
  return { catalogueVersion, dictionary, reference, programmes: [...chosen.values()] };
}

/** Reads the facts by the dictionary and asks the rules. */
export function match(catalogue: LoadedCatalogue, request: MatchRequest, asOf: CivilDate): Result<MatchAnswer, Refusal> {
  const facts = readFacts(request.facts, catalogue.dictionary);
  if (!facts.ok) return refuse({ code: 'invalid-facts', refusals: facts.refusal });
  const { programmeIds, applicant } = request;
  const from = programmeIds || applicant ? catalogue : worthExplaining(catalogue, facts.value, asOf);
  return answerMatch(from, { facts: facts.value, asOf, programmeIds, applicant });
}
