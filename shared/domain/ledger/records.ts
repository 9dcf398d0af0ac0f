import * as z from 'zod/mini';
import { AGGREGATES } from '../audit/entry.ts';
import { ACCOUNTS, MOST_FEN, TRANSFER_KIND_NAMES } from './kinds.ts';

const fen = z.int().check(z.gte(-MOST_FEN), z.lte(MOST_FEN));
const balance = z.int();
const pieces = z.int().check(z.gte(0));
/** A word a business key may be built from. */
const word = z.string().check(z.regex(/^[^#\s]{1,200}$/u));

/** Whose money a budget is, and for what. `communityId`: a sub-budget for one community; null: the general part. */
export const budgetIdentity = z.object({
  budgetId: word,
  programmeId: word,
  fiscalYear: z.int(),
  /** The finance bureau that pays. */
  payerId: word,
  communityId: z.nullable(word),
});
export type BudgetIdentity = z.infer<typeof budgetIdentity>;
/** What a budget is, without its counters. */
export const identityOf = ({ budgetId, programmeId, fiscalYear, payerId, communityId }: BudgetIdentity): BudgetIdentity => ({
  budgetId,
  programmeId,
  fiscalYear,
  payerId,
  communityId,
});

/**
 * One line of a transfer: an account of a budget, and by how much it moves. `holder`: the case or run the money is reserved for or was paid
 * for; null where it is nobody's yet.
 */
const posting = z.object({ account: z.enum(ACCOUNTS), budgetId: word, holder: z.nullable(word), amountFen: fen });
export type Posting = z.infer<typeof posting>;

/** One entry of the journal: it is written once and never changed. Its postings sum to zero in every budget they touch. */
export const transfer = z.object({
  /** The business key: there is one transfer of it, for ever. */
  id: word,
  kind: z.enum(TRANSFER_KIND_NAMES),
  currency: z.literal('CNY'),
  /** The budget it is about; postings may touch another one beside it. */
  budgetId: word,
  caseId: z.nullable(z.string()),
  /** The case or run whose transfers `seq` counts, from 1. */
  holder: z.nullable(word),
  seq: z.nullable(z.int()),
  paymentId: z.nullable(z.string()),
  postings: z.array(posting),
  /** What an `open` opens. */
  opens: z.nullable(budgetIdentity),
  /** RFC 3339. */
  at: z.string(),
  by: z.string(),
  /** The second person, where two must agree. */
  confirmedBy: z.nullable(z.string()),
  /** Whose chain of audit entries holds the hash of it. */
  auditOf: z.object({ kind: z.enum(AGGREGATES), id: z.string() }),
  reason: z.nullable(z.string()),
  corrects: z.nullable(word),
});
export type Transfer = z.infer<typeof transfer>;

/** The counters of a budget: each the balance of an account (of those below zero, what was put in), `transfers` how many there are. */
export const budget = z.extend(budgetIdentity, {
  /** 1: takes reservations · 0: closed. A number, so that the write itself can ask for it. */
  open: pieces,
  allocatedFen: balance,
  availableFen: balance,
  reservedFen: balance,
  paidFen: balance,
  recoveredFen: balance,
  interestFen: balance,
  transfers: pieces,
});
export type Budget = z.infer<typeof budget>;

/** What was paid for one payment. `times`: how often it was posted; more than once only where the bank returned it. */
const paymentMoney = z.object({ budgetId: word, postedFen: balance, recoveredFen: balance, interestFen: balance, times: pieces });

/**
 * What a case, or a run of many cases, has of the budgets: the fold of its own transfers. Lies in its row, under its version. All sums are of
 * its whole life, so that what is still held is `reservedFen` − `postedFen` − `voidedFen`.
 */
export const caseMoney = z.object({
  /** What its business keys begin with: the case, or the run. */
  holder: word,
  /** Null: a run. */
  caseId: z.nullable(z.string()),
  /** Where it reserved last. */
  budgetId: z.nullable(word),
  reservedFen: balance,
  /** Less what the bank returned. */
  postedFen: balance,
  voidedFen: balance,
  /** Of what was posted, without interest. */
  recoveredFen: balance,
  /** How often each was done: the numbers of the business keys. */
  reservations: pieces,
  voids: pieces,
  rolls: pieces,
  /** Still held, by budget; those with nothing are left out. */
  held: z.record(z.string(), balance),
  payments: z.record(z.string(), paymentMoney),
  /** The number and the instant of its latest transfer. */
  seq: pieces,
  at: z.nullable(z.string()),
});
export type CaseMoney = z.infer<typeof caseMoney>;
