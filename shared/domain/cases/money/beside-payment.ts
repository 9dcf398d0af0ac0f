import { isRepaid } from '../../payments/beyond.ts';
import type { BesidePayment } from '../../payments/payment-guards.ts';
import type { Successor } from '../../payments/payment-moves.ts';
import { isAtBank, type Payment } from '../../payments/records.ts';
import type { CaseFile } from '../records.ts';
import { isLive } from './payments-of-case.ts';

/** What is known beside a payment where somebody says what became of its money. */
export const besidePayment = (payment: Payment, { payments, recoveries }: Pick<CaseFile, 'payments' | 'recoveries'>): BesidePayment => ({
  isRecovered: isRepaid(recoveries, payment.id),
  successor: successorOf(payment, payments),
});

/** What was made in the stead of a payment that was given up. Only what has as much to pay stands behind it: the books take it whole or not. */
function successorOf({ id, amountFen }: Payment, payments: readonly Payment[]): Successor {
  const live = payments.find((one) => one.id !== id && isLive(one));
  if (live && isAtBank(live)) return 'with-bank';
  return live && live.amountFen >= amountFen ? 'stands-down' : 'none';
}
