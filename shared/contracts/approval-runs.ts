import * as z from 'zod/mini';
import { rule } from '../domain/kernel/rule.ts';
import { hash, id, text } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { wireBilingual } from './words.ts';

/** Approving many at once, on the wire (`approvals-api`). Money is whole fen. */
const instant = z.string();
/** As many cases as one read brings beside budget and chain. */
const MOST_RUN_CASES = 90;

/** `POST /v1/approval-runs` and its preview: cases to approve at once, each with the content that was seen; `reason`: why, where an opinion opposes it. */
export const runBody = z.strictObject({
  programmeId: id,
  items: z
    .array(z.strictObject({ caseId: id, contentHash: hash, reason: z.optional(text(2_000)) }))
    .check(z.minLength(1))
    .check(z.maxLength(MOST_RUN_CASES))
    .check(
      z.refine(
        (items) => new Set(items.map(({ caseId }) => caseId)).size === items.length,
        rule('每个案件只能写一次', 'must name each case once'),
      ),
    ),
  /** Out of which part of the budget: that of a community, which its own cases alone draw on, or null for the general part, for all others. */
  communityId: z._default(z.nullable(id), null),
  /** Out of the budget of which year: this one, or the last for what was spent in it, while that budget is open; left out: this one. */
  fiscalYear: z.optional(z.int().check(z.gte(2000), z.lte(2999))),
});
const budgetPart = z.object({ budgetId: z.string(), communityId: z.nullable(z.string()) });
const plannedCase = z.object({
  caseId: z.string(),
  askedFen: z.int(),
  grantedFen: z.int(),
  /** Why it is left out; null: it is granted. */
  refusal: z.nullable(z.object({ code: z.string(), text: wireBilingual })),
});
/** `POST /v1/approval-runs/preview`: what the run would do, without doing it. */
export const runPreview = z.object({
  budgetId: z.string(),
  communityId: z.nullable(z.string()),
  fiscalYear: z.int(),
  /** The years whose budget these cases may be paid from. */
  years: z.array(z.int()),
  /** Of the programme: whole amounts in their order, or each the same part once the call has closed. */
  rule: z.enum(['by-order', 'pro-rata']),
  availableFen: z.int(),
  totalFen: z.int(),
  leftFen: z.int(),
  cases: z.array(plannedCase),
  /** The parts of that year these cases are paid from, the general one first: each case from one of them alone. */
  parts: z.array(budgetPart),
});
const runStarter = { startedBy: z.object({ personId: z.string(), name: z.string() }), mine: z.boolean() };
const runBudget = { budgetId: z.string(), programmeId: z.string(), fiscalYear: z.int(), communityId: z.nullable(z.string()) };
/** `GET /v1/approval-runs`: those of my bureau, newest first; without `state` those that were not closed. */
export const runsQuery = z.strictObject({
  ...pageQuery,
  as: z.optional(id),
  state: z._default(z.enum(['open', 'closed']), 'open'),
});
export const runList = pageOf(
  z.object({
    id: z.string(),
    ...runBudget,
    rule: z.enum(['by-order', 'pro-rata']),
    totalFen: z.int(),
    leftFen: z.int(),
    cases: z.int(),
    drawn: z.int(),
    /** `mine`: the asking person began it, and alone can draw from it. */
    ...runStarter,
    startedAt: instant,
    closedAt: z.nullable(instant),
  }),
);
export const runView = z.object({
  id: z.string(),
  version: z.int(),
  ...runBudget,
  ...runStarter,
  rule: z.enum(['by-order', 'pro-rata']),
  totalFen: z.int(),
  /** Sealed, not yet drawn by a case. */
  leftFen: z.int(),
  sealHash: z.string(),
  startedAt: instant,
  closedAt: z.nullable(instant),
  items: z.array(
    z.object({
      caseId: z.string(),
      contentHash: z.string(),
      grantedFen: z.int(),
      drawnAt: z.nullable(instant),
      /** Where the run is read, as far as the reader may see; the answer of a command, which is kept, names nobody. */
      applicantName: z.optional(z.string()),
    }),
  ),
});
