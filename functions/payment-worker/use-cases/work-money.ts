import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import { type MoneyWork, tryMoney } from '../../../shared/domain/cases/money/try-money.ts';
import { systemStep } from '../../../shared/http/system-step.ts';
import { newId } from '../../../shared/runtime/random.ts';
import { NOTHING_DUE, type Round, type Worked, workThing } from '../../../shared/runtime/work-due.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import type { DueMoney } from '../../../shared/store/money-list.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import { moneyTimer } from '../../../shared/store/timer-store.ts';
import type { MoneyPorts } from './ports.ts';

function commitmentOf({ file, head }: StoredCase, work: MoneyWork, { kind, id }: DueMoney, at: string) {
  const { aggregate, changed } = stepAudit(file, work);
  return {
    writes: stepWrites(file, work, at),
    entry: {
      aggregate,
      changed: { ...changed, [kind.toLowerCase()]: id },
      action: `case.${work.event}`,
      at,
      by: { personId: 'system', role: 'system', organisationId: null },
      reason: work.why,
    },
    head,
  };
}

/** One round: one Query, and one transaction where there is something to do. */
async function tryOnce({ cases, committer, timers, now }: MoneyPorts, due: DueMoney, holidays: HolidayLists): Promise<Round> {
  const stored = await cases.readCase(due.caseId);
  if (!stored) throw new Error('money of no case');
  const at = now();
  const tried = tryMoney(stored.file, due, systemStep(at, holidays, newId));
  if (!tried.ok) throw new Error(`what is due was refused: ${tried.refusal.code}`);
  if (tried.value.kind === 'idle') return NOTHING_DUE;
  if (tried.value.kind === 'wait') {
    const { version, day } = tried.value;
    await timers.postpone(moneyTimer(due.caseId, due), version, day);
    return NOTHING_DUE;
  }
  const { work } = tried.value;
  const outcome = await committer.commit(commitmentOf(stored, work, due, at.toISOString()));
  if (outcome.kind === 'refused') throw new Error(`the write was refused: ${outcome.code}`);
  // Moved: the bank, a payer or the debtor was faster. Busy: the next minute.
  return outcome.kind === 'committed' ? { done: true, more: work.more } : NOTHING_DUE;
}

/** Does all that silence does to one payment or recovery. Never throws but where the failure itself cannot be written down. */
export const workMoney = (ports: MoneyPorts, due: DueMoney, holidays: HolidayLists): Promise<Worked> =>
  workThing(
    {
      tryOnce: () => tryOnce(ports, due, holidays),
      noteFailure: () => ports.timers.noteFailure(moneyTimer(due.caseId, due)),
      giveUp: (failures) => ports.timers.giveUp(moneyTimer(due.caseId, due), failures),
      about: { caseId: due.caseId, row: due.kind, id: due.id },
      letter: 'money',
    },
    ports,
  );
