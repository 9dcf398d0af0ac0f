import { ok, type Result, refuse } from '../../kernel/result.ts';
import { edgesOf, stageOf } from '../edges.ts';
import { suits } from '../profiles.ts';
import type { Act, Actor } from '../records/actor.ts';
import type { CaseFile, CaseRecord } from '../records.ts';
import type { CaseRefusal } from '../refusals.ts';
import { isEnd, type Stage, TAKEN_STAGES } from '../states.ts';
import { brokenRule, type Concerned, type FourEyesRule, fourEyes, takenByOther } from './four-eyes.ts';

/** A person with all organisations they belong to, through whichever account. */
export interface Handler {
  readonly by: Actor;
  readonly organisationIds: readonly string[];
  /** Whether they are away today, as a delegation says: they are given nothing new. */
  readonly away?: boolean;
}
export interface AssignContext {
  readonly now: string;
  readonly concerned: Concerned;
}
type Handled = Result<CaseRecord, CaseRefusal>;

/** The stages of the public side that are acted in now: those of the edges that leave the state. An ended case has that of an open appeal. */
export function openStages({ record, appeals }: CaseFile): Stage[] {
  const stages = isEnd(record.state)
    ? appeals.some(({ state }) => state === 'filed')
      ? (['appeal'] as const)
      : []
    : edgesOf(record).map((edge) => stageOf(edge, record));
  return TAKEN_STAGES.filter((stage) => (stages as readonly Stage[]).includes(stage));
}

/** In which role somebody acts, and for whom. */
type Standing = Pick<Actor, 'personKey' | 'role' | 'onBehalf'>;

const holderOf = ({ assigned }: Pick<CaseRecord, 'assigned'>, stage: Stage, { personKey }: Pick<Actor, 'personKey'>) =>
  assigned.find((entry) => entry.stage === stage && entry.by.personKey === personKey);

function changed(record: CaseRecord, act: Act, assigned: CaseRecord['assigned']): CaseRecord {
  return { ...record, version: record.version + 1, acts: [...record.acts, act], assigned };
}

function barred(file: CaseFile, stage: Stage, { by, organisationIds }: Handler, { concerned }: AssignContext): CaseRefusal | undefined {
  if (!openStages(file).includes(stage)) return { code: 'case-state' };
  if (!suits(file.record.instrument, stage, by.role)) return { code: 'not-your-role' };
  const broken = brokenRule(file.record, stage, { ...by, organisationIds }, concerned);
  return broken && fourEyes(broken);
}

/**
 * Takes a stage of a case on. Whoever may not act in it may not take it: four eyes is asked here, not at the last step. Taking is an act, so
 * that nobody takes two stages of one case.
 */
export function takeStage(file: CaseFile, stage: Stage, who: Handler, context: AssignContext): Handled {
  const { record } = file;
  const { by } = who;
  const refusal = barred(file, stage, who, context);
  if (refusal) return refuse(refusal);
  // What a stand-in took over comes back with whom it was done for.
  const others = record.assigned.filter((entry) => entry.stage !== stage || entry.by.onBehalf?.personKey !== by.personKey);
  if (takenByOther({ assigned: others }, stage, by) || holderOf({ assigned: others }, stage, by)) return refuse({ code: 'not-assigned' });
  if (who.away && others.length === record.assigned.length) return refuse({ code: 'away' });
  const at = context.now;
  return ok(changed(record, { event: 'take', stage, by, at }, [...others, { stage, by, since: at }]));
}

/**
 * What somebody who stands in may take over: what the colleague has in hand, or another took for them in the same role while standing in. One role
 * has one stand-in at a time, so that the other's days are over.
 */
export function heldFor({ assigned }: Pick<CaseRecord, 'assigned'>, stage: Stage, { personKey, role, onBehalf }: Standing) {
  const here = assigned.filter((entry) => entry.stage === stage && entry.by.personKey !== personKey);
  return (
    here.find(({ by }) => by.personKey === onBehalf?.personKey) ??
    here.find(({ by }) => onBehalf !== undefined && by.onBehalf?.personKey === onBehalf.personKey && by.role === role)
  );
}

