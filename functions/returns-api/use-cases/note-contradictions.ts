import type { BatchContext } from '../../../shared/domain/payments/batch.ts';
import type { FoundContradiction } from '../../../shared/domain/payments/match-return.ts';
import { decidePayment } from '../../../shared/domain/payments/payment.ts';
import type { Payment } from '../../../shared/domain/payments/records.ts';
import { type BankLine, type Booked, type Booking, type BookPorts, bookLine } from './book-line.ts';

type Noting = Pick<BankLine, 'by' | 'now' | 'holidays'> & { readonly context: BatchContext };

/** Flags one payment, once for each file. Nobody acts here: whoever hands a file in only carries the bank's word. */
function note(
  payment: Payment,
  { caseId, paymentId: _id, stands: _stands, ...line }: FoundContradiction,
  context: BatchContext,
): Booking | Booked {
  const { reference, says, fileHash } = line;
  if (payment.contradictions.some((one) => one.fileHash === fileHash && one.reference === reference)) return { payment, refusedBy: null };
  const decided = decidePayment(payment, { kind: 'note_contradiction', ...line }, { ...context, standing: context.standingOf(caseId) });
  if (!decided.ok) throw new Error(`a contradiction is not noted: ${decided.refusal.code}`);
  return { decided: decided.value, event: 'payment-contradicted', acts: [], changed: { contradicts: says, fileHash } };
}

/**
 * Flags payments a refused file says otherwise of than what is settled: no money of them goes out before somebody has found out which is true, so
 * that what the bank paid after all is not paid again.
 */
export async function noteContradictions(
  ports: BookPorts,
  found: readonly FoundContradiction[],
  { context, ...who }: Noting,
): Promise<void> {
  for (const one of found) await bookLine(ports, { ...one, ...who }, (payment) => note(payment, one, context));
}
