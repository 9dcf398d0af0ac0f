import { settle } from '../calendar/case-clock.ts';
import type { CaseClock } from '../calendar/clock-record.ts';
import type { HolidayLists } from '../calendar/working-days.ts';
import { addDays, type CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { heldFen, reserve, voidRest } from '../ledger/case-money.ts';
import type { Budget, Transfer } from '../ledger/records.ts';
import { LEDGER_REFUSALS, type LedgerRefusal } from '../ledger/refusals.ts';
import { type Changed, EFFECTS, type StepInput } from './effects.ts';
import { brokenRule, type Concerned, fourEyes } from './four-eyes.ts';
import { firstBroken, type View } from './guards.ts';
import { type CaseEvent, type Edge, edgeFrom, eventsFrom, GUARDS, type GuardName } from './machine.ts';
import { draftPayments, dropPayments } from './payments-of-case.ts';
import { profileOf, targetOn } from './profiles.ts';
import type { Act, Actor, CaseFile, CaseRecord, Hold } from './records.ts';
import type { CaseRefusal } from './refusals.ts';
import { type CaseState, isEnd, PUBLIC_STAGES, type Stage, stageOfState } from './states.ts';

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
}

/** What the rules cannot know by themselves. */
export interface StepContext extends Omit<StepInput, 'file' | 'by' | 'detail'> {
  readonly concerned: Concerned;
  /** Organisations the actor belongs to. */
  readonly organisationIds: readonly string[];
  readonly missing: View['missing'];
  readonly callOpen: boolean;
  readonly holidays: HolidayLists;
  /** Where an approval reserves; what it still holds is asked again in the write itself. */
  readonly budget?: Budget;
  readonly sha256Hex: (text: string) => string;
  /** SHA-256 of the canonical JSON of a value. */
  readonly hashOf: (value: unknown) => string;
}

const stateRefusal = (record: CaseRecord): CaseRefusal => {
  const open = eventsFrom(record.state).join(', ');
  const detail = { zh: `现在是“${record.state}”，可以：${open || '无'}`, en: `it is ${record.state}; possible: ${open || 'nothing'}` };
  return { code: 'case-state', faults: [{ pointer: '', code: record.state, detail }] };
};

/** In which stage an edge is acted in. */
const stageOf = (edge: Edge, { state, resumeState }: CaseRecord): Stage =>
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
});

/** Who has taken this stage on already, if it is somebody else. */
const takenByOther = ({ assigned }: CaseRecord, stage: Stage, by: Actor): boolean =>
  (PUBLIC_STAGES as readonly Stage[]).includes(stage) &&
  // Two persons carry out what one proposed, and levels of a decision are signed by several.
  stage !== 'decision' &&
  stage !== 'notice' &&
  stage !== 'monitoring' &&
  stage !== 'payment' &&
  assigned.some((entry) => entry.stage === stage && entry.by.personKey !== by.personKey);

function withAct(record: CaseRecord, act: Act): CaseRecord {
  const known = record.assigned.some((entry) => entry.stage === act.stage && entry.by.personKey === act.by.personKey);
  const takes = (PUBLIC_STAGES as readonly Stage[]).includes(act.stage) && !known;
  return {
    ...record,
    acts: [...record.acts, act],
    assigned: takes ? [...record.assigned, { stage: act.stage, by: act.by, since: act.at }] : record.assigned,
  };
}

/** Whose time runs in a state: that of an applicant or of the public never gets shorter than shown, that of an office never longer. */
const ownerOf = (state: CaseState): CaseClock['owner'] =>
  state === 'public_notice' ? 'public' : stageOfState(state) === 'applicant' || isEnd(state) ? 'applicant' : 'office';

/** The clock a state starts with; an end that can be appealed against runs the days of the appeal. */
function clockFor(record: CaseRecord, state: CaseState, { today, holidays }: StepContext): CaseClock | null {
  const profile = profileOf(record.instrument);
  const appealable = state === 'ineligible' || state === 'rejected';
  const limit = appealable ? { days: profile.appealDays, unit: 'calendar-days' as const } : profile.limits[state];
  if (!limit) return null;
  const { days, unit } = limit;
  return settle({ owner: ownerOf(state), start: today, limit: { days, unit }, stops: [] }, holidays, today);
}

const stopped = (clock: CaseClock | null, today: CivilDate, ground: string): CaseClock | null =>
  clock && { ...clock, stops: [...clock.stops, { from: today, to: null, ground }] };

const resumed = (clock: CaseClock | null, { today, holidays }: StepContext): CaseClock | null =>
  clock && settle({ ...clock, stops: clock.stops.map((stop) => (stop.to === null ? { ...stop, to: today } : stop)) }, holidays, today);

/** States one comes back from: what is left of the time of the state before is kept. */
const AWAY: Partial<Record<CaseState, string>> = { returned: 'correction', objection_review: 'objection' };

