import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import type { Actor } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { CaseRefusal } from '../../../shared/domain/cases/refusals.ts';
import { fileOfRecord } from '../../../shared/domain/cases/runs/approval-run.ts';
import { drawsOn, mayDrawOn } from '../../../shared/domain/cases/runs/line.ts';
import { planRun, type RunPlan } from '../../../shared/domain/cases/runs/plan-run.ts';
import { undecidedOfCall } from '../../../shared/domain/cases/runs/undecided.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import type { StepContext } from '../../../shared/domain/cases/step-context.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { noMoney, reserve } from '../../../shared/domain/ledger/case-money.ts';
import { budgetIdOf } from '../../../shared/domain/ledger/change-budget.ts';
import { emptyBudget } from '../../../shared/domain/ledger/counters.ts';
import type { BudgetIdentity } from '../../../shared/domain/ledger/records.ts';
import type { LedgerAct } from '../../../shared/domain/ledger/transfer.ts';
import { covers } from '../../../shared/domain/parties/access.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import { personStep } from '../../../shared/http/person-step.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { RunGround } from '../../../shared/store/run-store.ts';
import type { ApprovalParts } from '../approval-parts.ts';

export interface WantedRun {
  readonly programmeId: string;
  readonly items: readonly { readonly caseId: string; readonly contentHash: string; readonly reason?: string | undefined }[];
  readonly communityId: string | null;
  readonly fiscalYear?: number | undefined;
}
export interface Plan extends RunPlan {
  readonly availableFen: number;
  readonly by: Actor;
  readonly bureau: Membership;
}

/** The bureau in whose name somebody approves. */
const bureauOf = ({ memberships }: Principal): Membership | undefined =>
  memberships.find(({ roles }) => roles.includes('finance-approver'));

const yearOf = (now: Date): number => Number(dayInShanghai(now).slice(0, 4));

/** What a run draws on: the budget of the year that is named, else of this one, or its part for one community. */
export function budgetOfRun({ programmeId, communityId, fiscalYear }: WantedRun, bureau: Membership, now: Date): BudgetIdentity {
  const named = { programmeId, fiscalYear: fiscalYear ?? yearOf(now), payerId: bureau.organisationId, communityId };
  return { ...named, budgetId: budgetIdOf(named) };
}

/**
 * What a run is decided on; undefined where somebody approves nowhere. The list of the desk names the line, and the cases in it are read with
 * those that were chosen.
 */
export async function groundOf(
  { who, now }: Pick<Request, 'who' | 'now'>,
  wanted: WantedRun,
  { runs, readLine }: Pick<ApprovalParts, 'runs' | 'readLine'>,
): Promise<RunGround | undefined> {
  const bureau = bureauOf(who);
  if (!bureau) return undefined;
  const inLine = bureau.divisionCode ? await readLine(wanted.programmeId, regionPrefix(bureau.divisionCode)) : undefined;
  const caseIds = wanted.items.map(({ caseId }) => caseId);
  return runs.readGround(caseIds, budgetOfRun(wanted, bureau, now), inLine);
}

/** The cases that are a bureau's to approve under the programme. A case of elsewhere is none. */
const oursOf = ({ programmeId }: WantedRun, { divisionCode }: Membership, records: readonly CaseRecord[]): CaseRecord[] =>
  records.filter((record) => record.programmeId === programmeId && covers(divisionCode ?? '-', record.divisionCode));

/** The years whose budget these cases may be paid from: this one, and the last where one of them was spent in it. */
export function yearsFor(wanted: WantedRun, { records }: RunGround, now: Date, bureau: Membership): number[] {
  const year = yearOf(now);
  const ofLast = oursOf(wanted, bureau, records).some(({ terms }) => terms?.costYear === year - 1);
  return ofLast ? [year, year - 1] : [year];
}

/** The parts of the year's budget that these cases are paid from: the general one first, then those of communities. */
export function partsFor(wanted: WantedRun, ground: RunGround, now: Date, bureau: Membership) {
  const communities = new Set(oursOf(wanted, bureau, ground.records).map((record) => drawsOn(record, ground.ownParts)));
  return [null, ...ground.ownParts]
    .filter((communityId) => communities.has(communityId))
    .map((communityId) => ({ budgetId: budgetOfRun({ ...wanted, communityId }, bureau, now).budgetId, communityId }));
}

/** A run that has reserved what one case asks for, as it would have for all. */
function runFor({ appraisal }: CaseRecord, budget: BudgetIdentity, act: LedgerAct): NonNullable<StepContext['run']> {
  const grantedFen = appraisal?.computedFen ?? 0;
  const none = noMoney('trial', null);
  const taken = reserve(none, { ...emptyBudget(budget), open: 1, availableFen: grantedFen }, grantedFen, act);
  return { money: taken.ok ? taken.value.money : none, budget, grantedFen };
}

/** What each case would answer if it were approved now out of this part of the budget, and who gets what. */
export function planned(request: Allowed, wanted: WantedRun, ground: RunGround, holidays: HolidayLists): Plan {
  const bureau = bureauOf(request.who) as Membership;
  const said = new Map(wanted.items.map((item) => [item.caseId, item]));
  const by: Actor = { ...actorOf(request), role: 'finance-approver', organisationId: bureau.organisationId };
  const budget = budgetOfRun(wanted, bureau, request.now);
  const part = { ...budget, ownParts: ground.ownParts };
  const act = { at: request.now.toISOString(), by: by.personId, auditOf: { kind: 'organisation' as const, id: bureau.organisationId } };
  const tryOne = (record: CaseRecord): CaseRefusal | undefined => {
    if (!mayDrawOn(record, part)) return { code: part.communityId === null ? 'own-part' : 'other-community' };
    const context = { ...personStep(request, { record, applicant: undefined, holidays }, newId), run: runFor(record, budget, act) };
    const { contentHash = '', reason = '' } = said.get(record.id) ?? {};
    const tried = step(fileOfRecord(record), 'approve', by, { contentHash, reason }, context);
    return tried.ok ? undefined : tried.refusal;
  };
  const availableFen = ground.budget?.open === 1 ? ground.budget.availableFen : null;
  const records = oursOf(wanted, bureau, ground.records);
  const others = oursOf(wanted, bureau, ground.others);
  const [first] = records;
  const ours = (place: string): boolean => covers(bureau.divisionCode ?? '-', place);
  const undecided = first ? undecidedOfCall(ground.undecided, first, part, ours) : 0;
  const { open, whole } = ground;
  const plan = planRun({ records, others, part, availableFen, open, undecided, whole }, dayInShanghai(request.now), tryOne);
  return { ...plan, availableFen: availableFen ?? 0, by, bureau };
}
