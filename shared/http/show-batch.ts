import type { BatchView } from '../contracts/payments.ts';
import { maskAccount } from '../domain/parties/mask.ts';
import { attemptOf, contradictedOn } from '../domain/payments/payment-guards.ts';
import type { Batch, Payee, Payment, Signer } from '../domain/payments/records.ts';
import { withBankSince } from '../domain/payments/silence.ts';

/** Whom the money goes to, as everybody but the bank is shown it. */
export const showPayee = ({ holderName, bankName, bankAccount }: Payee) => ({
  holderName,
  bankName,
  bankAccount: maskAccount(bankAccount),
});

const signed = (signer: Signer | null) => signer && { personId: signer.personId, at: signer.at };

/** A batch with what became of each line. @param payments the rows of its lines, in their order */
export const showBatch = (batch: Batch, payments: readonly Payment[]): BatchView => ({
  id: batch.id,
  version: batch.version,
  payerId: batch.payerId,
  payerAccount: maskAccount(batch.payerAccount),
  state: batch.state,
  count: batch.count,
  totalFen: batch.totalFen,
  contentHash: batch.contentHash,
  openedBy: { personId: batch.openedBy.personId, at: batch.openedBy.at },
  sealedBy: signed(batch.sealedBy),
  approvedBy: signed(batch.approvedBy),
  sentBy: signed(batch.sentBy),
  returns: batch.returns.map(({ fileHash, lines, at }) => ({ fileHash, lines, at })),
  takingReturn: batch.taking?.fileHash ?? null,
  lines: batch.lines.map(({ payee, ...line }, at) => {
    const payment = payments[at];
    if (payment?.caseId !== line.caseId) throw new RangeError(`not the payments of batch ${batch.id}`);
    const attempt = attemptOf(payment, line.reference);
    const stated = payment.statement;
    return {
      ...line,
      payee: showPayee(payee),
      outcome: attempt?.outcome ?? null,
      why: attempt?.why ?? null,
      state: payment.state,
      withBankSince: withBankSince(payment) ?? null,
      contradictedPaymentId: contradictedOn(payment),
      statement: stated && {
        outcome: stated.outcome,
        evidenceDocumentId: stated.evidenceDocumentId,
        evidenceSha256: stated.evidenceSha256,
        note: stated.note,
        personId: stated.by.personId,
        at: stated.by.at,
      },
    };
  }),
});
