import * as z from 'zod/mini';
import { ACCOUNTS, CHANGE_KINDS, MOST_FEN, TRANSFER_KIND_NAMES } from '../domain/ledger/kinds.ts';
import { id, text } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';

/** The books on the wire: read by `ledger-api`, changed through `budgets-api` by two persons. Money is whole fen. */
/** A word of a budget's name has no dot: dots part its words. */
const word = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ -'));
const budgetId = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,200}$/, 'must be the name of a budget'));
const words = z.object({ zh: z.string(), en: z.string() });
const instant = z.string();
const amount = z.int().check(z.gte(1)).check(z.lte(MOST_FEN));

export const budgetView = z.object({
  budgetId: z.string(),
  programmeId: z.string(),
  fiscalYear: z.int(),
  payerId: z.string(),
  communityId: z.nullable(z.string()),
  open: z.boolean(),
  allocatedFen: z.int(),
  availableFen: z.int(),
  reservedFen: z.int(),
  paidFen: z.int(),
  recoveredFen: z.int(),
  interestFen: z.int(),
  transfers: z.int(),
});
/** `GET /v1/ledger/budgets`: of my bureau; an auditor sees those of all. */
export const budgetsQuery = z.strictObject({ ...pageQuery, as: z.optional(id) });
export const budgetList = pageOf(budgetView);

/** One line of the books. */
const entry = {
  transferId: z.string(),
  kind: z.enum(TRANSFER_KIND_NAMES),
  label: words,
  at: instant,
  caseId: z.nullable(z.string()),
  /** The approval of many it was entered for; null: it is about a case, or about the budget itself. */
  runId: z.nullable(z.string()),
  paymentId: z.nullable(z.string()),
  by: z.string(),
  confirmedBy: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  amountFen: z.int(),
  /** The entry this one compensates. */
  corrects: z.nullable(z.string()),
};
export const statementQuery = z.strictObject({ ...pageQuery, account: z.enum(ACCOUNTS) });
/** Whose case it is, as far as the reader may see, and under which programme; null where it is about no case. */
const ofCase = { applicantName: z.nullable(z.string()), programmeName: z.nullable(words) };
/** `…/statement`: an account line by line, oldest first, with what stood there after each. A page may have fewer lines than were asked for. */
export const statement = pageOf(
  z.object({
    ...entry,
    ...ofCase,
    balanceFen: z.int(),
    /** The budget whose change it is: where it is corrected. */
    budgetId: z.string(),
    /** When what this one compensates was entered, and when this one was compensated; null: neither. */
    correctsAt: z.nullable(instant),
    correctedAt: z.nullable(instant),
    /** Whether it is a change of a budget that may be compensated, and was not. */
    correctable: z.boolean(),
  }),
);

/** `…/trial-balance`: `limit` is how many entries one answer adds up. */
export const trialQuery = z.strictObject({
  // It carries twelve sums.
  cursor: z.optional(z.string().check(z.maxLength(1_024))),
  limit: z._default(z.coerce.number().check(z.int()).check(z.gte(1)).check(z.lte(1_000)), 1_000),
});
/** The sums of all entries up to where this page ended; follow `nextCursor` to the end, where they are compared with the counters. */
export const trialBalance = z.object({
  budgetId: z.string(),
  /** How many entries are in the sums, and how many there are. */
  summed: z.int(),
  entries: z.int(),
  nextCursor: z.nullable(z.string()),
  accounts: z.array(z.object({ account: z.enum(ACCOUNTS), label: words, inFen: z.int(), outFen: z.int(), balanceFen: z.int() })),
  totalFen: z.int(),
  balanced: z.boolean(),
  /** Figures on which counters and journal do not agree; none is as it must be. Compared on the last page alone. */
  differences: z.array(z.object({ field: z.string(), counter: z.int(), journal: z.int() })),
});

