import { inTurn, type WaitingCase } from '../ledger/allocate-budget.ts';
import type { BudgetIdentity } from '../ledger/records.ts';
import type { ExhaustedRule } from '../policy/handling-terms.ts';
import { lineOf } from './line-of.ts';
import type { CaseRecord } from './records.ts';
import { ruleWhenExhausted } from './terms.ts';

/** Where a case stands among those who want the same money: what it asks, whether it comes first, and since when (fen, RFC 3339). */
export const standingOf = ({ id, appraisal, submittedAt }: CaseRecord): WaitingCase => ({
  caseId: id,
  amountFen: appraisal?.computedFen ?? 0,
  priority: appraisal?.priority ? 1 : 0,
  submittedAt: submittedAt ?? '',
});

/** The general part is for every case of the programme, that of a community for its own alone. */
export const mayDrawOn = ({ programmeId, applicant }: CaseRecord, part: Pick<BudgetIdentity, 'programmeId' | 'communityId'>): boolean =>
  programmeId === part.programmeId && (part.communityId === null || part.communityId === applicant.communityId);

/** Shares are those of one call: of the cases that could be handed in until the same day. */
export const sameCall = (one: CaseRecord, other: CaseRecord): boolean => (one.terms?.closesOn ?? null) === (other.terms?.closesOn ?? null);

/** How many of the call of a case are at the decision desk, of those who may draw on a part. */
export const atTheDesk = (records: readonly CaseRecord[], one: CaseRecord, part: BudgetIdentity): number =>
  records.filter((other) => {
    const pending = other.state === 'decision_pending' && ruleWhenExhausted(other) === 'pro-rata';
    return pending && sameCall(other, one) && mayDrawOn(other, part);
  }).length;

/**
 * Whether a case stands in the line for this part of a budget: whoever's decision is pending, who would be granted something and may draw on it, but
 * for those who were put on the waiting list of another part.
 */
export function standsInLine(record: CaseRecord, rule: ExhaustedRule, part: BudgetIdentity): boolean {
  const pending = record.state === 'decision_pending' && record.appraisal?.verdict === 'eligible' && standingOf(record).amountFen > 0;
  if (!pending || ruleWhenExhausted(record) !== rule || !mayDrawOn(record, part)) return false;
  return rule === 'pro-rata' || record.waiting === null || lineOf(record.waiting.budgetId) === lineOf(part.budgetId);
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
export function waitingFor(records: readonly CaseRecord[], part: BudgetIdentity, availableFen: number): readonly PlaceInLine[] {
  const line = new Map(records.filter((one) => standsInLine(one, 'waiting-list', part)).map((one) => [one.id, one]));
  let left = availableFen;
  return inTurn([...line.values()].map(standingOf)).flatMap(({ caseId, amountFen }) => {
    left -= amountFen;
    const record = line.get(caseId);
    return record?.waiting ? [{ record, fits: left >= 0 }] : [];
  });
}
