import type { ReEvaluationView } from '../../../shared/contracts/re-evaluation.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { Judged, KnownFact } from '../../../shared/domain/instruments/compare-judgements.ts';
import type { ReEvaluation } from '../../../shared/domain/instruments/judging.ts';
import type { Grounds } from '../../../shared/domain/parties/access.ts';
import { groupOfFact, groupsOfCase } from '../../../shared/domain/parties/field-groups.ts';
import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import type { ClauseResult } from '../../../shared/domain/policy/judge.ts';

/** Which topics of the applicant's facts somebody reads. */
const sightOf = ({ relation }: Grounds): readonly string[] => groupsOfCase(relation);

/** The topics that are looked at with this answer: what the applicant's log says of it. */
export const groupsSeen = ({ about }: Pick<ReEvaluation, 'about'>, grounds: Grounds): string[] => {
  const sight = sightOf(grounds);
  return [...new Set(about.flatMap((fact) => groupOfFact(fact) ?? []))].filter((group) => sight.includes(group));
};

const sideOf = ({ programmeVersion, programmeHash, asOf, verdict, computedFen }: Judged) => ({
  programmeVersion,
  programmeHash,
  asOf,
  verdict,
  computedFen,
});

/** A re-evaluation for one reader: what is not theirs to see of the applicant is masked, that it differs is said all the same. */
export function showReEvaluation(
  { id }: Pick<CaseRecord, 'id'>,
  { pinned, today, why, differences }: ReEvaluation,
  grounds: Grounds,
  dictionary: FactDictionary,
): ReEvaluationView {
  const sight = sightOf(grounds);
  const isMasked = (fact: string | null): boolean =>
    fact !== null && dictionary.get(fact)?.scope === 'applicant' && !sight.includes(groupOfFact(fact) ?? '');
  const clauseOf = (clause: ClauseResult | null) =>
    clause && {
      outcome: clause.outcome,
      text: clause.text,
      actual: isMasked(clause.fact) ? null : (clause.actual ?? null),
      masked: isMasked(clause.fact),
      op: clause.op,
      required: clause.required,
      citation: clause.citation,
      confidence: clause.confidence,
    };
  const factOf = (fact: string, said: KnownFact | null) =>
    said && { value: isMasked(fact) ? null : said.value, source: said.source as never, since: said.since };
  const { clauses, trace, facts } = differences;
  return {
    caseId: id,
    differs: today === null || clauses.length + trace.length + facts.length > 0 || pinned.programmeHash !== today.programmeHash,
    pinned: sideOf(pinned),
    today: today && sideOf(today),
    why,
    clauses: clauses.map((pair) => ({
      id: pair.id,
      fact: (pair.today ?? pair.pinned)?.fact ?? null,
      pinned: clauseOf(pair.pinned),
      today: clauseOf(pair.today),
    })),
    trace: trace.map((pair) => ({ pinned: pair.pinned && lineOf(pair.pinned), today: pair.today && lineOf(pair.today) })),
    facts: facts.map((pair) => ({
      fact: pair.fact,
      masked: isMasked(pair.fact),
      pinned: factOf(pair.fact, pair.pinned),
      today: factOf(pair.fact, pair.today),
    })),
  };
}

const lineOf = ({ text, minFen, maxFen }: Judged['trace'][number]) => ({ text, minFen, maxFen });
