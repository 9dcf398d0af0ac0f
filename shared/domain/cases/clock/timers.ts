import { addDays, type CivilDate, dayInShanghai } from '../../kernel/civil-date.ts';
import { openConditions, openReport } from '../conditions.ts';
import { edgeFrom } from '../machine.ts';
import { stepOfMoney } from '../money/money-step.ts';
import { tellsOf } from '../opinions/opinion.ts';
import { profileOf } from '../profiles.ts';
import type { CaseRecord } from '../records.ts';
import { type CaseState, isEnd } from '../states.ts';
import { limitIn } from '../terms/terms.ts';
import { isAppealed } from './clock.ts';
import { shownDue } from './due.ts';
import { REMIND_BEFORE } from './remind-before.ts';

/**
 * What a worker does on a day: the events of the table it tries, `unhold` (the hold has come to its end), `remind` (the applicant is told of the
 * last day), `escalate` (the head of the office is told that it is late; silence decides nothing), `recount` (the last list of holidays did not
 * reach so far: count again), `opinion-due`, `opinion-late` (a specialist is reminded; the reviewer is told that an opinion is late).
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
  /** The year whose list of days off it waits for: the list brings it, before its day, and where it only counts again, nothing else does. */
  readonly awaits?: number;
}

/** So early a reminder comes at most. */
export const FIRST_REMINDER = Math.max(...Object.values(REMIND_BEFORE));
/** How many days after the last day an office's delay is told: to the head, and again. A default of ours (invented). */
const ESCALATE_AFTER = [1, 8] as const;
/** Nothing lapses before a whole day has gone by after the reminder: one that comes late moves the end. A default of ours (invented). */
const LAPSE_AFTER_REMINDER = 2;

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

/** What an applicant was told of the day that counts now; undefined: not yet, or of another one, or of one that was not certain. */
function reminderOf({ reminded, since, clock }: CaseRecord): CaseRecord['reminded'] {
  const { dueOn, provisional } = shownDue(clock);
  return reminded && reminded.since === since && reminded.dueOn === dueOn && reminded.exact === !provisional ? reminded : undefined;
}

/** Days of single conditions that come before the last of all: nothing ends by them, but each is told of ahead like the last. */
function ownDays(record: CaseRecord, last: CivilDate): CivilDate[] {
  const { state, since, clock, reminded } = record;
  const begun = clock?.start ?? last;
  const told = reminded?.since === since ? reminded.dueOn : begun;
  const days = state === 'conditional' ? openConditions(record).map(({ dueOn }) => dueOn) : [];
  // What was still missing may have one later day in common, which is nobody's own.
  if (!days.includes(last)) return [];
  return [...new Set(days)].filter((day) => day > begun && day > told && day < last).toSorted();
}

/** The days of which the applicant is still to be told: the last one once, and once more when it moved or has become certain. */
const daysToTell = (record: CaseRecord, last: CivilDate): CivilDate[] => (reminderOf(record) ? [] : [...ownDays(record, last), last]);

function remindersOf(record: CaseRecord, last: CivilDate): Timer[] {
  const before = REMIND_BEFORE[record.state];
  return before === undefined ? [] : daysToTell(record, last).map((day) => ({ on: addDays(day, -before), event: 'remind' }));
}

/** Of which day an applicant is told today: of several, the latest. */
export function dayToTell(record: CaseRecord, today: CivilDate): { readonly dueOn: CivilDate; readonly exact: boolean } | undefined {
  const { dueOn, provisional } = shownDue(record.clock);
  const before = REMIND_BEFORE[record.state] ?? 0;
  const day = dueOn && daysToTell(record, dueOn).findLast((one) => addDays(one, -before) <= today);
  return day ? { dueOn: day, exact: day !== dueOn || !provisional } : undefined;
}

/** Nothing lapses while an office has to check what the applicant reported: then the silence is the office's. */
const lapsesIn = (record: CaseRecord): boolean =>
  limitIn(record, record.state)?.onSilence === 'lapse' && edgeFrom('lapse', record.state) !== undefined && !openReport(record);

