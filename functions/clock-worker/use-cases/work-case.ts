import { addWorkingDays, type HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import type { StepContext } from '../../../shared/domain/cases/step.ts';
import { dueTimer } from '../../../shared/domain/cases/timers.ts';
import { type TimerWork, tryTimer } from '../../../shared/domain/cases/try-timer.ts';
import { addDays, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import { newId } from '../../../shared/runtime/random.ts';
import { sha256Hex } from '../../../shared/store/artefact-parts.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import type { ClockPorts } from './ports.ts';

export interface Worked {
  /** Steps, reminders and escalations that were committed. */
  readonly done: number;
  readonly failed: boolean;
  /** It failed so often that it lies with the dead letters now, and is not tried again until a person says so. */
  readonly givenUp: boolean;
}

/** A case may have several days behind it, when nobody looked for long: a reminder, then its end. */
const MOST_TIMERS = 8;
export const MOST_FAILURES = 5;

function contextOf(at: Date, holidays: HolidayLists): StepContext {
  const today = dayInShanghai(at);
  return {
    now: at.toISOString(),
    today,
    brought: {},
    newId,
    workingDaysAhead: (days) => {
      const due = addWorkingDays(today, days, holidays);
      return due.kind === 'day' ? due.day : due.notBefore;
    },
    // Four eyes looks at persons; the clock is none.
    concerned: { memberKeys: [], relatedKeys: [], relatedNames: [], relatedOrganisations: [] },
    organisationIds: [],
    missing: [],
    callOpen: false,
    holidays,
    sha256Hex,
    hashOf: contentHash,
  };
}

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

interface Round {
  readonly done: boolean;
  /** It has yet another day behind it. */
  readonly more: boolean;
}
const NOTHING: Round = { done: false, more: false };

/** One round: one Query, and one transaction where there is something to do. */
async function tryOnce({ cases, committer, timers, now }: ClockPorts, caseId: string, holidays: HolidayLists): Promise<Round> {
  const stored = await cases.readCase(caseId);
  if (!stored) throw new Error('a timer without a case');
  const at = now();
  const context = contextOf(at, holidays);
  const tried = tryTimer(stored.file, context);
  if (!tried.ok) throw new Error(`the timer was refused: ${tried.refusal.code}`);
  if (tried.value.kind === 'idle') return NOTHING;
  if (tried.value.kind === 'wait') {
    await timers.postpone(caseId, stored.file.record.version, addDays(context.today, 1));
    return NOTHING;
  }
  const { work } = tried.value;
  const outcome = await committer.commit(commitmentOf(stored, work, at.toISOString()));
  if (outcome.kind === 'refused') throw new Error(`the write was refused: ${outcome.code}`);
  // Moved: somebody was faster, and the case has its next timer. Busy: the next minute.
  if (outcome.kind !== 'committed') return NOTHING;
  return { done: true, more: dueTimer(work.file.record, context.today) !== null };
}

/** Does all that is due of one case. Never throws but where the failure itself cannot be written down. */
export async function workCase(ports: ClockPorts, caseId: string, holidays: HolidayLists): Promise<Worked> {
  let done = 0;
  try {
    for (let more = true; more && done < MOST_TIMERS; ) {
      const round = await tryOnce(ports, caseId, holidays);
      done += round.done ? 1 : 0;
      more = round.more;
    }
    return { done, failed: false, givenUp: false };
  } catch (error) {
    const failures = await ports.timers.noteFailure(caseId);
    ports.reportFault(error, { caseId, failures: failures ?? 0 });
    if (failures === undefined || failures < MOST_FAILURES) return { done, failed: true, givenUp: false };
    const why = error instanceof Error ? error.message.slice(0, 500) : 'something that is no error was thrown';
    await ports.letters.keep({ kind: 'timer', caseId, failures, why, at: ports.now().toISOString() });
    return { done, failed: true, givenUp: await ports.timers.giveUp(caseId, failures) };
  }
}
