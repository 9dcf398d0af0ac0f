import type { Appraisal } from '../cases/records/appraisal.ts';
import type { Pins } from '../cases/records/handed-in.ts';
import type { CaseRecord } from '../cases/records.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result } from '../kernel/result.ts';
import { isThere, regionPrefix } from '../policy/adopt.ts';
import { evaluateCriterion } from '../policy/evaluate.ts';
import type { FactDictionary, Facts } from '../policy/fact.ts';
import { versionOn } from '../policy/in-force.ts';
import { type Priority, type Programme, programme as programmeSchema } from '../policy/programme.ts';
import type { FactWireValue } from '../policy/read-fact.ts';
import type { Reference } from '../policy/reference.ts';
import type { ClaimDraft } from './claim.ts';
import { type ClaimComputation, type ComputeRefusal, computeClaim } from './compute-claim.ts';
import type { EventFiling } from './event-filing.ts';
import type { OtherGrants } from './other-grants.ts';

/** The programme and the facts a claim is judged by and on. */
export interface Basis {
  readonly programme: Programme;
  readonly snapshot: Readonly<Record<string, { readonly value: FactWireValue; readonly source: string }>>;
  readonly dictionary: FactDictionary;
  readonly reference: Reference;
}

export interface AppraiseQuestion extends Basis {
  readonly claim: ClaimDraft;
  readonly applicantId: string;
  readonly asOf: CivilDate;
  /** RFC 3339, when it is asked. */
  readonly at: string;
  readonly struck: CaseRecord['struck'];
  readonly settled: CaseRecord['settled'];
  readonly filing: EventFiling | null | undefined;
  /** Keys of persons who had the same course before; of a case that was handed in, nobody: its write took the course of each. */
  readonly trainedBefore?: ReadonlySet<string>;
  /** What is left of caps beside this claim, by key. */
  readonly left?: ReadonlyMap<string, number>;
  /** What the applicant's other programmes have granted and paid. */
  readonly others: OtherGrants;
}

/** What a case pinned, as the rules read it. */
export const basisOf = (pinned: Pins, { dictionary, reference }: Pick<Basis, 'dictionary' | 'reference'>): Basis => ({
  programme: programmeSchema.parse(pinned.programme),
  snapshot: pinned.snapshot as Basis['snapshot'],
  dictionary,
  reference,
});

/** Clauses by whose words somebody comes first; the others encourage or permit (reference.md 1.3). */
const FIRST: readonly Priority['effect'][] = ['queue', 'recommended-first', 'preferred-scope'];

/** Does anybody but the applicant say so? What follows from other facts is as good as the weakest of those that are there. */
function trusted(fact: string | null, { snapshot, settled }: AppraiseQuestion): boolean {
  if (fact === null || settled.some((one) => one.fact === fact)) return true;
  const said = snapshot[fact];
  if (said) return said.source !== 'self';
  return Object.values(snapshot).every(({ source }) => source !== 'self');
}

/**
 * Judges and counts a claim on what is pinned: the appraisal as a case keeps it, and the computation it comes from. The same question gives
 * the same appraisal, whatever was published since. Throws where no version of the programme holds on the day: who asks has looked before.
 */
export function appraise(question: AppraiseQuestion): Result<{ appraisal: Appraisal; computation: ClaimComputation }, ComputeRefusal> {
  const { programme, claim, asOf, at, struck, settled, filing, trainedBefore, left, others, applicantId, snapshot, dictionary, reference } =
    question;
  const version = versionOn(programme, asOf);
  if (!version) throw new Error(`${programme.id} has no version on ${asOf}`);
  const computed = computeClaim({
    claim,
    strikes: struck.map(({ lineId, reason }) => ({ lineId, reason })),
    applicantId,
    snapshot,
    settled: Object.fromEntries(settled.map(({ fact, value }) => [fact, value as FactWireValue])),
    programme,
    version,
    dictionary,
    reference,
    asOf,
    filing,
    trainedBefore,
    others,
    ...(left && { left }),
  });
  if (!computed.ok) return computed;
  const { verdict, computedFen, trace, clauses, facts } = computed.value;
  const first =
    version.priority && FIRST.includes(version.priority.effect) ? evaluateCriterion(version.priority.when, facts, dictionary) : null;
  const appraisal: Appraisal = {
    at,
    asOf,
    verdict,
    computedFen,
    trace: [...trace],
    ...(first && { priority: first === 'met' }),
    clauses: clauses.map(({ id, outcome, fact, text, scope, citation, confidence }) => ({
      id,
      outcome,
      fact,
      text,
      trusted: trusted(fact, question),
      scope,
      citation,
      confidence,
    })),
  };
  return ok({ appraisal, computation: computed.value });
}

/**
 * The programme under an id that binds an applicant: the version its county adopted, else the programme itself; templates bind nobody. Where
 * the applicant is, its facts say, or else the register of organisations; the programme's own clause about the place is judged by facts alone.
 */
export const bindingProgramme = (
  programmeId: string,
  { programmes, adopted = [] }: { readonly programmes: readonly Programme[]; readonly adopted?: readonly Programme[] },
  { facts, divisionCode }: { readonly facts: Facts; readonly divisionCode: string | null },
): Programme | undefined => {
  const registeredThere = ({ regionCode }: Programme) => divisionCode?.startsWith(regionPrefix(regionCode as string)) === true;
  const ofCounties = adopted.filter(({ id }) => id === programmeId);
  return (
    ofCounties.find((one) => isThere(one, facts)) ??
    ofCounties.find(registeredThere) ??
    programmes.find((one) => one.id === programmeId && one.regionCode !== null)
  );
};
