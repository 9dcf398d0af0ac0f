import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import { fileOfRecord, type PlannedCase, planRun } from '../../../shared/domain/cases/approval-run.ts';
import type { Actor, CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { CaseRefusal } from '../../../shared/domain/cases/refusals.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import { ruleWhenExhausted } from '../../../shared/domain/cases/terms.ts';
import { assumedBudget } from '../../../shared/domain/cases/where-to-reserve.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { budgetIdOf } from '../../../shared/domain/ledger/change-budget.ts';
import type { Budget, BudgetIdentity } from '../../../shared/domain/ledger/records.ts';
import { covers } from '../../../shared/domain/parties/access.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import { personStep } from '../../../shared/http/person-step.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { RunGround, RunReader } from '../../../shared/store/run-store.ts';
import type { ApprovalParts } from '../approval-parts.ts';

export interface WantedRun {
  readonly programmeId: string;
  readonly items: readonly { readonly caseId: string; readonly contentHash: string }[];
  readonly communityId: string | null;
}
export interface Plan {
  readonly rule: 'by-order' | 'pro-rata';
  readonly cases: readonly PlannedCase[];
  readonly totalFen: number;
  readonly leftFen: number;
  readonly availableFen: number;
  readonly by: Actor;
  readonly bureau: Membership;
}

/** The bureau in whose name somebody approves. */
export const bureauOf = ({ memberships }: Principal): Membership | undefined =>
  memberships.find(({ roles }) => roles.includes('finance-approver'));

/** What a run of today draws on: the budget of the year, or its part for one community. */
export function budgetOfRun({ programmeId, communityId }: WantedRun, bureau: Membership, now: Date): BudgetIdentity {
  const named = { programmeId, fiscalYear: Number(dayInShanghai(now).slice(0, 4)), payerId: bureau.organisationId, communityId };
  return { ...named, budgetId: budgetIdOf(named) };
}

/** What a run is decided on, with whether another of the same part of the budget is not finished. */
export type Ground = RunGround & { readonly unfinished: boolean };

const RUNS = 100;
/** Whether a run of this part has cases that did not draw yet. Asked of those who share alone. One Query of the index. */
async function isUnfinished(
  records: readonly CaseRecord[],
  { budgetId, payerId }: BudgetIdentity,
  { readRuns }: Pick<RunReader, 'readRuns'>,
) {
  if (!records.some((record) => ruleWhenExhausted(record) === 'pro-rata')) return false;
  const { items } = await readRuns(payerId, 'open', { limit: RUNS });
  return items.some(({ budget, drawn, cases }) => budget.budgetId === budgetId && drawn < cases);
}

/**
 * What a run is decided on; undefined where somebody approves nowhere. The list of the desk names the line, and the cases in it are read with
 * those that were chosen.
 */
export async function groundOf(
  { who, now }: Pick<Request, 'who' | 'now'>,
  wanted: WantedRun,
  { runs, readLine }: Pick<ApprovalParts, 'runs' | 'readLine'>,
): Promise<Ground | undefined> {
  const bureau = bureauOf(who);
  if (!bureau) return undefined;
  const budget = budgetOfRun(wanted, bureau, now);
  const inLine = bureau.divisionCode ? await readLine(wanted.programmeId, regionPrefix(bureau.divisionCode)) : [];
  const caseIds = wanted.items.map(({ caseId }) => caseId);
  const ground = await runs.readGround(caseIds, budget.budgetId, bureau.organisationId, inLine);
  return { ...ground, unfinished: await isUnfinished(ground.records, budget, runs) };
}

/** The cases that are a bureau's to approve under the programme. A case of elsewhere is none. */
const oursOf = ({ programmeId }: WantedRun, { divisionCode }: Membership, records: readonly CaseRecord[]): CaseRecord[] =>
  records.filter((record) => record.programmeId === programmeId && covers(divisionCode ?? '-', record.divisionCode));

/** The parts of the year's budget that these cases may be paid from: the general one, and that of each community among them. One read. */
export async function partsFor(wanted: WantedRun, ground: Ground, now: Date, bureau: Membership, runs: Pick<RunReader, 'readParts'>) {
  const communities = [...new Set(oursOf(wanted, bureau, ground.records).map(({ applicant }) => applicant.communityId))].sort();
  const ids = [null, ...communities].map((communityId) => budgetOfRun({ ...wanted, communityId }, bureau, now).budgetId);
  const parts = await runs.readParts([...new Set(ids)]);
  return parts.map(({ budgetId, communityId, open, allocatedFen, availableFen }: Budget) => ({
    budgetId,
    communityId,
    open: open > 0,
    allocatedFen,
    availableFen,
  }));
}

/** What each case would answer if it were approved now out of this part of the budget, and who gets what. */
export function planned(request: Allowed, wanted: WantedRun, ground: Ground, holidays: HolidayLists): Plan {
  const bureau = bureauOf(request.who) as Membership;
  const seen = new Map(wanted.items.map((item) => [item.caseId, item.contentHash]));
  const by: Actor = { ...actorOf(request), role: 'finance-approver', organisationId: bureau.organisationId };
  const { budgetId } = budgetOfRun(wanted, bureau, request.now);
  const tryOne = (record: CaseRecord): CaseRefusal | undefined => {
    const budget = assumedBudget(record, by, dayInShanghai(request.now), budgetId);
    if (!budget) return { code: 'other-community' };
    const context = personStep(request, { record, applicant: undefined, holidays, budget }, newId);
    const tried = step(fileOfRecord(record), 'approve', by, { contentHash: seen.get(record.id) ?? '' }, context);
    return tried.ok ? undefined : tried.refusal;
  };
  const availableFen = ground.budget?.open === 1 ? ground.budget.availableFen : 0;
  const records = oursOf(wanted, bureau, ground.records);
  const others = oursOf(wanted, bureau, ground.others);
  const plan = planRun({ records, others, part: wanted, availableFen, unfinished: ground.unfinished }, dayInShanghai(request.now), tryOne);
  return { ...plan, availableFen, by, bureau };
}
