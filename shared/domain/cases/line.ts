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
export const sameCall = (one: CaseRecord, other: CaseRecord): boolean => one.terms?.closesOn === other.terms?.closesOn;

/**
 * Whether a case stands in the line for this part of a budget: where a programme keeps a waiting list whoever was put on that of the part, where it
 * shares pro rata everybody whose decision is pending and who may draw on it.
 */
export function standsInLine(record: CaseRecord, rule: ExhaustedRule, part: BudgetIdentity): boolean {
  const pending = record.state === 'decision_pending' && record.appraisal?.verdict === 'eligible' && standingOf(record).amountFen > 0;
  if (!pending || ruleWhenExhausted(record) !== rule || !mayDrawOn(record, part)) return false;
  return rule === 'pro-rata' || (record.waiting !== null && lineOf(record.waiting.budgetId) === lineOf(part.budgetId));
}

/** The waiting list of a part, who comes first before who comes after, as an approval of many allots it. */
export function waitingFor(records: readonly CaseRecord[], part: BudgetIdentity): readonly CaseRecord[] {
  const waiting = new Map(records.filter((one) => standsInLine(one, 'waiting-list', part)).map((one) => [one.id, one]));
  return inTurn([...waiting.values()].map(standingOf)).flatMap(({ caseId }) => waiting.get(caseId) ?? []);
}
