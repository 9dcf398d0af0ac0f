import type { CivilDate } from '../kernel/civil-date.ts';
import { allocate } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type BenefitResult, benefitOf, type TraceLine } from '../matching/benefit.ts';
import { deriveFacts, type FactConflict } from '../policy/derive.ts';
import type { FactDictionary, Facts } from '../policy/fact.ts';
import { type ClauseResult, type GroupResult, judge, tellingClauses, type Verdict } from '../policy/judge.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import { type FactRefusal, type FactWireValue, readFacts } from '../policy/read-fact.ts';
import type { Reference } from '../policy/reference.ts';
import { type Cap, capsOfClaim } from './caps-of-claim.ts';
import type { ClaimDraft, Strike } from './claim.ts';
import { countedFen, linesOf, sessionsOf, struckOf, traineesOf } from './claim-parts.ts';
import { type Bounds, capsLeft, lowerAmount, ownMonths, siteShare } from './lower-amount.ts';
import type { OtherGrants } from './other-grants.ts';
import { clausesOfOthers, deductions } from './other-programmes.ts';
import { type FactsContext, requestFactsOf, sessionCounts } from './request-facts.ts';

/** What a claim is judged and counted by. */
export type ClaimQuestion = Omit<FactsContext, 'struck'> & {
  readonly claim: ClaimDraft;
  readonly strikes?: readonly Strike[] | undefined;
  readonly applicantId: string;
  /** The pinned snapshot's facts, on the wire; of these only facts about the applicant count. */
  readonly snapshot: Readonly<Record<string, { readonly value: FactWireValue }>>;
  /** What a reviewer recorded with its evidence. It answers what is unknown; it never overrides what is known. */
  readonly settled?: Readonly<Record<string, FactWireValue>> | undefined;
  readonly programme: Programme;
  readonly version: ProgrammeVersion;
  readonly dictionary: FactDictionary;
  readonly reference: Reference;
  /** The day whose facts count: that of submission, unless the programme says otherwise. */
  readonly asOf: CivilDate;
  /** What is left of caps, in fen by key (`caps`); one that is not in it is taken to be whole. */
  readonly left?: ReadonlyMap<string, number> | undefined;
  /** What other programmes granted and paid this applicant: for what is deducted and for what must have been paid first. */
  readonly others?: OtherGrants | undefined;
};

/** What a row brings into the sum, for the reader: what is claimed of it, and its part of the amount. */
export type RowShare = { readonly lineId: string; readonly countedFen: number | null; readonly shareFen: number | null };

export type ClaimComputation = {
  readonly verdict: Verdict;
  readonly applicantVerdict: Verdict;
  readonly clauses: readonly ClauseResult[];
  readonly groups: readonly GroupResult[];
  readonly missingFacts: readonly string[];
  /** What the rule of the programme gives, before caps over several claims. */
  readonly benefit: BenefitResult | null;
  /** What would be paid; null while it is not certain. Nothing where the answer is no. */
  readonly computedFen: number | null;
  readonly bounds: Bounds;
  /** Every step from the bills to the amount. */
  readonly trace: readonly TraceLine[];
  readonly rows: readonly RowShare[];
  readonly caps: readonly Cap[];
  /** The facts the claim itself gave, in wire units. */
  readonly requestFacts: Readonly<Record<string, FactWireValue>>;
  /** All facts it was judged by, derived ones included. */
  readonly facts: Facts;
};

export type ComputeRefusal =
  | { readonly code: 'fact-conflict'; readonly conflicts: readonly FactConflict[] }
  | { readonly code: 'unreadable-fact'; readonly refusals: readonly FactRefusal[] };

/** Recorded by a reviewer, then what the applicant's snapshot says, then what the claim shows: the later one counts. */
function wireFacts(question: ClaimQuestion, requestFacts: Readonly<Record<string, FactWireValue>>): Record<string, FactWireValue> {
  const ofApplicant = Object.entries(question.snapshot).filter(([fact]) => question.dictionary.get(fact)?.scope === 'applicant');
  return { ...question.settled, ...Object.fromEntries(ofApplicant.map(([fact, { value }]) => [fact, value])), ...requestFacts };
}

