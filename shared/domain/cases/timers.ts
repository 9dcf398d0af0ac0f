import { addDays, type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { shownDue } from './due.ts';
import { edgeFrom } from './machine.ts';
import { stepOfMoney } from './money-step.ts';
import { tellsOf } from './opinion.ts';
import { profileOf } from './profiles.ts';
import type { CaseRecord } from './records.ts';
import { type CaseState, isEnd } from './states.ts';
import { limitIn } from './terms.ts';

/**
 * What a worker does on a day: the events of the table it tries, `unhold` (the hold has come to its end), `remind` (who owes the move is told),
 * `escalate` (the head of the office is told that it is late; silence decides nothing), `recount` (the last list of holidays did not reach so
 * far: count again), `opinion-due`, `opinion-late` (a specialist is reminded; the reviewer is told that an opinion is late).
 */
export type TimerEvent =
  | 'lapse'
  | 'notice-passed'
  | 'accept-intake'
  | 'auto-admit'
  | 'pay-done'
  | 'pay-again'
  | 'unhold'
  | 'remind'
  | 'escalate'
  | 'recount'
  | 'opinion-due'
  | 'opinion-late';
export interface Timer {
  readonly on: CivilDate;
  readonly event: TimerEvent;
}

/** How many days before the last day an applicant is reminded; defaults of ours (invented). */
const REMIND_BEFORE: Partial<Record<CaseState, readonly number[]>> = { draft: [7], returned: [3], conditional: [7], contracting: [3] };
/** How many days after the last day an office's delay is told: to the head, and again. A default of ours (invented). */
const ESCALATE_AFTER = [1, 8] as const;

/** The states a case nobody applied for passes without anybody's hand, and the step that leaves each. */
export const AT_ONCE: Partial<Record<CaseState, TimerEvent>> = { submitted: 'accept-intake', completeness_check: 'auto-admit' };
/**
 * What waits for no day: a case nobody applied for is taken in and admitted as soon as it was confirmed, each as a step of its own; and the step
 * that follows from the bank's word goes on where it was booked while the case was held. The machine asks its guards as of anybody's step.
 */
function atOnce(record: CaseRecord): Timer | undefined {
  const { instrument, state, since, halt } = record;
  if (halt) return undefined;
  const event = stepOfMoney(record) ?? (profileOf(instrument).automatic ? AT_ONCE[state] : undefined);
  return event && { on: dayInShanghai(new Date(since)), event };
}

/** What is due on account of the limit of the state the case is in. */
function onSilence(record: CaseRecord, dueOn: CivilDate): Timer[] {
  const { state, notice } = record;
  const silence = limitIn(record, state)?.onSilence;
  const passed = addDays(dueOn, 1);
  if (silence === 'pass') return [{ on: notice?.until ?? passed, event: 'notice-passed' }];
  if (silence === 'accept' && edgeFrom('accept-intake', state)?.worker) return [{ on: passed, event: 'accept-intake' }];
  if (silence === 'lapse' && edgeFrom('lapse', state)) {
    const reminders = (REMIND_BEFORE[state] ?? []).map((days): Timer => ({ on: addDays(dueOn, -days), event: 'remind' }));
    return [...reminders, { on: passed, event: 'lapse' }];
  }
  return ESCALATE_AFTER.map((days) => ({ on: addDays(dueOn, days), event: 'escalate' }));
}

/** Every day on which a worker has to look at the case as it stands, earliest first. */
export function timersOf(record: CaseRecord): readonly Timer[] {
  if (isEnd(record.state)) return [];
  // While it is held everything else stands still.
  if (record.halt) return [{ on: record.halt.until, event: 'unhold' }];
  const { dueOn, provisional } = shownDue(record.clock);
  const asked = record.state === 'under_review' && record.opinionDueOn ? tellsOf(record.opinionDueOn) : [];
  const silence = dueOn === null ? [] : provisional ? [{ on: dueOn, event: 'recount' as const }] : onSilence(record, dueOn);
  return [...asked, ...silence].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/**
 * The one day on which a worker looks at the case again, and what it tries then; null: there is none until somebody acts. Every step of the
 * case asks anew.
 * @param seenOn the last day whose timer was dealt with without a step (a reminder, an escalation): only later ones count
 */
export const nextTimer = (record: CaseRecord, seenOn: CivilDate | null = record.seenOn ?? null): Timer | null =>
  atOnce(record) ?? timersOf(record).find(({ on }) => seenOn === null || on > seenOn) ?? null;

/**
 * What a worker tries today; null: nothing is due. Of several that are due the latest counts: whoever comes late does not remind of a day that has
 * passed.
 */
export function dueTimer(record: CaseRecord, today: CivilDate): Timer | null {
  const now = atOnce(record);
  if (now) return now;
  const due = timersOf(record).filter(({ on }) => on <= today && (record.seenOn === undefined || on > record.seenOn));
  return due.findLast(({ event }) => event !== 'remind') ?? due.at(-1) ?? null;
}
