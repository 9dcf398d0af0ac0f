import * as z from 'zod/mini';
import { ANSWER_EFFECTS, BATCH_STATES, CONTRADICTION_ANSWERS, MOST_LINES, PAYMENT_STATES } from '../domain/payments/records.ts';
import { hash, id, text } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';

/** Paying on the wire (`payments-api`, `returns-api`). Money is whole fen, accounts are masked everywhere but in the files for the bank and the treasury. */
const words = z.object({ zh: z.string(), en: z.string() });
const day = z.iso.date();
const instant = z.string();
const signed = z.object({ personId: z.string(), at: instant });
const payee = z.object({ holderName: z.string(), bankName: z.string(), bankAccount: z.string() });

/** `GET /v1/payments/due`: what is to be paid by my bureau. */
export const dueQuery = z.strictObject({ ...pageQuery, as: z.optional(id) });
const dueItem = z.object({
  caseId: z.string(),
  paymentId: z.string(),
  programmeId: z.string(),
  programmeName: words,
  amountFen: z.int(),
  payee,
  state: z.enum(PAYMENT_STATES),
  attempt: z.int(),
  batchId: z.nullable(z.string()),
  /** The day it went to the bank, as long as the bank has not said what became of it; in state `unknown` it is silent since. */
  withBankSince: z.nullable(day),
  dueOn: z.nullable(day),
  /** Why it cannot go into a batch of mine now, by the code the batch would be refused with; null: it can. */
  blockedBy: z.nullable(z.string()),
  /** The payment of the case of which a bank line says otherwise than what is settled, and waits for an answer: this one, or one before it. */
  contradictedPaymentId: z.nullable(z.string()),
});
export const dueList = pageOf(dueItem);

