import { inTurn, type WaitingCase } from '../../ledger/allocate-budget.ts';
import type { BudgetIdentity } from '../../ledger/records.ts';
import type { ExhaustedRule } from '../../policy/handling-terms.ts';
import type { CaseRecord } from '../records.ts';
import { ruleWhenExhausted } from '../terms/terms.ts';

/** Where a case stands among those who want the same money: what it asks, whether it comes first, and since when (fen, RFC 3339). */
export const standingOf = ({ id, appraisal, submittedAt }: CaseRecord): WaitingCase => ({
  caseId: id,
  amountFen: appraisal?.computedFen ?? 0,
  priority: appraisal?.priority ? 1 : 0,
  submittedAt: submittedAt ?? '',
});

/** The community out of whose part of a budget a case is paid; null: out of the general part, as its community has no part of its own that is open. */
export const drawsOn = ({ applicant: { communityId } }: Pick<CaseRecord, 'applicant'>, ownParts: ReadonlySet<string>): string | null =>
  communityId !== null && ownParts.has(communityId) ? communityId : null;

/** A part of a budget that cases stand in line for. `ownParts`: the communities that have an open part of their own, in the same year. */
export type Part = BudgetIdentity & { readonly ownParts: ReadonlySet<string> };

/** The part of a community is for its own cases alone, and they draw on no other; the general part is for all others of the programme. */
export const mayDrawOn = (record: CaseRecord, part: Pick<Part, 'programmeId' | 'communityId' | 'ownParts'>): boolean =>
  record.programmeId === part.programmeId &&
  (part.communityId === null ? drawsOn(record, part.ownParts) === null : record.applicant.communityId === part.communityId);

/** Shares are those of one call: of the cases that could be handed in until the same day. */
export const sameCall = (one: CaseRecord, other: CaseRecord): boolean => (one.terms?.closesOn ?? null) === (other.terms?.closesOn ?? null);

/** How many of the call of a case are at the decision desk, of those who may draw on a part. */
export const atTheDesk = (records: readonly CaseRecord[], one: CaseRecord, part: Part): number =>
  records.filter((other) => {
    const pending = other.state === 'decision_pending' && ruleWhenExhausted(other) === 'pro-rata';
    return pending && sameCall(other, one) && mayDrawOn(other, part);
  }).length;

/**
 * Whether a case stands in the line for this part of a budget: whoever's decision is pending, who would be granted something and is paid from it. Put
 * on a waiting list before its community had a part of its own, it stands by its turn where it is paid from now.
 */
export function standsInLine(record: CaseRecord, rule: ExhaustedRule, part: Part): boolean {
  const pending = record.state === 'decision_pending' && record.appraisal?.verdict === 'eligible' && standingOf(record).amountFen > 0;
  return pending && ruleWhenExhausted(record) === rule && mayDrawOn(record, part);
}

/** A place on the waiting list of a part, and whether what is available covers it and everybody before it. */
export interface PlaceInLine {
  readonly record: CaseRecord;
  readonly fits: boolean;
}

/**
 * The waiting list of a part: who was put on it, in the order in which an approval of many takes them. Whoever is pending before them takes their
 * part of what is available, put on the list or not.
 */
export function waitingFor(records: readonly CaseRecord[], part: Part, availableFen: number): readonly PlaceInLine[] {
  const line = new Map(records.filter((one) => standsInLine(one, 'waiting-list', part)).map((one) => [one.id, one]));
  let left = availableFen;
  return inTurn([...line.values()].map(standingOf)).flatMap(({ caseId, amountFen }) => {
    left -= amountFen;
    const record = line.get(caseId);
    return record?.waiting ? [{ record, fits: left >= 0 }] : [];
  });
}
