import type { HolidayLists } from '../calendar/working-days.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { draw, heldFen, reserve, voidRest } from '../ledger/case-money.ts';
import { type Budget, type BudgetIdentity, type CaseMoney, identityOf, type Transfer } from '../ledger/records.ts';
import { LEDGER_REFUSALS, type LedgerRefusal } from '../ledger/refusals.ts';
import type { LedgerAct } from '../ledger/transfer.ts';
import { sameHand } from '../parties/hands.ts';
import { resumeClock, startClock, stopClock, windowOf } from './clock/clock.ts';
import { effectOf } from './effects/effects.ts';
import type { View } from './guards/check.ts';
import type { GuardName } from './guards/guard-words.ts';
import { firstBroken } from './guards/guards.ts';
import { type CaseEvent, type Edge, edgeFrom, eventsFrom } from './machine.ts';
import { stoppedToCoolOff } from './money/cooling-off.ts';
import { isTakenAtApproval } from './money/hold-row.ts';
import { draftPayments, dropPayments } from './money/payments-of-case.ts';
import { brokenRule, type Concerned, fourEyes, takenByOther } from './people/four-eyes.ts';
import { knows, profileOf, targetOn } from './profiles.ts';
import { type Act, type Actor, type CaseFile, type CaseRecord, type Hold, isWorker } from './records.ts';
import type { CaseRefusal } from './refusals.ts';
import { type CaseState, isEnd, labelOf, type Stage, stageOfState, TAKEN_STAGES } from './states.ts';
import type { Changed, StepInput } from './step-input.ts';

export interface Step {
  readonly file: CaseFile;
  readonly event: CaseEvent;
  /** True: the first of two persons proposed it, and nothing else happened. */
  readonly proposed: boolean;
  readonly from: CaseState;
  /** What moves in the ledger with this very step. */
  readonly transfers: readonly Transfer[];
  readonly taken: readonly Hold[];
  readonly givenBack: readonly Hold[];
  /** What is left of the run it drew from. */
  readonly run?: CaseMoney;
}

/** What the rules cannot know by themselves. */
export interface StepContext extends Omit<StepInput, 'file' | 'by' | 'detail'> {
  readonly concerned: Concerned;
  /** Organisations the actor belongs to. */
  readonly organisationIds: readonly string[];
  readonly missing: View['missing'];
  readonly callOpen: boolean;
  readonly closed?: NonNullable<View['closed']>;
  readonly holidays: HolidayLists;
  /** Where an approval reserves; what it still holds is asked again in the write itself. */
  readonly budget?: Budget;
  /** A run that has reserved for many: the approval draws this case's part from it. */
  readonly run?: { readonly money: CaseMoney; readonly budget: BudgetIdentity; readonly grantedFen: number };
  readonly sha256Hex: (text: string) => string;
}

/** The edge of an event that a case of this kind can take now. */
export function edgeOf(event: CaseEvent, { state, instrument }: CaseRecord): Edge | undefined {
  const edge = edgeFrom(event, state);
  const profile = profileOf(instrument);
  if (!edge || (edge.automatic && !profile.automatic)) return undefined;
  return edge.to.some((to) => to === 'same' || to === 'resume' || knows(profile, to)) ? edge : undefined;
}

/** The edges that may be tried now, whether or not their guards hold. */
export const edgesOf = (record: CaseRecord): Edge[] => eventsFrom(record.state).flatMap((event) => edgeOf(event, record) ?? []);
export const eventsOf = (record: CaseRecord): CaseEvent[] => edgesOf(record).map(({ event }) => event as CaseEvent);

const stateRefusal = (record: CaseRecord): CaseRefusal => {
  const { zh, en } = labelOf(record.state);
  const detail = { zh: `案件现在的状态：${zh}`, en: `the case now stands at: ${en}` };
  return { code: 'case-state', faults: [{ pointer: '', code: record.state, detail }] };
};

