import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Changed, EFFECTS, type StepInput } from './effects.ts';
import { brokenRule, type Concerned, fourEyes } from './four-eyes.ts';
import { firstBroken, type View } from './guards.ts';
import { type CaseEvent, type Edge, edgeFrom, eventsFrom, GUARDS, type GuardName } from './machine.ts';
import { profileOf, targetOn } from './profiles.ts';
import type { Act, Actor, CaseFile, CaseRecord, Hold, StateClock } from './records.ts';
import type { CaseRefusal } from './refusals.ts';
import { type CaseState, isEnd, PUBLIC_STAGES, type Stage, stageOfState } from './states.ts';

/** A movement of public money that goes into the ledger with this very step. */
export interface Movement {
  readonly kind: 'reserve' | 'void';
  /** The business key: the same step of the same case never moves money twice. */
  readonly key: string;
  readonly amountFen: number;
}

export interface Step {
  readonly file: CaseFile;
  readonly event: CaseEvent;
  /** True: the first of two persons proposed it, and nothing else happened. */
  readonly proposed: boolean;
  readonly from: CaseState;
  readonly movements: readonly Movement[];
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
  /** The due date of a clock by the official calendar. */
  readonly dueOf: (clock: Pick<StateClock, 'start' | 'limit' | 'stops'>) => Pick<StateClock, 'dueOn' | 'provisional'>;
  /** SHA-256 of the canonical JSON of a value. */
  readonly hashOf: (value: unknown) => string;
}

const EMPTY_MONEY = { budgetId: null, reservedFen: 0, postedFen: 0, voidedFen: 0, recoveredFen: 0, reservations: 0 };

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

/** The clock a state starts with; an end that can be appealed against runs the days of the appeal. */
function clockFor(record: CaseRecord, state: CaseState, context: StepContext): StateClock | null {
  const profile = profileOf(record.instrument);
  const appealable = state === 'ineligible' || state === 'rejected';
  const limit = appealable ? { days: profile.appealDays, unit: 'calendar-days' as const } : profile.limits[state];
  if (!limit) return null;
  const clock = { start: context.today, limit: { days: limit.days, unit: limit.unit }, stops: [] };
  return { ...clock, ...context.dueOf(clock) };
}

const stopped = (clock: StateClock | null, today: CivilDate, ground: string): StateClock | null =>
  clock && { ...clock, stops: [...clock.stops, { from: today, to: null, ground }], dueOn: null, provisional: false };

function resumed(clock: StateClock | null, { today, dueOf }: StepContext): StateClock | null {
  if (!clock) return null;
  const running = { ...clock, stops: clock.stops.map((stop) => (stop.to === null ? { ...stop, to: today } : stop)) };
  return { ...running, ...dueOf(running) };
}

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
  const notice =
    to === 'public_notice' && clock?.dueOn ? { from: record.notice?.from ?? context.today, until: clock.dueOn } : record.notice;
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

/** Money as the edge has it: the amount that was computed is reserved; of a reservation, what is not paid goes back. */
function moved(edge: Edge, record: CaseRecord): { readonly record: CaseRecord; readonly movements: readonly Movement[] } {
  const money = record.money ?? EMPTY_MONEY;
  if (edge.money === 'reserve') {
    const amountFen = record.appraisal?.computedFen ?? 0;
    const reservations = money.reservations + 1;
    return {
      record: { ...record, money: { ...money, reservedFen: money.reservedFen + amountFen, reservations } },
      movements: [{ kind: 'reserve', key: `${record.id}.reserve.${reservations}`, amountFen }],
    };
  }
  const left = money.reservedFen - money.postedFen - money.voidedFen;
  if (edge.money !== 'void' || left === 0) return { record, movements: [] };
  return {
    record: { ...record, money: { ...money, voidedFen: money.voidedFen + left } },
    movements: [{ kind: 'void', key: `${record.id}.void.${money.reservations}`, amountFen: left }],
  };
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

  const none = { event, from: record.state, movements: [], taken: [], givenBack: [] };
  const at = context.now;
  if (edge.persons === 2 && !first) {
    const proposal = { event, by, at, detail };
    const proposed = withAct({ ...record, proposal, version: record.version + 1 }, { event: 'propose', stage, by, at });
    return ok({ ...none, proposed: true, file: { ...file, record: proposed } });
  }
  const money = moved(edge, after.record);
  const { record: kept, taken, givenBack } = held(edge, record, money.record);
  const next = entered({ ...kept, proposal: null }, targetOf(edge, after), context);
  const done = withAct({ ...next, version: record.version + 1 }, { event, stage, by, at });
  return ok({ ...none, proposed: false, file: { ...after, record: done }, movements: money.movements, taken, givenBack });
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
