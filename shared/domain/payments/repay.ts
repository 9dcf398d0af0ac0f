import type { CivilDate } from '../kernel/civil-date.ts';
import { countedOf } from './correct-repayment.ts';
import { owedOn } from './owed.ts';
import type { Recovery, RecoveryState, Repayment } from './records.ts';
import type { Booked, RecoveryDecision, RecoveryEvent, RecoveryRefusalCode } from './recovery-moves.ts';

/** Of those that count: up to then the balance is known. */
const lastDayOf = (recovery: Recovery): CivilDate => countedOf(recovery).at(-1)?.on ?? recovery.noticedOn;

export type RepayEvent = Extract<RecoveryEvent, { kind: 'repay' }>;

/** Splits incoming money as the terms say; what is over goes to the other part. */
function splitRepayment(recovery: Recovery, { bankSerial, on, amountFen }: Pick<RepayEvent, 'bankSerial' | 'on' | 'amountFen'>): Repayment {
  const owed = owedOn(recovery, on);
  const first = recovery.terms.covers === 'interest-first' ? 'interestFen' : 'principalFen';
  const inFirst = Math.min(amountFen, owed[first]);
  const rest = amountFen - inFirst;
  const [principalFen, interestFen] = first === 'interestFen' ? [rest, inFirst] : [inFirst, rest];
  return { bankSerial, on, amountFen, principalFen, interestFen };
}

const withRepayment = (recovery: Recovery, event: RepayEvent): Recovery => ({
  ...recovery,
  repayments: [...recovery.repayments, { ...splitRepayment(recovery, event), foundIn: recovery.state }],
});

/**
 * Would those after `on` be split as the books have it, had all been entered in the order of their days? What came in before others (entered
 * anew after a correction) may be entered at its true day as long as it changes nothing of what is booked of the later ones.
 */
const isSplitAsBooked = (recovery: Recovery, on: CivilDate): boolean =>
  countedOf(recovery).every((one, at, all) => {
    if (one.on <= on) return true;
    const { interestFen } = splitRepayment({ ...recovery, repayments: all.slice(0, at) }, one);
    return interestFen === one.interestFen;
  });

/** Why money that came in cannot be entered as it is said. */
export function repaymentFault(recovery: Recovery, event: RepayEvent, today: CivilDate): RecoveryRefusalCode | undefined {
  const { bankSerial, on, amountFen } = event;
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) throw new RangeError(`no repayment: ${amountFen}`);
  if (countedOf(recovery).some((repayment) => repayment.bankSerial === bankSerial)) return 'repayment-repeated';
  if (on < recovery.noticedOn || on > today) return 'repayment-out-of-order';
  if (amountFen > owedOn(recovery, on).totalFen) return 'repayment-too-much';
  const after = withRepayment(recovery, event);
  if (!isSplitAsBooked(after, on)) return 'repayment-out-of-order';
  return owedOn(after, lastDayOf(after)).totalFen < 0 ? 'repayment-too-much' : undefined;
}

/** What the books have of the n-th repayment of a recovery. What arrived beyond the books comes back beside them: they have nothing of it. */
export const bookedOf = ({ id, paymentId }: Recovery, n: number, { principalFen, interestFen }: Repayment): Booked => ({
  paymentId,
  repaymentId: `${id}-${n}`,
  principalFen,
  interestFen,
});

/** Enters money that came in: settled once nothing is owed. */
export function repay(recovery: Recovery, event: RepayEvent): RecoveryDecision {
  const after: Recovery = { ...withRepayment(recovery, event), version: recovery.version + 1 };
  const isSettled = owedOn(after, lastDayOf(after)).totalFen === 0;
  const state: RecoveryState = isSettled ? 'settled' : recovery.state === 'disputed' ? 'disputed' : 'repaying';
  const booked = bookedOf(recovery, after.repayments.length, after.repayments.at(-1) as Repayment);
  return { recovery: { ...after, state }, effects: recovery.ofAttempt ? [] : [{ kind: 'recover', ...booked }] };
}
