import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import { dueTimer } from '../../../shared/domain/cases/clock/timers.ts';
import { type TimerWork, tryTimer } from '../../../shared/domain/cases/clock/try-timer.ts';
import { addDays } from '../../../shared/domain/kernel/civil-date.ts';
import { systemStep } from '../../../shared/http/system-step.ts';
import { newId } from '../../../shared/runtime/random.ts';
import { NOTHING_DUE, type Round, type Worked, workThing } from '../../../shared/runtime/work-due.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import { caseTimer } from '../../../shared/store/timer-store.ts';
import type { ClockPorts } from './ports.ts';

const commitmentOf = ({ file, head }: StoredCase, work: TimerWork, at: string) => ({
  writes: stepWrites(file, work, at),
  entry: {
    ...stepAudit(file, work),
    action: `case.${work.event}`,
    at,
    by: { personId: 'system', role: 'system', organisationId: null },
    reason: `timer ${work.timer.event} ${work.timer.on}`,
  },
  head,
});

/** One round: one Query, and one transaction where there is something to do. */
async function tryOnce({ cases, committer, timers, now }: ClockPorts, caseId: string, holidays: HolidayLists): Promise<Round> {
  const stored = await cases.readCase(caseId);
  if (!stored) throw new Error('a timer without a case');
  const at = now();
  const context = systemStep(at, holidays, newId);
  const tried = tryTimer(stored.file, context);
  if (!tried.ok) throw new Error(`the timer was refused: ${tried.refusal.code}`);
  if (tried.value.kind === 'idle') return NOTHING_DUE;
  if (tried.value.kind === 'wait') {
    await timers.postpone(caseTimer(caseId), stored.file.record.version, addDays(context.today, 1));
    return NOTHING_DUE;
  }
  const { work } = tried.value;
  const outcome = await committer.commit(commitmentOf(stored, work, at.toISOString()));
  if (outcome.kind === 'refused') throw new Error(`the write was refused: ${outcome.code}`);
  // Moved: somebody was faster, and the case has its next timer. Busy: the next minute.
  if (outcome.kind !== 'committed') return NOTHING_DUE;
  return { done: true, more: dueTimer(work.file.record, context.today) !== null };
}

/** Does all that is due of one case. Never throws but where the failure itself cannot be written down. */
export const workCase = (ports: ClockPorts, caseId: string, holidays: HolidayLists): Promise<Worked> =>
  workThing(
    {
      tryOnce: () => tryOnce(ports, caseId, holidays),
      noteFailure: () => ports.timers.noteFailure(caseTimer(caseId)),
      giveUp: (failures) => ports.timers.giveUp(caseTimer(caseId), failures),
      about: { caseId },
      letter: 'timer',
    },
    ports,
  );