/** `POST /v1/payments/batches`: a batch of what is due in these cases, sealed at once. */
export const batchBody = z.strictObject({
  caseIds: z
    .array(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the id of a case')))
    .check(z.minLength(1))
    .check(z.maxLength(MOST_LINES)),
  payerAccount: z.string().check(z.regex(/^\d{8,32}$/, 'must be 8 to 32 digits')),
});
export const batchQuery = z.strictObject({ ...pageQuery, as: z.optional(id) });
const batchItem = z.object({
  id: z.string(),
  payerId: z.string(),
  state: z.enum(BATCH_STATES),
  count: z.int(),
  totalFen: z.int(),
  openedAt: instant,
  sealedBy: z.nullable(z.string()),
  approvedBy: z.nullable(z.string()),
});
export const batchList = pageOf(batchItem);

export const batchView = z.object({
  id: z.string(),
  version: z.int(),
  payerId: z.string(),
  payerAccount: z.string(),
  state: z.enum(BATCH_STATES),
  count: z.int(),
  totalFen: z.int(),
  /** What the second payer approves: the SHA-256 of the lines of the bank file. */
  contentHash: z.nullable(hash),
  openedBy: signed,
  sealedBy: z.nullable(signed),
  approvedBy: z.nullable(signed),
  sentBy: z.nullable(signed),
  returns: z.array(z.object({ fileHash: hash, lines: z.int(), at: instant })),
  /** A return file whose lines are being taken in; sent again, it goes on where it stopped. */
  takingReturn: z.nullable(hash),
  lines: z.array(
    z.object({
      line: z.int(),
      reference: z.string(),
      caseId: z.string(),
      paymentId: z.string(),
      attempt: z.int(),
      programmeId: z.string(),
      budgetId: z.string(),
      fiscalYear: z.int(),
      amountFen: z.int(),
      purpose: z.string(),
      payee,
      /** What became of this attempt; null: the bank has not said yet. */
      outcome: z.nullable(z.enum(['paid', 'failed', 'returned'])),
      why: z.nullable(z.string()),
      /** Of the payment, which may be in a later attempt. */
      state: z.enum(PAYMENT_STATES),
      withBankSince: z.nullable(day),
      /** The payment of the case of which a bank line says otherwise than what is settled, and waits for an answer: this one, in whatever attempt, or one before it. */
      contradictedPaymentId: z.nullable(z.string()),
      /** One person's word on what became of it, which waits for a second. */
      statement: z.nullable(
        z.object({
          outcome: z.enum(['paid', 'failed']),
          evidenceDocumentId: z.string(),
          evidenceSha256: hash,
          note: z.string(),
          personId: z.string(),
          at: instant,
        }),
      ),
    }),
  ),
});
export type BatchView = z.infer<typeof batchView>;

/** `POST /v1/payments/batches/{id}/approve`: exactly what was seen. */
export const approveBatchBody = z.strictObject({ contentHash: hash });

/** `POST /v1/payments/batches/{id}/returns`: the return file as text. */
export const returnBody = z.strictObject({ file: z.string().check(z.minLength(1)) });
export const returnReport = z.object({
  fileHash: hash,
  /** The very same file was taken in before: nothing was done. */
  repeated: z.boolean(),
  rows: z.array(
    z.object({
      line: z.int(),
      caseId: z.string(),
      paymentId: z.string(),
      state: z.enum(PAYMENT_STATES),
      refusedBy: z.nullable(z.string()),
    }),
  ),
  openLines: z.int(),
  batch: batchView,
});

export const reasonBody = z.strictObject({ reason: text(2_000) });
/** `…/state-outcome`: what one person found out at the bank, with the paper that shows it. */
export const stateOutcomeBody = z.strictObject({ outcome: z.enum(['paid', 'failed']), evidenceDocumentId: id, note: text(500) });
/** `…/answer-contradiction`: is the money of a bank line that says otherwise than what is settled with the payee, and how that was found out. */
export const findingBody = z.strictObject({ answer: z.enum(CONTRADICTION_ANSWERS), finding: text(2_000) });
/** `evidenceSha256`: of the paper as the answer showed it. */
export const confirmOutcomeBody = z.strictObject({ outcome: z.enum(['paid', 'failed']), evidenceSha256: hash });

const saidBy = z.object({ ...signed.shape, finding: z.string() });
/** `GET /v1/cases/{id}/payments`, and what every act on a payment answers. */
const paymentView = z.object({
  id: z.string(),
  version: z.int(),
  state: z.enum(PAYMENT_STATES),
  amountFen: z.int(),
  budgetId: z.string(),
  fiscalYear: z.int(),
  payerId: z.string(),
  purpose: z.string(),
  payee,
  attempt: z.int(),
  reference: z.string(),
  batchId: z.nullable(z.string()),
  withBankSince: z.nullable(day),
  attempts: z.array(
    z.object({
      n: z.int(),
      outcome: z.enum(['paid', 'failed', 'returned']),
      basis: z.enum(['bank-line', 'statement']),
      bankSerial: z.nullable(z.string()),
      bankAt: z.nullable(instant),
      why: z.nullable(z.string()),
      /** It arrived beyond what was reserved, and is asked back. */
      beyond: z.boolean(),
    }),
  ),
  /** One person's word on what became of it, until a second confirms it. */
  statement: z.nullable(
    z.object({ outcome: z.enum(['paid', 'failed']), evidenceDocumentId: z.string(), evidenceSha256: hash, note: z.string(), at: instant }),
  ),
  contradictions: z.array(
    z.object({
      reference: z.string(),
      /** How the attempt stood when the line came. */
      stands: z.enum(['paid', 'failed', 'returned']),
      says: z.enum(['paid', 'failed', 'returned']),
      /** The return file by its SHA-256, the line of it, and the booking the line names. */
      fileHash: hash,
      row: z.int(),
      bankSerial: z.nullable(z.string()),
      bankAt: z.nullable(instant),
      at: instant,
      answered: z.boolean(),
      /** One person's answer, until a second gives the very same. */
      stated: z.nullable(z.enum(CONTRADICTION_ANSWERS)),
      statedBy: z.nullable(saidBy),
      answer: z.nullable(z.enum(CONTRADICTION_ANSWERS)),
      answeredBy: z.nullable(saidBy),
    }),
  ),
  /** What each answer to the open contradiction would do to the money; null: none is open. */
  answers: z.nullable(z.object({ arrived: z.enum(ANSWER_EFFECTS), 'not-arrived': z.enum(ANSWER_EFFECTS) })),
});
export type PaymentView = z.infer<typeof paymentView>;
export const paymentList = z.object({ items: z.array(paymentView) });
export const paymentAnswer = z.object({ caseId: z.string(), caseState: z.string(), payment: paymentView });