/** In which stage an edge is acted; where both sides act, in which the office does. */
export const stageOf = (edge: Edge, { state, resumeState }: CaseRecord): Stage =>
  edge.stage ?? stageOfState(state === 'returned' && resumeState !== null ? resumeState : state);

/** What a decision rests on; its hash is what is approved. Any change of it makes earlier signatures void. */
export const contentOf = ({ programmeHash, snapshotHash, claim, struck, settled, payee, appraisal }: CaseRecord) => ({
  programmeHash,
  snapshotHash,
  claim,
  struck: struck.map(({ lineId }) => lineId),
  settled: settled.map(({ fact, value }) => ({ fact, value })),
  payee,
  computedFen: appraisal?.computedFen ?? null,
  ...(appraisal?.tranches && { tranches: appraisal.tranches }),
});

function withAct(record: CaseRecord, act: Act): CaseRecord {
  const known = record.assigned.some((entry) => entry.stage === act.stage && entry.by.personKey === act.by.personKey);
  const takes = TAKEN_STAGES.includes(act.stage) && !known && !isWorker(act.by);
  return {
    ...record,
    acts: [...record.acts, act],
    assigned: takes ? [...record.assigned, { stage: act.stage, by: act.by, since: act.at }] : record.assigned,
  };
}

/** States one comes back from: what is left of the time of the state before is kept. */
const AWAY: Partial<Record<CaseState, string>> = { returned: 'correction', objection_review: 'objection' };

function entered(record: CaseRecord, to: CaseState, context: StepContext): CaseRecord {
  if (to === record.state) return record;
  const away = AWAY[to];
  const comesBack = AWAY[record.state] !== undefined && record.resumeState === to;
  const started = comesBack
    ? resumeClock(record.resumeClock, context)
    : stoppedToCoolOff({ ...record, state: to, clock: startClock(record, to, context) }, context);
  // A hold outlives a step of the applicant, and ends with the case.
  const halt = isEnd(to) ? null : record.halt;
  const clock = halt ? stopClock(started, context.today, 'hold') : started;
  const left = away
    ? { resumeState: record.state, resumeClock: stopClock(record.clock, context.today, away) }
    : { resumeState: null, resumeClock: null };
  const notice = to === 'public_notice' ? windowOf(record, clock, context.today) : record.notice;
  // Entering the payment for the first time releases the first instalment.
  const released = to === 'disbursing' ? Math.max(1, record.released ?? 0) : record.released;
  // Whoever is decided on, or no longer to be, waits for no budget.
  const since = { since: context.now, waiting: null };
  return { ...record, ...left, ...(released !== undefined && { released }), ...since, state: to, clock, halt, notice };
}

function targetOf(edge: Edge, file: CaseFile): CaseState {
  const { record } = file;
  const [only, ...more] = edge.to;
  if (only === 'same') return record.state;
  if (only === 'resume') return record.resumeState ?? record.state;
  if (edge.event === 'dismiss-objection')
    return file.objections.some(({ state }) => state === 'open') ? 'objection_review' : 'public_notice';
  if (more.length === 0) return only as CaseState;
  const target = targetOn(profileOf(record.instrument), edge.to as readonly CaseState[]);
  if (!target) throw new Error(`${edge.event} leads nowhere on the path of ${record.instrument}`);
  return target;
}

type Moved = Result<{ readonly record: CaseRecord; readonly transfers: readonly Transfer[]; readonly run?: CaseMoney }, CaseRefusal>;
const ledgerRefusal = (code: LedgerRefusal): CaseRefusal => ({ code, faults: [{ pointer: '', code, detail: LEDGER_REFUSALS[code] }] });

