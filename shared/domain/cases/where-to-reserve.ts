import type { CivilDate } from '../kernel/civil-date.ts';
import { budgetIdOf } from '../ledger/change-budget.ts';
import { emptyBudget } from '../ledger/counters.ts';
import type { Budget, BudgetIdentity } from '../ledger/records.ts';
import type { LedgerRefusal } from '../ledger/refusals.ts';
import type { Actor, CaseRecord } from './records.ts';

/** The budgets of a year and bureau a case may be paid from: the general one, and the part for the applicant's community. */
export function budgetsFor({ programmeId, applicant }: CaseRecord, payerId: string, today: CivilDate): BudgetIdentity[] {
  const general = { programmeId, fiscalYear: Number(today.slice(0, 4)), payerId, communityId: null };
  const parts = applicant.communityId === null ? [general] : [general, { ...general, communityId: applicant.communityId }];
  return parts.map((one) => ({ ...one, budgetId: budgetIdOf(one) }));
}

/**
 * Where an approval reserves: the budget of the programme in this fiscal year of the bureau that approves, or its part for the applicant's
 * community where the approver names that one. What it holds is not read: the write itself asks, so that it is right whatever else
 * happens at the same moment.
 */
export function assumedBudget(record: CaseRecord, { organisationId }: Actor, today: CivilDate, named?: string): Budget | undefined {
  if (organisationId === null) return undefined;
  const [general, ...parts] = budgetsFor(record, organisationId, today);
  const chosen = named === undefined ? general : [general, ...parts].find((one) => one?.budgetId === named);
  return chosen && { ...emptyBudget(chosen), open: 1, availableFen: record.appraisal?.computedFen ?? 0 };
}

/**
 * Why an approval cannot reserve from the budget that is named where `assumedBudget` has none: the first of its words (`budgetIdOf`) that is not
 * the case's.
 */
export function whyNotFrom(
  { programmeId }: Pick<CaseRecord, 'programmeId'>,
  { organisationId }: Pick<Actor, 'organisationId'>,
  today: CivilDate,
  named: string,
): LedgerRefusal {
  const [year = ''] = named.split('.', 1);
  const ofBureau = `${year}.${organisationId}.`;
  if (!named.startsWith(ofBureau)) return 'other-bureau';
  if (!`${named}.`.startsWith(`${ofBureau}${programmeId}.`)) return 'other-programme';
  return year === today.slice(0, 4) ? 'other-community' : 'other-year';
}