/** A verdict with what must also hold. */
function verdictWith(verdict: Verdict, clauses: readonly ClauseResult[]): Verdict {
  if (verdict === 'ineligible' || clauses.some(({ outcome }) => outcome === 'failed')) return 'ineligible';
  return clauses.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : verdict;
}

const boundsOf = (benefit: BenefitResult | null): Bounds =>
  benefit === null
    ? { minFen: 0, maxFen: 0 }
    : { minFen: benefit.amountFen ?? benefit.minFen ?? 0, maxFen: benefit.amountFen ?? benefit.maxFen ?? null };

/** The rows that count, each with its weight: bills by their amount, persons and sessions one each. In the order of their ids. */
function weighed(claim: ClaimDraft, struck: ReadonlySet<string>): { lineId: string; weight: number; counted: number | null }[] {
  const bills = linesOf(claim, struck).map(({ row }) => ({ lineId: row.lineId, weight: countedFen(row), counted: countedFen(row) }));
  const persons = traineesOf(claim, struck).map(({ row }) => ({ lineId: row.traineeId, weight: 1, counted: null }));
  const sessions = sessionsOf(claim, struck)
    .filter(sessionCounts)
    .map(({ row }) => ({ lineId: row.sessionId, weight: 1, counted: null }));
  const rows = claim.kind === 'training' ? persons : claim.kind === 'mentoring' ? sessions : bills;
  return rows.sort((a, b) => (a.lineId < b.lineId ? -1 : 1));
}

/** The amount over the rows it comes from, without a fen lost; for the reader, nothing is paid by it. */
function rowShares(claim: ClaimDraft, struck: ReadonlySet<string>, computedFen: number | null): RowShare[] {
  const rows = weighed(claim, struck);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const shares =
    computedFen === null || total === 0
      ? []
      : allocate(
          BigInt(computedFen),
          rows.map(({ weight }) => BigInt(weight)),
        );
  return rows.map(({ lineId, counted }, at) => ({
    lineId,
    countedFen: counted,
    shareFen: shares[at] === undefined ? null : Number(shares[at]),
  }));
}

/**
 * Judges and counts a claim: the programme's clauses on the facts of the snapshot and those the claim shows, the amount by the programme's
 * formula, then what lowers it: the share of a site, money already had for the same thing, what is left of caps. Whatever is missing leaves
 * the verdict unknown or the amount a range. The same in the wizard (a draft) as for the reviewer (with rows struck).
 */
export function computeClaim(question: ClaimQuestion): Result<ClaimComputation, ComputeRefusal> {
  const { claim, programme, version, dictionary, reference, asOf } = question;
  const struck = struckOf(question.strikes ?? []);
  const requestFacts = requestFactsOf(claim, { ...question, struck });
  const read = readFacts(wireFacts(question, requestFacts), dictionary);
  if (!read.ok) return refuse({ code: 'unreadable-fact', refusals: read.refusal });
  const derived = deriveFacts(read.value, asOf, dictionary, reference);
  if (!derived.ok) return refuse({ code: 'fact-conflict', conflicts: derived.refusal });
  const facts = derived.value;

  const judgement = judge(programme, version, facts, dictionary);
  const about = { programme, version, facts, year: claim.year, others: question.others };
  const beside = clausesOfOthers(about);
  const verdict = verdictWith(judgement.verdict, beside);
  const benefit = verdict === 'ineligible' ? null : benefitOf(programme, version, judgement, facts, dictionary);
  const caps = capsOfClaim(claim, question, { facts, dictionary });
  const { bounds, trace } = lowerAmount(boundsOf(benefit), [
    ...ownMonths(claim, boundsOf(benefit), version),
    ...siteShare(claim, struck, programme, version),
    ...deductions(about),
    ...capsLeft(caps, question.left ?? new Map()),
  ]);
  const computedFen = bounds.minFen === bounds.maxFen ? bounds.minFen : null;
  return ok({
    verdict,
    applicantVerdict: judgement.applicantVerdict,
    clauses: [...tellingClauses(judgement), ...beside],
    groups: judgement.groups,
    missingFacts: judgement.missingFacts,
    benefit,
    computedFen,
    bounds,
    trace: [...(benefit?.trace ?? []), ...trace],
    rows: rowShares(claim, struck, computedFen),
    caps,
    requestFacts,
    facts,
  });
}