/** Money as the edge and the profile have it: the amount that was computed is reserved; of a reservation, what is not paid goes back. */
function moved(edge: Edge, record: CaseRecord, by: Actor, { now, budget, run }: StepContext): Moved {
  const act = { at: now, by: by.personId, auditOf: { kind: 'case' as const, id: record.id } };
  const takes = profileOf(record.instrument).money !== 'none';
  if (edge.money === 'reserve' && takes) return reserved(record, act, budget, run);
  if (edge.money !== 'void' || heldFen(record.money) === 0) return ok({ record, transfers: [] });
  const given = voidRest(record.money, act);
  if (!given.ok) return refuse(ledgerRefusal(given.refusal));
  const { money, transfer } = given.value;
  return ok({ record: { ...record, money }, transfers: [transfer] });
}

/** Takes what is approved out of the budget, or out of what a run has reserved for many. */
function reserved(record: CaseRecord, act: LedgerAct, budget: StepContext['budget'], run: StepContext['run']): Moved {
  if (run) {
    const drawn = draw(run.money, record.money, run.grantedFen, act);
    if (!drawn.ok) return refuse(ledgerRefusal(drawn.refusal));
    const { money, transfer, run: left } = drawn.value;
    return ok({ record: { ...record, budget: identityOf(run.budget), money }, transfers: [transfer], run: left });
  }
  if (!budget) return refuse(ledgerRefusal('budget-closed'));
  const taken = reserve(record.money, budget, record.appraisal?.computedFen ?? 0, act);
  if (!taken.ok) return refuse(ledgerRefusal(taken.refusal));
  const { money, transfer } = taken.value;
  return ok({ record: { ...record, budget: identityOf(budget), money }, transfers: [transfer] });
}

const sameHold = (a: Hold, b: Hold): boolean => JSON.stringify(a) === JSON.stringify(b);
const without = (all: readonly Hold[], some: readonly Hold[]): Hold[] => all.filter((one) => !some.some((other) => sameHold(one, other)));

function held(edge: Edge, before: CaseRecord, after: CaseRecord) {
  if (edge.holds === 'take')
    return { record: after, taken: without(after.holds, before.holds), givenBack: without(before.holds, after.holds) };
  if (edge.holds === undefined || after.money.postedFen > 0) return { record: after, taken: [], givenBack: [] };
  const givenBack = edge.holds === 'give-back' ? before.holds : before.holds.filter(isTakenAtApproval);
  return { record: { ...after, holds: without(before.holds, givenBack) }, taken: [], givenBack };
}

/** Guards that ask about what stood before this step, not about what it brings. For a signature all of them do. */
const BEFORE: readonly GuardName[] = [
  'no-open-correction',
  'defects-new',
  'defects-answered',
  'nothing-sent',
  'appeal-window-open',
  'no-appeal-open',
  'no-appeal-dismissed',
  'appeal-open',
  'window-still-open',
  'objects-once',
  'names-open-objection',
  'settles-unknown',
  'expert-free',
  'opinion-asked',
  'no-conflict-declared',
  'names-open-opinion',
  'tranche-left',
  'all-paid',
  'cancel-proposed',
  'nothing-reported',
  'conditions-reported',
  'conditions-found',
];

/** Does this one act for the applicant? */
const isApplicants = ({ applicant }: CaseRecord, { organisationId }: Actor): boolean => organisationId === applicant.organisationId;

interface Attempt {
  readonly record: CaseRecord;
  readonly edge: Edge;
  readonly stage: Stage;
  /** What the first of two persons proposed. */
  readonly first: CaseRecord['proposal'];
  readonly by: Actor;
  readonly context: StepContext;
}