/** The first day on which it lapses. */
function lapseOn(record: CaseRecord, dueOn: CivilDate): CivilDate {
  const passed = addDays(dueOn, 1);
  const told = reminderOf(record);
  const after = told ? addDays(told.on, LAPSE_AFTER_REMINDER) : passed;
  return after > passed ? after : passed;
}

/** The last day on which an applicant can still act: that of the clock, or a later one where the reminder came late. */
export function lastInTime(record: CaseRecord): CivilDate | null {
  const { dueOn } = shownDue(record.clock);
  // After the last day of its call a draft may lie there for a while, but nobody can hand it in.
  return record.clock?.notAfter === dueOn ? dueOn : dueOn && addDays(lapseOn(record, dueOn), -1);
}

/** What is due on account of the limit of the state the case is in. */
function onSilence(record: CaseRecord, dueOn: CivilDate): Timer[] {
  const { state, notice } = record;
  const silence = limitIn(record, state)?.onSilence;
  const passed = addDays(dueOn, 1);
  if (silence === 'pass') return [{ on: notice?.until ?? passed, event: 'notice-passed' }];
  if (silence === 'accept' && edgeFrom('accept-intake', state)?.worker) return [{ on: passed, event: 'accept-intake' }];
  if (lapsesIn(record)) return [...remindersOf(record, dueOn), { on: lapseOn(record, dueOn), event: 'lapse' }];
  return ESCALATE_AFTER.map((days) => ({ on: addDays(dueOn, days), event: 'escalate' }));
}

/** While the last day is only the earliest it can be: nothing ends by it, but whoever owes the move is told of it as of any other. */
function onProvisional(record: CaseRecord, dueOn: CivilDate): Timer[] {
  const awaits = Number(dueOn.slice(0, 4));
  const reminders = lapsesIn(record) ? remindersOf(record, dueOn) : [];
  return [...reminders, { on: dueOn, event: 'recount' as const }].map((timer) => ({ ...timer, awaits }));
}

/** Every day on which a worker has to look at the case as it stands, earliest first. */
export function timersOf(record: CaseRecord): readonly Timer[] {
  const { dueOn, provisional } = shownDue(record.clock);
  // Of what has ended only the time to appeal is left, which has to become certain, and that of the office while an appeal is open.
  if (isEnd(record.state) && !isAppealed(record)) return dueOn && provisional ? onProvisional(record, dueOn) : [];
  // While it is held everything else stands still.
  if (record.halt) return [{ on: record.halt.until, event: 'unhold' }];
  const asked = record.state === 'under_review' && record.opinionDueOn ? tellsOf(record.opinionDueOn) : [];
  const silence = dueOn === null ? [] : provisional ? onProvisional(record, dueOn) : onSilence(record, dueOn);
  return [...asked, ...silence].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Told to an office or a specialist, and not told again. Everything else shows by what it did. */
const TELLS: readonly TimerEvent[] = ['escalate', 'opinion-due', 'opinion-late'];
const isOpen = ({ seenOn }: CaseRecord, { on, event }: Timer): boolean => !TELLS.includes(event) || seenOn === undefined || on > seenOn;

/** The one day on which a worker looks at the case again, and what it tries then; null: there is none until somebody acts. */
export const nextTimer = (record: CaseRecord): Timer | null =>
  atOnce(record) ?? timersOf(record).find((timer) => isOpen(record, timer)) ?? null;

/**
 * What a worker tries today; null: nothing is due. Of several that are due the latest counts: whoever comes late does not tell of a day that has
 * passed. But nothing lapses of which the applicant was not reminded: the reminder comes first, however late it is.
 */
export function dueTimer(record: CaseRecord, today: CivilDate): Timer | null {
  const now = atOnce(record);
  if (now) return now;
  const due = timersOf(record).filter((timer) => timer.on <= today && isOpen(record, timer));
  return due.find(({ event }) => event === 'remind') ?? due.at(-1) ?? null;
}

/** Has the head of the office been told that it is late? Until the next step, or until the clock shows another day. */
export function isEscalated(record: CaseRecord): boolean {
  const { state, clock, seenOn } = record;
  const { dueOn, provisional } = shownDue(clock);
  return (!isEnd(state) || isAppealed(record)) && dueOn !== null && !provisional && seenOn !== undefined && seenOn > dueOn;
}
