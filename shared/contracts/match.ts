import * as z from 'zod/mini';
import { citation } from './citation.ts';
import { wireBilingual } from './words.ts';

export { citation };

/**
 * `POST /v1/matches`: facts in, every programme in force out, each with its verdict and the clause behind every answer.
 * Money is whole fen in fields ending in `Fen`; facts and required values are in the wire units of the dictionary (yuan, months, words).
 */
export const MAX_PROGRAMME_IDS = 200;

export const wireFactValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()]);

export const outcome = z.enum(['met', 'failed', 'unknown']);
export const verdict = z.enum(['eligible', 'ineligible', 'unknown']);
export const wireConfidence = z.enum(['seed', 'sourced', 'typical', 'invented']);

const clauseResult = z.object({
  id: z.string(),
  outcome,
  /** null for the clauses a programme does not write itself: its tiers, its amount, its adoption by a county. */
  fact: z.nullable(z.string()),
  op: z.nullable(z.string()),
  required: z.unknown(),
  /** Left out when unknown. */
  actual: z.optional(wireFactValue),
  scope: z.enum(['applicant', 'request']),
  text: wireBilingual,
  citation: z.nullable(citation),
  confidence: wireConfidence,
  /** The group of alternatives it belongs to, where it is one of several ways (`any`, `atLeast`, `not`). */
  group: z.nullable(z.string()),
});

const groupResult = z.object({
  id: z.string(),
  kind: z.enum(['all', 'any', 'atLeast', 'not']),
  needed: z.int(),
  outcome,
  text: z.nullable(wireBilingual),
  group: z.nullable(z.string()),
});

const traceLine = z.object({
  text: wireBilingual,
  minFen: z.int(),
  maxFen: z.nullable(z.int()),
  citation: z.nullable(citation),
  confidence: z.nullable(wireConfidence),
});

export const benefitResult = z.object({
  kind: z.enum(['grant', 'loan_ceiling', 'guarantee_ceiling', 'equity_ceiling', 'loss_cover', 'discount']),
  /** Present when the amount is certain; otherwise the range stands in `minFen` and `maxFen` (null: no upper limit known). */
  amountFen: z.optional(z.int()),
  minFen: z.optional(z.int()),
  maxFen: z.optional(z.nullable(z.int())),
  per: z.enum(['once', 'year', 'project', 'person']),
  rateCapBpOverLpr: z.optional(z.int()),
  termMonthsMax: z.optional(z.int()),
  fees: z.array(z.object({ id: z.string(), text: wireBilingual, amountFen: z.nullable(z.int()) })),
  missingFacts: z.array(z.string()),
  trace: z.array(traceLine),
  confidence: wireConfidence,
});

const flip = z.object({
  kind: z.enum(['supply', 'change', 'wait']),
  needs: z.array(z.object({ fact: z.string(), op: z.string(), value: z.unknown() })),
  /** First day on which it turns, for `wait`. */
  from: z.optional(z.iso.date()),
  /** First day on which it would no longer hold. */
  until: z.optional(z.iso.date()),
});

const scorePart = z.object({
  name: z.enum(['priority', 'amount', 'effort', 'time', 'certainty']),
  points: z.int(),
  max: z.int(),
  text: wireBilingual,
});

const priorityResult = z.object({
  outcome,
  effect: z.enum(['queue', 'recommended-first', 'preferred-scope', 'encouragement', 'permission', 'local-choice']),
  text: wireBilingual,
  citation,
  confidence: wireConfidence,
  missingFacts: z.array(z.string()),
});

/** What the reader must know about the standing of the text itself. */
export const honesty = z.object({
  confirmed: z.literal(false),
  historical: z.boolean(),
  sourceYear: z.nullable(z.int()),
  notice: wireBilingual,
});

const matchResult = z.object({
  programmeId: z.string(),
  version: z.string(),
  name: wireBilingual,
  instrument: z.string(),
  /** grant: money in hand · credit: money to be given back or shared (loans, guarantees, equity). Ranked apart. */
  group: z.enum(['grant', 'credit']),
  /** A template no county has adopted: never "can get". */
  template: z.boolean(),
  verdict,
  /** From the clauses about the applicant alone. */
  applicantVerdict: verdict,
  /** Open clauses about this one request, where the applicant itself passes. */
  conditions: z.array(
    z.object({ id: z.string(), fact: z.nullable(z.string()), op: z.nullable(z.string()), required: z.unknown(), text: wireBilingual }),
  ),
  priority: z.nullable(priorityResult),
  benefit: z.nullable(benefitResult),
  score: z.object({ total: z.int(), parts: z.array(scorePart) }),
  clauses: z.array(clauseResult),
  groups: z.array(groupResult),
  missingFacts: z.array(z.string()),
  flips: z.array(flip),
  /** Days on which the verdict on today's facts changes by time alone, the next one first. */
  turns: z.array(z.object({ on: z.iso.date(), verdict })),
  honesty,
});

export const matchAnswer = z.object({
  asOf: z.iso.date(),
  catalogueVersion: z.string(),
  results: z.array(matchResult),
  notInForce: z.array(z.object({ programmeId: z.string(), from: z.nullable(z.iso.date()), to: z.nullable(z.iso.date()) })),
});

export const applicantKind = z.enum(['enterprise', 'person', 'carrier', 'training_provider', 'investor', 'fund', 'community_operator']);

export const matchRequest = z.strictObject({
  facts: z.record(z.string(), z.unknown()),
  asOf: z.optional(z.string()),
  programmeIds: z.optional(z.array(z.string().check(z.maxLength(80))).check(z.maxLength(MAX_PROGRAMME_IDS))),
  applicant: z.optional(applicantKind),
});

export type MatchRequest = z.infer<typeof matchRequest>;
export type MatchAnswer = z.infer<typeof matchAnswer>;
export type MatchResult = z.infer<typeof matchResult>;
