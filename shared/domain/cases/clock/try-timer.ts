import { ok, type Result } from '../../kernel/result.ts';
import type { CaseEvent } from '../machine.ts';
import { SYSTEM } from '../records/actor.ts';
import type { CaseFile } from '../records.ts';
import type { CaseRefusal } from '../refusals.ts';
import { type Step, step } from '../step.ts';
import type { StepContext } from '../step-context.ts';
import { recounted } from './clock.ts';
import { shownDue } from './due.ts';
import type { HandlingContext } from './halt.ts';
import { liftHold } from './halt.ts';
import { dayToTell, dueTimer, nextTimer, type Timer, type TimerEvent } from './timers.ts';

/** What a worker did with a case whose day had come. `event` is what the rest of the house is told. */
export type TimerWork = Pick<Step, 'file' | 'transfers' | 'taken' | 'givenBack'> & { readonly event: string; readonly timer: Timer };

/**
 * `idle`: nothing is due (somebody was faster, or the list is behind) · `wait`: the list of holidays still does not reach so far; asked again
 * tomorrow · `work`: to be committed · a refusal: the machine does not let the step happen, which should not be.
 */
export type Tried =
  | { readonly kind: 'idle' }
  | { readonly kind: 'wait'; readonly timer: Timer }
  | { readonly kind: 'work'; readonly work: TimerWork };

type Attempt = (file: CaseFile, timer: Timer, context: StepContext) => Result<Tried, CaseRefusal>;

const worked = (timer: Timer, event: string, moved: Pick<Step, 'file'> & Partial<Step>): Result<Tried, CaseRefusal> => {
  const { file, transfers = [], taken = [], givenBack = [] } = moved;
  return ok({ kind: 'work', work: { file, transfers, taken, givenBack, event, timer } });
};

const takes =
  (event: CaseEvent): Attempt =>
  (file, timer, context) => {
    const done = step(file, event, SYSTEM, {}, context);
    return done.ok ? worked(timer, event, done.value) : done;
  };

/** Tells the applicant of a last day, and marks which it was. */
const remind: Attempt = (file, timer, { today }) => {
  const { record } = file;
  const day = dayToTell(record, today);
  if (!day) throw new Error('a reminder of no day');
  const reminded = { on: today, since: record.since, ...day };
  return worked(timer, 'reminded', { file: { ...file, record: { ...record, reminded, version: record.version + 1 } } });
};

/** Tells the office or a specialist, and marks the day so that it is told once. */
const tells =
  (event: string): Attempt =>
  (file, timer) =>
    worked(timer, event, { file: { ...file, record: { ...file.record, seenOn: timer.on, version: file.record.version + 1 } } });

const WORK: Record<TimerEvent, Attempt> = {
  lapse: takes('lapse'),
  'notice-passed': takes('notice-passed'),
  'accept-intake': takes('accept-intake'),
  'auto-admit': takes('auto-admit'),
  'pay-done': takes('pay-done'),
  'pay-again': takes('pay-again'),
  unhold: (file, timer, context) => {
    const done = liftHold(file.record, SYSTEM, context satisfies HandlingContext);
    return done.ok ? worked(timer, 'unhold', { file: { ...file, record: done.value } }) : done;
  },
  recount: (_file, timer) => ok({ kind: 'wait', timer }),
  remind,
  escalate: tells('escalated'),
  'opinion-due': tells('opinion-due'),
  'opinion-late': tells('opinion-late'),
};

/** What a list that was published since makes of a day that only may be the last; undefined: the day is certain, or nothing has changed. */
function countedAnew(file: CaseFile, context: StepContext): TimerWork | undefined {
  const { dueOn, provisional } = shownDue(file.record.clock);
  if (!provisional || dueOn === null || file.record.halt) return undefined;
  const record = recounted(file.record, context);
  const none = { transfers: [], taken: [], givenBack: [] };
  return record && { file: { ...file, record }, ...none, event: 'recounted', timer: { on: dueOn, event: 'recount' } };
}

/**
 * What the clock does to a case today, if anything: the event of its timer, tried by the worker as anybody's step is, with every guard. A day that
 * is not certain is counted again first, whatever brought the worker here. Pure; run twice on what it wrote, it finds nothing to do.
 */
export function tryTimer(file: CaseFile, context: StepContext): Result<Tried, CaseRefusal> {
  const work = countedAnew(file, context);
  if (work) return ok({ kind: 'work', work });
  const timer = dueTimer(file.record, context.today);
  if (timer) return WORK[timer.event](file, timer, context);
  const next = nextTimer(file.record);
  // Its list is there, and is not enough: there is a gap before it.
  return ok(next?.awaits === undefined ? { kind: 'idle' } : { kind: 'wait', timer: next });
}
