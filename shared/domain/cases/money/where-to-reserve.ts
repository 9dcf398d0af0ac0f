import type { CivilDate } from '../../kernel/civil-date.ts';
import { budgetIdOf } from '../../ledger/change-budget.ts';
import { emptyBudget } from '../../ledger/counters.ts';
import type { Budget, BudgetIdentity } from '../../ledger/records.ts';
import type { LedgerRefusal } from '../../ledger/refusals.ts';
import type { Actor } from '../records/actor.ts';
import type { CaseRecord } from '../records.ts';
import { drawsOn } from '../runs/line.ts';

/** The budgets of a year and bureau a case may be paid from: the general one, and the part for the applicant's community. */
export function budgetsFor({ programmeId, applicant }: CaseRecord, payerId: string, today: CivilDate): BudgetIdentity[] {
  const general = { programmeId, fiscalYear: Number(today.slice(0, 4)), payerId, communityId: null };
  const parts = applicant.communityId === null ? [general] : [general, { ...general, communityId: applicant.communityId }];
  return parts.map((one) => ({ ...one, budgetId: budgetIdOf(one) }));
}

/** The communities that have an open part of their own beside a general budget, by the name of that one. */
export type OwnParts = (generalId: string) => ReadonlySet<string>;

/**
 * Where an approval reserves, of the budgets of the programme in this fiscal year of the bureau that approves: the part of the applicant's
 * community where there is one that is open, else the general one. Nobody chooses. What it holds is not read: the write itself asks, so that it
 * is right whatever else happens at the same moment.
 */
export function assumedBudget(record: CaseRecord, payerId: string, today: CivilDate, ownParts: OwnParts): Budget {
  const budgets = budgetsFor(record, payerId, today);
  const [general] = budgets as [BudgetIdentity];
  const own = drawsOn(record, ownParts(general.budgetId));
  const chosen = budgets.find(({ communityId }) => communityId === own) ?? general;
  return { ...emptyBudget(chosen), open: 1, availableFen: record.appraisal?.computedFen ?? 0 };
}

/**
 * Why an approval does not reserve from the budget that is named, where it is another one than `assumedBudget`: the first of its words
 * (`budgetIdOf`) that is not the case's.
 */
export function whyNotFrom(
  { programmeId, applicant }: Pick<CaseRecord, 'programmeId' | 'applicant'>,
  { organisationId }: Pick<Actor, 'organisationId'>,
  today: CivilDate,
  named: string,
): LedgerRefusal {
  const [year = '', , , community] = named.split('.');
  const ofBureau = `${year}.${organisationId}.`;
  if (!named.startsWith(ofBureau)) return 'other-bureau';
  if (!`${named}.`.startsWith(`${ofBureau}${programmeId}.`)) return 'other-programme';
  if (year !== today.slice(0, 4)) return 'other-year';
  if (community === undefined) return 'own-part';
  return community === applicant.communityId ? 'budget-closed' : 'other-community';
}
