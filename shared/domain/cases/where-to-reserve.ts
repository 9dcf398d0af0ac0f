import type { CivilDate } from '../kernel/civil-date.ts';
import { budgetIdOf } from '../ledger/change-budget.ts';
import { emptyBudget } from '../ledger/counters.ts';
import type { Budget } from '../ledger/records.ts';
import type { LedgerRefusal } from '../ledger/refusals.ts';
import type { Actor, CaseRecord } from './records.ts';

/**
 * Where an approval reserves: the budget of the programme in this fiscal year of the bureau that approves, or its part for the applicant's
 * community where the approver names that one. What it holds is not read: the write itself asks, so that it is right whatever else
 * happens at the same moment.
 */
export function assumedBudget(
  { programmeId, applicant, appraisal }: CaseRecord,
  { organisationId }: Actor,
  today: CivilDate,
  named?: string,
): Budget | undefined {
  if (organisationId === null) return undefined;
  const general = { programmeId, fiscalYear: Number(today.slice(0, 4)), payerId: organisationId, communityId: null };
  const ofCommunity = { ...general, communityId: applicant.communityId };
  const chosen = [general, ofCommunity].find((one) => budgetIdOf(one) === (named ?? budgetIdOf(general)));
  if (!chosen) return undefined;
  const availableFen = appraisal?.computedFen ?? 0;
  return { ...emptyBudget({ ...chosen, budgetId: budgetIdOf(chosen) }), open: 1, availableFen };
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
