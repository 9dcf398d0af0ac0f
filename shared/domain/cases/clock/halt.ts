import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { brokenRule, type Concerned, fourEyes, takenByOther } from '../people/four-eyes.ts';
import { type Actor, isWorker } from '../records/actor.ts';
import type { CaseRecord } from '../records.ts';
import type { CaseRefusal } from '../refusals.ts';
import { OFFICES, owedByOfState, stageOfState } from '../states.ts';
import { type ClockContext, resumeClock, stopClock } from './clock.ts';

/** A hold of a year is no hold but a refusal nobody signed; a default of ours (invented). */
export const LONGEST_HALT_DAYS = 90;

export interface HandlingContext extends ClockContext {
  readonly now: string;
  readonly concerned: Concerned;
  /** Organisations the actor belongs to. */
  readonly organisationIds: readonly string[];
}
type Handled = Result<CaseRecord, CaseRefusal>;

/** Does an office owe the next step? Only its time can be held. */
export const isOwedByOffice = ({ state }: CaseRecord): boolean => OFFICES.includes(owedByOfState(state));

/** Whoever may act in the stage may hold it; four eyes looks at them as at anybody who acts. */
function barred(record: CaseRecord, by: Actor, { concerned, organisationIds }: HandlingContext): CaseRefusal | undefined {
  const stage = stageOfState(record.state);
  const broken = brokenRule(record, stage, { ...by, organisationIds }, concerned);
  if (broken) return fourEyes(broken);
  return takenByOther(record, stage, by) ? { code: 'not-assigned' } : undefined;
}

const acted = (record: CaseRecord, event: 'hold' | 'unhold', by: Actor, at: string): CaseRecord => ({
  ...record,
  version: record.version + 1,
  acts: [...record.acts, { event, stage: isWorker(by) ? 'system' : stageOfState(record.state), by, at }],
});

/**
 * Holds a case: the office's clock stands still and no office takes a step, until it is lifted or the day `until` has come. The state stays what
 * it is, so nothing is skipped; what the applicant may do, they still may. Only time that an office owes can be held.
 * @param until the first day on which the case goes on, at most 90 days ahead
 */
export function holdCase(
  record: CaseRecord,
  by: Actor,
  { ground, until }: { ground: string; until: CivilDate },
  context: HandlingContext,
): Handled {
  const { today, now } = context;
  if (record.halt) return refuse({ code: 'case-halted' });
  if (!isOwedByOffice(record)) return refuse({ code: 'case-state' });
  if (isWorker(by)) return refuse({ code: 'not-your-role' });
  const refusal = barred(record, by, context);
  if (refusal) return refuse(refusal);
  if (ground.trim() === '') return refuse({ code: 'reason-missing' });
  if (until <= today || until > addDays(today, LONGEST_HALT_DAYS)) return refuse({ code: 'halt-end-invalid' });
  const halt = { ground, by, from: today, until };
  return ok(acted({ ...record, halt, clock: stopClock(record.clock, today, 'hold') }, 'hold', by, now));
}

/** Lets a held case go on: by whoever may act in the stage, or by a worker on the day the hold ends. A worker that comes late takes no time away. */
export function liftHold(record: CaseRecord, by: Actor, context: HandlingContext): Handled {
  const { halt } = record;
  if (!halt) return refuse({ code: 'case-state' });
  const over = context.today >= halt.until;
  if (isWorker(by) && !over) return refuse({ code: 'not-due' });
  const refusal = isWorker(by) ? undefined : barred(record, by, context);
  if (refusal) return refuse(refusal);
  const clock = resumeClock(record.clock, context, over ? halt.until : context.today);
  return ok(acted({ ...record, halt: null, clock }, 'unhold', by, context.now));
}
