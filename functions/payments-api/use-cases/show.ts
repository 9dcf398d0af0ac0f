import type { PaymentView } from '../../../shared/contracts/payments.ts';
import { besidePayment } from '../../../shared/domain/cases/money/beside-payment.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { effectOfAnswer, referenceOf } from '../../../shared/domain/payments/payment-guards.ts';
import {
  type Contradiction,
  type ContradictionAnswer,
  openContradictionOf,
  type Payment,
} from '../../../shared/domain/payments/records.ts';
import { withBankSince } from '../../../shared/domain/payments/silence.ts';
import { showPayee } from '../../../shared/http/show-batch.ts';

type PaidFile = Pick<CaseFile, 'payments' | 'recoveries'>;

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
function answersOf(payment: Payment, file: PaidFile): PaymentView['answers'] {
  if (!openContradictionOf(payment)) return null;
  const effect = (answer: ContradictionAnswer) => effectOfAnswer(payment, answer, besidePayment(payment, file));
  return { arrived: effect('arrived'), 'not-arrived': effect('not-arrived') };
}

/** @param file the case of the payment */
export const showPayment = (payment: Payment, file: PaidFile): PaymentView => ({
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
    evidenceSha256: payment.statement.evidenceSha256,
    note: payment.statement.note,
    at: payment.statement.by.at,
  },
  contradictions: payment.contradictions.map(showContradiction),
  answers: answersOf(payment, file),
});
