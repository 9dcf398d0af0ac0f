import { referenceOf } from './payment-guards.ts';
import { MOST_FEN, MOST_LINES, type Payment } from './records.ts';

type Due = Pick<Payment, 'caseId' | 'id' | 'attempt' | 'payerId' | 'amountFen'>;
export type BatchPlan<Of extends Due> = { readonly payerId: string; readonly payments: readonly Of[] };

const fits = (open: readonly Due[], next: Due): boolean =>
  open.length < MOST_LINES && open.reduce((sum, { amountFen }) => sum + BigInt(amountFen), BigInt(next.amountFen)) <= BigInt(MOST_FEN);

/**
 * Splits what is due into batches that fit one write each: one payer, at most 40 lines and so at most 40 cases. The same payments give the
 * same batches whatever order they come in (by payer, then by reference).
 */
export function splitIntoBatches<Of extends Due>(due: readonly Of[]): BatchPlan<Of>[] {
  const keyed = due.map((payment) => ({ payment, key: `${payment.payerId}\n${referenceOf(payment)}` }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const plans: { payerId: string; payments: Of[] }[] = [];
  for (const { payment } of keyed) {
    const open = plans.at(-1);
    if (open?.payerId === payment.payerId && fits(open.payments, payment)) open.payments.push(payment);
    else plans.push({ payerId: payment.payerId, payments: [payment] });
  }
  return plans;
}