/** Takes over, as the stand-in of a colleague, what that colleague has in hand. The right is the delegation: nobody gives it out. */
export function coverStage(file: CaseFile, stage: Stage, who: Handler, context: AssignContext): Handled {
  const { record } = file;
  const { by } = who;
  const held = heldFor(record, stage, by);
  if (!held) return refuse({ code: 'not-delegated' });
  const refusal = barred(file, stage, who, context);
  if (refusal) return refuse(refusal);
  if (who.away) return refuse({ code: 'away' });
  const at = context.now;
  const others = record.assigned.filter((entry) => entry !== held && entry !== holderOf(record, stage, by));
  return ok(changed(record, { event: 'cover', stage, by, at }, [...others, { stage, by, since: at }]));
}

export interface Reassignment {
  /** Who has it now; null: nobody yet, and the head gives it out. */
  readonly from: Actor | null;
  readonly to: Handler;
  readonly reason: string;
  /** Whether the one who does it heads the office. */
  readonly head: boolean;
}

/** Ties to the case bar a head from choosing who decides it; having led its other stages does not. */
const TIES: readonly FourEyesRule[] = ['signed-for-applicant', 'member-of-applicant', 'related-to-applicant', 'objected'];

/** Gives a stage to a colleague of the same office who may act in it: by who has it, or by the head of the office. */
export function reassignStage(file: CaseFile, stage: Stage, who: Handler, move: Reassignment, context: AssignContext): Handled {
  const { record } = file;
  const { from, to, reason, head } = move;
  const held = from && holderOf(record, stage, from);
  const isHolder = from?.personKey === who.by.personKey;
  if (!head && !isHolder) return refuse({ code: 'not-assigned' });
  if (from ? !held : takenByOther(record, stage, to.by)) return refuse({ code: 'not-assigned' });
  if (reason.trim() === '') return refuse({ code: 'reason-missing' });
  const office = from?.organisationId ?? who.by.organisationId;
  const colleague = to.by.organisationId === office && who.by.organisationId === office && (!from || to.by.role === from.role);
  if (!colleague || to.by.personKey === who.by.personKey) return refuse({ code: 'not-your-role' });
  const ties = brokenRule(record, stage, { ...who.by, organisationIds: who.organisationIds }, context.concerned);
  if (ties && TIES.includes(ties)) return refuse(fourEyes(ties));
  const refusal = barred(file, stage, to, context);
  if (refusal) return refuse(refusal);
  if (to.away) return refuse({ code: 'away' });
  const at = context.now;
  const others = record.assigned.filter((entry) => entry !== held && !(entry.stage === stage && entry.by.personKey === to.by.personKey));
  // Who gives their own stage away acted in it; a head who gives out work did not decide the case.
  const act: Act = { event: 'reassign', stage: isHolder ? stage : 'system', by: who.by, at };
  const given: Act = { event: 'take', stage, by: to.by, at };
  return ok({ ...changed(record, act, [...others, { stage, by: to.by, since: at }]), acts: [...record.acts, act, given] });
}

/** Gives a stage back to the desk, as long as there is one to act in. Who had it has seen the case: they take no other stage of it. */
export function handBack(file: CaseFile, stage: Stage, { by }: Handler, reason: string, { now }: AssignContext): Handled {
  const { record } = file;
  const held = holderOf(record, stage, by);
  if (!held) return refuse({ code: 'not-assigned' });
  if (isEnd(record.state) && !openStages(file).includes(stage)) return refuse({ code: 'case-state' });
  if (reason.trim() === '') return refuse({ code: 'reason-missing' });
  return ok(
    changed(
      record,
      { event: 'hand-back', stage, by, at: now },
      record.assigned.filter((entry) => entry !== held),
    ),
  );
}