/** `…/explain`: which cases make a figure up, a page of them; the totals are of all. */
export const explainQuery = z.strictObject({ ...pageQuery, figure: z.enum(ACCOUNTS) });
export const explanation = z.object({
  figure: z.enum(ACCOUNTS),
  label: words,
  totalFen: z.int(),
  groups: z.array(
    z.object({
      holder: z.nullable(z.string()),
      caseId: z.nullable(z.string()),
      ...ofCase,
      amountFen: z.int(),
      lines: z.array(z.object(entry)),
    }),
  ),
  /** How many there are on all pages. */
  groupCount: z.int(),
  nextCursor: z.nullable(z.string()),
  /** Cases whose part of it has come back to nothing. */
  settled: z.int(),
});

/** `POST /v1/budgets`: proposes to open one of my bureau. */
export const budgetOpening = z.strictObject({
  programmeId: word,
  fiscalYear: z.int().check(z.gte(2020)).check(z.lte(2100)),
  communityId: z._default(z.nullable(word), null),
  amountFen: z.int().check(z.gte(0)).check(z.lte(MOST_FEN)),
  reason: text(2_000),
});
const withAmount = { amountFen: amount, reason: text(2_000) };
/** `POST /v1/budgets/{id}/changes`. */
export const changeBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('increase'), ...withAmount }),
  z.strictObject({ kind: z.literal('decrease'), ...withAmount }),
  z.strictObject({ kind: z.literal('close'), reason: text(2_000) }),
  z.strictObject({ kind: z.literal('allot'), toBudgetId: budgetId, ...withAmount }),
  z.strictObject({ kind: z.literal('roll'), toBudgetId: budgetId, ...withAmount }),
  z.strictObject({ kind: z.literal('roll-reserved'), toBudgetId: budgetId, reason: text(2_000) }),
  // `at`: where the entry stands, as the statement has it.
  z.strictObject({
    kind: z.literal('correct'),
    transferId: z.string().check(z.regex(/^[^#\s]{1,200}$/, 'must be the name of an entry')),
    at: z.string().check(z.regex(/^[0-9TZ:.+-]{10,40}$/, 'must be the instant of an entry')),
    reason: text(2_000),
  }),
]);
export const declineBody = z.strictObject({ reason: text(2_000) });

export const changeView = z.object({
  id: z.string(),
  kind: z.enum(CHANGE_KINDS),
  budgetId: z.string(),
  programmeId: z.string(),
  fiscalYear: z.int(),
  communityId: z.nullable(z.string()),
  toBudgetId: z.nullable(z.string()),
  amountFen: z.nullable(z.int()),
  /** The entry a `correct` compensates. */
  corrects: z.nullable(z.object({ transferId: z.string(), label: words, at: instant, reason: z.nullable(z.string()) })),
  reason: z.string(),
  status: z.enum(['pending', 'confirmed', 'declined']),
  proposedBy: z.object({ personId: z.string(), name: z.string(), at: instant }),
  decidedBy: z.nullable(z.object({ personId: z.string(), name: z.string(), at: instant })),
  /** Whether the asking person proposed it, and so cannot confirm it. */
  mine: z.boolean(),
});
export type ChangeView = z.infer<typeof changeView>;
export const changesQuery = z.strictObject({ ...pageQuery, as: z.optional(id) });
export const changeList = pageOf(changeView);
/** What a confirmed change came to. `rolled`: case by case, where what cases hold was rolled. */
export const changeAnswer = z.object({
  change: changeView,
  budget: z.nullable(budgetView),
  rolled: z.array(z.object({ caseId: z.string(), amountFen: z.int(), refusedBy: z.nullable(z.string()) })),
});

/** `GET /v1/budgets/{id}/waiting`: who comes first when there is money again. */
export const waitingList = z.object({
  budgetId: z.string(),
  availableFen: z.int(),
  items: z.array(
    z.object({
      caseId: z.string(),
      applicantName: z.string(),
      amountFen: z.int(),
      priority: z.boolean(),
      /** When it was handed in, which is its turn among those of one priority. */
      since: instant,
      /** Whether what is available covers this one and everybody before it. */
      fits: z.boolean(),
    }),
  ),
});
