import { addDays, type CivilDate } from '../kernel/civil-date.ts';
import { daysRunFrom } from './correct-repayment.ts';
import type { Recovery, RecoveryState } from './records.ts';

/** Calendar days from the notice, or from the latest correction of a repayment. All three are defaults of ours (invented). */
export const RECOVERY_DAYS = {
  /** To agree or to dispute: silence counts as agreement. */
  answer: 15,
  /** To pay back. */
  pay: 30,
  /** From the last of them on: after which the bureau is told that nothing came of a reminder. */
  escalate: 15,
} as const;

type Dated = Pick<Recovery, 'noticedOn' | 'repayments' | 'terms'>;
/** The last day on which the debtor may dispute it. */
export const answerDueOn = (recovery: Dated): CivilDate => addDays(daysRunFrom(recovery), RECOVERY_DAYS.answer);
/** The last day on which it is paid back in time; interest runs on whatever the day. */
export const repayDueOn = (recovery: Dated): CivilDate => addDays(daysRunFrom(recovery), recovery.terms.payDays ?? RECOVERY_DAYS.pay);

export type RecoveryTimerEvent = 'take_silence_as_agreed' | 'remind' | 'escalate';
export interface RecoveryTimer {
  readonly on: CivilDate;
  readonly event: RecoveryTimerEvent;
}

type Rule = {
  readonly event: RecoveryTimerEvent;
  readonly states: readonly RecoveryState[];
  readonly on: (recovery: Recovery) => CivilDate;
  readonly done: (recovery: Recovery) => boolean;
};
/** In the order in which they are tried. Who disputes is not reminded; that nobody settles the dispute is told all the same. */
const RULES: readonly Rule[] = [
  { event: 'take_silence_as_agreed', states: ['noticed'], on: (one) => addDays(answerDueOn(one), 1), done: () => false },
  {
    event: 'remind',
    states: ['agreed', 'repaying'],
    on: (one) => addDays(repayDueOn(one), 1),
    done: ({ remindedAt }) => remindedAt != null,
  },
  {
    event: 'escalate',
    states: ['agreed', 'repaying', 'disputed'],
    on: (one) => addDays(repayDueOn(one), RECOVERY_DAYS.escalate),
    done: ({ escalatedAt }) => escalatedAt != null,
  },
];

/** What a worker does next to a recovery, and on which day; null: nothing more, or it is settled. */
export function nextRecoveryTimer(recovery: Recovery): RecoveryTimer | null {
  const rule = RULES.find(({ states, done }) => states.includes(recovery.state) && !done(recovery));
  return rule ? { on: rule.on(recovery), event: rule.event } : null;
}
