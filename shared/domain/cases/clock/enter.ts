import { stoppedToCoolOff } from '../money/cooling-off.ts';
import type { CaseRecord } from '../records.ts';
import { type CaseState, isEnd } from '../states.ts';
import type { StepContext } from '../step-context.ts';
import { resumeClock, startClock, stopClock, windowOf } from './clock.ts';

/** States one comes back from: what is left of the time of the state before is kept. */
const AWAY: Partial<Record<CaseState, string>> = { returned: 'correction', objection_review: 'objection' };

/** The case as it enters a state: with its clock, and what outlives the state it left. */
export function entered(record: CaseRecord, to: CaseState, context: StepContext): CaseRecord {
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
