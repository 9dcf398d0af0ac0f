import type { BatchView, PaymentView } from '../../../shared/contracts/payments.ts';
import { maskAccount } from '../../../shared/domain/parties/mask.ts';
import { isRepaid } from '../../../shared/domain/payments/beyond.ts';
import { attemptOf, effectOfAnswer, openContradictionOf, referenceOf } from '../../../shared/domain/payments/payment-guards.ts';
import type {
  Batch,
  Contradiction,
  ContradictionAnswer,
  Payee,
  Payment,
  Recovery,
  Signer,
} from '../../../shared/domain/payments/records.ts';
import { withBankSince } from '../../../shared/domain/payments/silence.ts';

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
      contradicted: openContradictionOf(payment) !== undefined,
      statement: stated && {
        outcome: stated.outcome,
        evidenceDocumentId: stated.evidenceDocumentId,
        note: stated.note,
        personId: stated.by.personId,
        at: stated.by.at,
      },
    };
  }),
});

const saidBy = (said: Contradiction['stated']) => (said ? { personId: said.by.personId, at: said.by.at, finding: said.finding } : null);

const showContradiction = (one: Contradiction): PaymentView['contradictions'][number] => ({
  reference: one.reference,
  stands: one.stands,
  says: one.says,
  fileHash: one.fileHash,
  row: one.row,
  bankSerial: one.bankSerial ?? null,
  bankAt: one.bankAt ?? null,
  at: one.at,
  answered: one.answer !== null,
  stated: one.stated?.answer ?? null,
  statedBy: saidBy(one.stated),
  answer: one.answer?.answer ?? null,
  answeredBy: saidBy(one.answer),
});

/** What each answer would do to the money, while a bank line waits for one. */
function answersOf(payment: Payment, recoveries: readonly Recovery[]): PaymentView['answers'] {
  if (!openContradictionOf(payment)) return null;
  const effect = (answer: ContradictionAnswer) => effectOfAnswer(payment, answer, isRepaid(recoveries, payment.id));
  return { arrived: effect('arrived'), 'not-arrived': effect('not-arrived') };
}

/** @param recoveries of the same case */
export const showPayment = (payment: Payment, recoveries: readonly Recovery[]): PaymentView => ({
  id: payment.id,
  version: payment.version,
  state: payment.state,
  amountFen: payment.amountFen,
  budgetId: payment.budgetId,
  fiscalYear: payment.fiscalYear,
  payerId: payment.payerId,
  purpose: payment.purpose,
  payee: showPayee(payment.payee),
  attempt: payment.attempt,
  reference: referenceOf(payment),
  batchId: payment.batchId,
  withBankSince: withBankSince(payment) ?? null,
  attempts: payment.attempts.map(({ n, outcome, basis, bankSerial, bankAt, why, beyond = false }) => ({
    ...{ n, outcome, basis, bankSerial, bankAt, why, beyond },
  })),
  statement: payment.statement && {
    outcome: payment.statement.outcome,
    evidenceDocumentId: payment.statement.evidenceDocumentId,
    note: payment.statement.note,
    at: payment.statement.by.at,
  },
  contradictions: payment.contradictions.map(showContradiction),
  answers: answersOf(payment, recoveries),
});