function entered(record: CaseRecord, to: CaseState, context: StepContext): CaseRecord {
  if (to === record.state) return record;
  const away = AWAY[to];
  const comesBack = AWAY[record.state] !== undefined && record.resumeState === to;
  const clock = comesBack ? resumed(record.resumeClock, context) : clockFor(record, to, context);
  const left = away
    ? { resumeState: record.state, resumeClock: stopped(record.clock, context.today, away) }
    : { resumeState: null, resumeClock: null };
  // The last day of the period is still in time; a window is half-open.
  const notice =
    to === 'public_notice' && clock?.shown
      ? { from: record.notice?.from ?? context.today, until: addDays(clock.shown.day, 1) }
      : record.notice;
  return { ...record, ...left, state: to, since: context.now, clock, notice };
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

const identityOf = ({ budgetId, programmeId, fiscalYear, payerId, communityId }: Budget) => ({
  budgetId,
  programmeId,
  fiscalYear,
  payerId,
  communityId,
});
type Moved = Result<{ readonly record: CaseRecord; readonly transfers: readonly Transfer[] }, CaseRefusal>;
const ledgerRefusal = (code: LedgerRefusal): CaseRefusal => ({ code, faults: [{ pointer: '', code, detail: LEDGER_REFUSALS[code] }] });

/** Money as the edge has it: the amount that was computed is reserved; of a reservation, what is not paid goes back. */
function moved(edge: Edge, record: CaseRecord, by: Actor, { now, budget }: StepContext): Moved {
  const act = { at: now, by: by.personId, auditOf: { kind: 'case' as const, id: record.id } };
  const none = ok({ record, transfers: [] });
  if (edge.money === undefined || (edge.money === 'void' && heldFen(record.money) === 0)) return none;
  if (edge.money === 'reserve' && !budget) return refuse(ledgerRefusal('budget-closed'));
  const decided =
    edge.money === 'reserve'
      ? reserve(record.money, budget as Budget, record.appraisal?.computedFen ?? 0, act)
      : voidRest(record.money, act);
  if (!decided.ok) return refuse(ledgerRefusal(decided.refusal));
  const { money, transfer } = decided.value;
  const reserved = edge.money === 'reserve' && budget ? { budget: identityOf(budget) } : {};
  return ok({ record: { ...record, ...reserved, money }, transfers: [transfer] });
}

const sameHold = (a: Hold, b: Hold): boolean => a.kind === b.kind && a.fen === b.fen && a.key.join('\n') === b.key.join('\n');
const without = (all: readonly Hold[], some: readonly Hold[]): Hold[] => all.filter((one) => !some.some((other) => sameHold(one, other)));

function held(edge: Edge, before: CaseRecord, after: CaseRecord) {
  if (edge.holds === 'take')
    return { record: after, taken: without(after.holds, before.holds), givenBack: without(before.holds, after.holds) };
  if (edge.holds !== 'give-back' || after.money.postedFen > 0) return { record: after, taken: [], givenBack: [] };
  return { record: { ...after, holds: [] }, taken: [], givenBack: [...before.holds] };
}

const LEVEL_GUARDS: readonly GuardName[] = ['levels-left', 'last-level'];
/** Guards that ask about what stood before this step, not about what it brings. */
const BEFORE: readonly GuardName[] = ['no-open-correction', 'no-appeal-open', 'appeal-open', 'window-still-open', ...LEVEL_GUARDS];

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
  const edge = edgeFrom(event, record.state);
  if (!edge) return refuse(stateRefusal(record));
  const stage = stageOf(edge, record);
  if (record.halt && stage !== 'applicant' && stage !== 'public') return refuse({ code: 'case-halted' });
  const broken = brokenRule(record, stage, { ...by, organisationIds: context.organisationIds }, context.concerned);
  if (broken) return refuse(fourEyes(broken));
  if (takenByOther(record, stage, by)) return refuse({ code: 'not-assigned' });
  if (event.startsWith('approve') && record.approvals.some((one) => one.by.personKey === by.personKey))
    return refuse(fourEyes('signed-before'));

  const first = record.proposal?.event === event ? record.proposal : null;
  if (edge.persons === 2 && first?.by.personKey === by.personKey) return refuse(fourEyes('proposed-it'));
  if (first && context.hashOf(first.detail) !== context.hashOf(detail)) return refuse({ code: 'proposal-differs' });

  const brought = EFFECTS[event]?.({ ...context, file, by, detail }) ?? { record: {} };
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
  return ok({ ...none, proposed: false, file: { ...after, record: done, payments }, transfers: money.value.transfers, taken, givenBack });
}

/** The file with what a step brings: signatures over other content are void, and the hash is that of the new content. */
function apply(file: CaseFile, { record: changes, ...rows }: Changed, { hashOf }: StepContext): CaseFile {
  const changed: CaseRecord = { ...file.record, ...changes };
  const contentHash = changed.submittedAt === null ? null : hashOf(contentOf(changed));
  const approvals = changed.approvals.filter((one) => one.contentHash === contentHash);
  return { ...file, ...rows, record: { ...changed, contentHash, approvals } };
}

/** The guards of an edge in words, for whoever asks what a step needs. */
export const wordsOf = (edge: Edge) => (edge.guards ?? []).map((name) => GUARDS[name]);
export { isEnd };