/** Why this one may not take the step, whatever the case says: a hold, a worker's edge, four eyes, a colleague in charge. */
function barredBy({ record, edge, stage, first, by, context }: Attempt): CaseRefusal | undefined {
  if (record.halt && stage !== 'applicant' && stage !== 'public') return { code: 'case-halted' };
  const worker = isWorker(by);
  if (worker ? stage !== 'system' && stage !== 'public' && !edge.worker : stage === 'system') return { code: 'not-your-role' };
  if (worker) return undefined;
  const broken = brokenRule(record, stage, { ...by, organisationIds: context.organisationIds }, context.concerned);
  if (broken && !edge.despiteTies) return fourEyes(broken);
  if (edge.persons === 2 && first && sameHand(first.by, by)) return fourEyes('proposed-it');
  if (edge.money === 'reserve' || edge.event === 'approve-step')
    if (record.approvals.some((one) => sameHand(one.by, by))) return fourEyes('signed-before');
  // Each side signs for itself.
  if (edge.bothSides && first && isApplicants(record, first.by) === isApplicants(record, by)) return fourEyes('signed-other-side');
  // What one proposed, a second carries out beside the one in charge.
  return !first && takenByOther(record, stage, by) ? { code: 'not-assigned' } : undefined;
}

/**
 * One event of one case, by one person (or `system`): the case as it then stands with what beside it has changed, the money that moves and
 * what is held; or the refusal. Pure: the same input gives the same step. An event that two persons carry out is only proposed by the first.
 */
export function step(
  file: CaseFile,
  event: CaseEvent,
  by: Actor,
  detail: StepInput['detail'],
  context: StepContext,
): Result<Step, CaseRefusal> {
  const { record } = file;
  const edge = edgeOf(event, record);
  if (!edge) return refuse(stateRefusal(record));
  const stage = edge.bothSides && isApplicants(record, by) ? 'applicant' : stageOf(edge, record);
  const first = record.proposal?.event === event ? record.proposal : null;
  const barred = barredBy({ record, edge, stage, first, by, context });
  if (barred) return refuse(barred);
  if (first && context.hashOf(first.detail) !== context.hashOf(detail)) return refuse({ code: 'proposal-differs' });

  const brought = effectOf(event, { ...context, file, by, detail });
  const after = apply(file, brought, context);
  const view = (of: CaseFile): View => ({ ...context, file: of, by, detail });
  const guards = edge.guards ?? [];
  const refusal =
    firstBroken(
      guards.filter((name) => BEFORE.includes(name)),
      view(file),
    ) ??
    firstBroken(
      guards.filter((name) => !BEFORE.includes(name)),
      view(event.startsWith('approve') ? file : after),
    );
  if (refusal) return refuse(refusal);

  const none = { event, from: record.state, transfers: [], taken: [], givenBack: [] };
  const at = context.now;
  if (edge.persons === 2 && !first) {
    const proposal = { event, by, at, detail };
    const proposed = withAct({ ...record, proposal, version: record.version + 1 }, { event: 'propose', stage, by, at });
    return ok({ ...none, proposed: true, file: { ...file, record: proposed } });
  }
  const money = moved(edge, after.record, by, context);
  if (!money.ok) return money;
  const { record: kept, taken, givenBack } = held(edge, record, money.value.record);
  const next = entered({ ...kept, proposal: null }, targetOf(edge, after), context);
  const done = withAct({ ...next, version: record.version + 1 }, { event, stage, by, at });
  const payments =
    done.state === 'disbursing'
      ? draftPayments(done, after.payments, context.sha256Hex)
      : edge.money === 'void'
        ? dropPayments(after.payments)
        : after.payments;
  const { transfers, run } = money.value;
  return ok({ ...none, proposed: false, file: { ...after, record: done, payments }, transfers, taken, givenBack, ...(run && { run }) });
}

/** The file with what a step brings: signatures over other content are void, and the hash is that of the new content. */
function apply(file: CaseFile, { record: changes, ...rows }: Changed, { hashOf }: StepContext): CaseFile {
  const changed: CaseRecord = { ...file.record, ...changes };
  const contentHash = changed.submittedAt === null ? null : hashOf(contentOf(changed));
  const approvals = changed.approvals.filter((one) => one.contentHash === contentHash);
  return { ...file, ...rows, record: { ...changed, contentHash, approvals } };
}
