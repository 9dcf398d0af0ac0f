import { payCase } from '../../../shared/domain/cases/pay-case.ts';
import type { BatchContext } from '../../../shared/domain/payments/batch.ts';
import type { FoundContradiction } from '../../../shared/domain/payments/match-return.ts';
import { decidePayment } from '../../../shared/domain/payments/payment.ts';
import { authorOfActor } from '../../../shared/http/case-people.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import { followingStep } from './payer.ts';
import type { TakePorts, TakeRun } from './take-return.ts';

type Noting = Pick<TakeRun, 'by' | 'now' | 'holidays'> & { readonly context: BatchContext };
const MOST_ROUNDS = 4;

async function noteOne({ cases, commands }: TakePorts, found: FoundContradiction, { by, now, holidays, context }: Noting): Promise<void> {
  const { caseId, paymentId, reference, says, fileHash, row, bankSerial, bankAt } = found;
  const at = now.toISOString();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const stored = await cases.readCase(caseId);
    const payment = stored?.file.payments.find(({ id }) => id === paymentId);
    if (!stored || !payment) throw new Error(`the payment ${reference} is gone`);
    if (payment.contradictions.some((one) => one.fileHash === fileHash && one.reference === reference)) return;
    const event = { kind: 'note_contradiction', reference, says, fileHash, row, bankSerial, bankAt } as const;
    const decided = decidePayment(payment, event, { ...context, standing: context.standingOf(caseId) });
    if (!decided.ok) throw new Error(`a contradiction is not noted: ${decided.refusal.code}`);
    const moved = { ...decided.value, event: 'payment-contradicted' };
    const done = payCase(stored.file, moved, { at, by: by.personId }, [], followingStep(now, holidays));
    if (!done.ok) throw new Error(`the ledger and the case of ${reference} do not agree: ${done.refusal}`);
    const { aggregate, changed } = stepAudit(stored.file, done.value);
    const outcome = await commands.commit({
      writes: stepWrites(stored.file, done.value, at),
      entry: {
        aggregate,
        action: 'batch.take-return',
        at,
        by: authorOfActor(by),
        changed: { ...changed, reference, contradicts: says, fileHash },
      },
      head: stored.head,
    });
    if (outcome.kind === 'committed') return;
  }
}

/**
 * Flags payments a refused file says otherwise of than what is settled: nothing of them goes on before somebody has found out which is true, so that what
 * the bank paid after all is not paid again. Once for each file.
 */
export async function noteContradictions(ports: TakePorts, found: readonly FoundContradiction[], noting: Noting): Promise<void> {
  for (const one of found) await noteOne(ports, one, noting);
}
