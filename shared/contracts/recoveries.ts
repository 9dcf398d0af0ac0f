import * as z from 'zod/mini';
import { civilDate } from '../domain/kernel/civil-date.ts';
import { MOST_FEN, RECOVERY_STATES } from '../domain/payments/records.ts';
import { text } from './fields.ts';

/** Money asked back, on the wire (`payments-api`). Money is whole fen. */
const day = z.iso.date();
const instant = z.string();

/** `POST /v1/cases/{id}/recoveries`: notice that what was paid must come back. */
export const recoveryNotice = z.strictObject({
  paymentId: z.string().check(z.regex(/^[a-z0-9]{1,8}$/, 'must be the id of a payment')),
  ground: text(2_000),
});
/** `…/repay`: money that came in, by the bank's number of the booking. */
export const repaymentBody = z.strictObject({
  bankSerial: text(64),
  on: civilDate,
  amountFen: z.int().check(z.gte(1)).check(z.lte(MOST_FEN)),
});
/** `…/propose-correction` and `…/refuse-correction`: a repayment that was entered wrongly, by its number, with why or why not. */
const repayment = z.int().check(z.gte(1)).check(z.lte(999));
export const correctionBody = z.strictObject({ repayment, reason: text(2_000) });
/** `…/confirm-correction`: the second person's word. */
export const correctionConfirmation = z.strictObject({ repayment });

/** What a first person proposed with a reason, and whether a second one has confirmed it. An applicant sees it once it is confirmed. */
const byTwo = z.nullable(z.object({ reason: z.string(), confirmed: z.boolean(), on: z.nullable(day) }));

export const recoveryView = z.object({
  id: z.string(),
  version: z.int(),
  paymentId: z.string(),
  /** The attempt that arrived beyond what was reserved, where that is what is asked back. */
  ofAttempt: z.nullable(z.string()),
  state: z.enum(RECOVERY_STATES),
  ground: z.string(),
  principalFen: z.int(),
  /** How it bears interest, and where that comes from. */
  terms: z.object({
    rateBp: z.int(),
    dayCount: z.int(),
    from: z.enum(['payment', 'notice']),
    covers: z.enum(['interest-first', 'principal-first']),
    confidence: z.string(),
  }),
  paidOn: day,
  noticedOn: day,
  disputeReason: z.nullable(z.string()),
  /** The last days on which it may be disputed, and on which it is paid back in time. */
  answerDueOn: day,
  repayDueOn: day,
  /** When a worker reminded the debtor, and when it told the bureau that nothing came of it. */
  remindedAt: z.nullable(instant),
  escalatedAt: z.nullable(instant),
  repayments: z.array(
    z.object({
      /** From 1, in the order in which they were entered. */
      n: z.int(),
      bankSerial: z.string(),
      on: day,
      amountFen: z.int(),
      principalFen: z.int(),
      interestFen: z.int(),
      /** That it was entered wrongly: once confirmed it counts no more. */
      correction: byTwo,
    }),
  ),
  /** What is left was proposed to be written off. */
  writeOff: byTwo,
  owed: z.object({
    on: day,
    principalFen: z.int(),
    interestFen: z.int(),
    totalFen: z.int(),
    trace: z.array(z.object({ from: day, to: day, days: z.int(), principalFen: z.int() })),
  }),
});
export const recoveryList = z.object({ items: z.array(recoveryView) });
export const recoveryAnswer = z.object({ caseId: z.string(), recovery: recoveryView });
