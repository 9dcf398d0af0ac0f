import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isThere } from '../policy/adopt.ts';
import { deriveFacts, type FactConflict } from '../policy/derive.ts';
import type { FactDictionary, Facts } from '../policy/fact.ts';
import { lifeOf, versionOn } from '../policy/in-force.ts';
import { type ClauseResult, type GroupResult, judge, type Verdict } from '../policy/judge.ts';
import type { ApplicantKind, Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Reference } from '../policy/reference.ts';
import type { Bilingual } from '../policy/text.ts';
import { type BenefitResult, benefitOf } from './benefit.ts';
import { type Flip, flipsOf } from './flips.ts';
import { type Honesty, honestyOf } from './honesty.ts';
import { type PriorityResult, priorityOf } from './priority.ts';
import { groupOf, type RankGroup, type Score, scoreOf } from './score.ts';
import { type Turn, turnsOf } from './turns.ts';

/** Everything a question is answered from. `programmes` may be any selection of the catalogue. */
export type Catalogue = {
  readonly catalogueVersion: string;
  readonly programmes: readonly Programme[];
  /** Templates as counties adopted them, each under the id of its template: whoever is there is judged by it instead. */
  readonly adopted?: readonly Programme[];
  readonly dictionary: FactDictionary;
  readonly reference: Reference;
};

export type MatchResult = {
  readonly programmeId: string;
  readonly version: string;
  readonly name: Bilingual;
  readonly instrument: string;
  readonly group: RankGroup;
  readonly template: boolean;
  readonly verdict: Verdict;
  readonly applicantVerdict: Verdict;
  readonly conditions: readonly Pick<ClauseResult, 'id' | 'fact' | 'op' | 'required' | 'text'>[];
  readonly priority: PriorityResult | null;
  readonly benefit: BenefitResult | null;
  readonly score: Score;
  readonly clauses: readonly ClauseResult[];
  readonly groups: readonly GroupResult[];
  readonly missingFacts: readonly string[];
  readonly flips: readonly Flip[];
  readonly turns: readonly Turn[];
  readonly honesty: Honesty;
};

export type MatchAnswer = {
  readonly asOf: CivilDate;
  readonly catalogueVersion: string;
  readonly results: readonly MatchResult[];
  readonly notInForce: readonly { readonly programmeId: string; readonly from: CivilDate | null; readonly to: CivilDate | null }[];
};

export type MatchQuestion = {
  /** As supplied, read by `readFacts`; derived facts are added here. */
  readonly facts: Facts;
  readonly asOf: CivilDate;
  readonly programmeIds?: readonly string[] | undefined;
  readonly applicant?: ApplicantKind | undefined;
};

/** Open clauses about this one request, where the applicant itself passes. */
const conditionsOf = (clauses: readonly ClauseResult[], groups: readonly GroupResult[], applicantVerdict: Verdict): ClauseResult[] => {
  const outcomeOf = new Map(groups.map((group) => [group.id, group]));
  const stillOpen = (group: string | null): boolean => {
    const found = group === null ? undefined : outcomeOf.get(group);
    return !found || (found.outcome === 'unknown' && stillOpen(found.group));
  };
  if (applicantVerdict === 'ineligible') return [];
  return clauses.filter((clause) => clause.scope === 'request' && clause.outcome === 'unknown' && stillOpen(clause.group));
};

/**
 * One programme, explained: verdict, clauses with citations, amount with its trace, priority, score, what would change it and when time
 * turns it. `facts` include the derived ones.
 */
export function explainProgramme(
  programme: Programme,
  version: ProgrammeVersion,
  asOf: CivilDate,
  facts: Facts,
  catalogue: Catalogue,
): MatchResult {
  const { dictionary, reference } = catalogue;
  const judgement = judge(programme, version, facts, dictionary);
  const benefit = benefitOf(programme, version, judgement, facts, dictionary);
  const priority = priorityOf(programme, version, facts, dictionary);
  const verdictOf = (other: Facts) => judge(programme, version, other, dictionary).verdict;
  const turns = turnsOf(version, asOf, facts, dictionary, reference, verdictOf);
  const { verdict, applicantVerdict, clauses, groups, missingFacts } = judgement;
  return {
    programmeId: programme.id,
    version: version.version,
    name: programme.name,
    instrument: programme.instrument,
    group: groupOf(version),
    template: programme.regionCode === null,
    verdict,
    applicantVerdict,
    conditions: conditionsOf(clauses, groups, applicantVerdict).map(({ id, fact, op, required, text }) => ({
      id,
      fact,
      op,
      required,
      text,
    })),
    priority,
    benefit,
    score: scoreOf(version, judgement, benefit, priority),
    clauses,
    groups,
    missingFacts,
    flips: flipsOf({ version, asOf, facts, dictionary, reference, judgement, verdictOf }, turns),
    turns,
    honesty: honestyOf(programme, asOf),
  };
}

const GROUPS: Record<RankGroup, number> = { grant: 0, credit: 1 };
const VERDICTS: Record<Verdict, number> = { eligible: 0, unknown: 1, ineligible: 2 };

/** Grants before credit; in each, what one can get first, then by score; ties by id, so that the order never wavers. */
function byRank(a: MatchResult, b: MatchResult): number {
  return (
    GROUPS[a.group] - GROUPS[b.group] ||
    VERDICTS[a.verdict] - VERDICTS[b.verdict] ||
    b.score.total - a.score.total ||
    (a.programmeId < b.programmeId ? -1 : 1)
  );
}

export type MatchRefusal =
  | { readonly code: 'fact-conflict'; readonly conflicts: readonly FactConflict[] }
  | { readonly code: 'unknown-programme'; readonly ids: readonly string[] };

/** The county's own version of a template, in force on the day, where the applicant is in that county; else the programme as it is. */
export const asAdopted = (programme: Programme, { adopted = [] }: Catalogue, facts: Facts, asOf: CivilDate): Programme =>
  adopted.find((own) => own.id === programme.id && isThere(own, facts) && versionOn(own, asOf) !== undefined) ?? programme;

/**
 * The main question: these facts, this day; which programmes, and why. Refuses facts that contradict each other and programmes that do not
 * exist; never fails on missing facts.
 */
export function answerMatch(catalogue: Catalogue, question: MatchQuestion): Result<MatchAnswer, MatchRefusal> {
  const { programmes, dictionary, reference, catalogueVersion } = catalogue;
  const wanted = question.programmeIds && new Set(question.programmeIds);
  const unknown = [...(wanted ?? [])].filter((id) => !programmes.some((programme) => programme.id === id));
  if (unknown.length > 0) return refuse({ code: 'unknown-programme', ids: unknown });
  const derived = deriveFacts(question.facts, question.asOf, dictionary, reference);
  if (!derived.ok) return refuse({ code: 'fact-conflict', conflicts: derived.refusal });

  const { applicant, asOf } = question;
  const selected = programmes.filter(
    (programme) => (!wanted || wanted.has(programme.id)) && (!applicant || programme.applicants.includes(applicant)),
  );
  const results: MatchResult[] = [];
  const notInForce: MatchAnswer['notInForce'][number][] = [];
  for (const one of selected) {
    const programme = asAdopted(one, catalogue, derived.value, asOf);
    const version = versionOn(programme, asOf);
    if (version) results.push(explainProgramme(programme, version, asOf, derived.value, catalogue));
    else notInForce.push({ programmeId: programme.id, ...lifeOf(programme) });
  }
  return ok({ asOf, catalogueVersion, results: results.sort(byRank), notInForce });
}
