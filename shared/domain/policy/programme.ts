import * as z from 'zod/mini';
import { DOCUMENT_KINDS } from '../documents/kind-names.ts';
import { civilDate } from '../kernel/civil-date.ts';
import { recoveryTerms } from '../payments/records.ts';
import { criterion } from './criteria.ts';
import { factId } from './fact.ts';
import { capScope, formula } from './formula.ts';
import { handling } from './handling.ts';
import { bilingual, clause, confidence } from './text.ts';

export const instrument = z.enum([
  'angel_risk_compensation',
  'guidance_fund_equity',
  'seed_fund',
  'policy_loan',
  'risk_compensation_pool',
  'credit_guarantee_fund',
  'credit_guarantee',
  'investment_loan_linkage',
  'interest_subsidy',
  'equity_match_award',
  'opex_subsidy',
  'broadband_subsidy',
  'training_subsidy',
  'mentor_subsidy',
  'event_subsidy',
  'rent_subsidy',
  'utility_discount',
  'carrier_award',
]);
export type Instrument = z.infer<typeof instrument>;

export const applicantKind = z.enum(['enterprise', 'person', 'carrier', 'training_provider', 'investor', 'fund', 'community_operator']);
export type ApplicantKind = z.infer<typeof applicantKind>;

export const programmeId = z
  .string()
  .check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/))
  .check(z.maxLength(80));

/** What one gets. Grants and loss covers are money in hand; a ceiling is the most one may borrow, be guaranteed or be invested. */
export const benefitKind = z.enum(['grant', 'loan_ceiling', 'guarantee_ceiling', 'equity_ceiling', 'loss_cover', 'discount']);
export type BenefitKind = z.infer<typeof benefitKind>;

const benefit = z.strictObject({
  kind: benefitKind,
  per: z.enum(['once', 'year', 'project', 'person']),
  amount: formula,
  rounding: z.enum(['half-up-to-yuan', 'half-up-to-fen']),
  rateCapBpOverLpr: z.optional(z.int()),
  termMonthsMax: z.optional(z.int().check(z.positive())),
  /** What it costs beside: guarantee and re-guarantee fees, each rounded to the fen. */
  fees: z._default(
    z.array(
      z.strictObject({ id: z.string().check(z.minLength(1)), text: bilingual, amount: formula, clause: z.optional(clause), confidence }),
    ),
    [],
  ),
  /** Limits over several payments, kept for the payment stage: per applicant and year, years in all, stake held. */
  limits: z._default(
    z.array(
      z.strictObject({
        kind: z.enum(['amount', 'years', 'stake-pct', 'share-pct', 'leverage', 'claim-rate-pct', 'count']),
        per: capScope,
        value: z.number(),
        text: bilingual,
        clause: z.optional(clause),
        confidence,
      }),
    ),
    [],
  ),
  /** Figures seen elsewhere or beside the amount, for the reader; nothing is computed from them. */
  notes: z._default(z.array(z.strictObject({ text: bilingual, confidence, ref: z.optional(z.string()) })), []),
  clause: z.optional(clause),
  confidence,
});
export type Benefit = z.infer<typeof benefit>;

/** Who comes first. It orders queues; it never passes a failed clause and never changes an amount (reference.md 1.3). */
const priority = z.strictObject({
  effect: z.enum(['queue', 'recommended-first', 'preferred-scope', 'encouragement', 'permission', 'local-choice']),
  when: criterion,
  text: bilingual,
  clause,
  confidence,
});
export type Priority = z.infer<typeof priority>;

const exclusion = z.strictObject({
  kind: z.enum([
    'mutually-exclusive',
    'deduct',
    'prerequisite',
    'one-active',
    'no-double',
    'max-years',
    'once-per-person',
    'once-per-founder',
    'once-per-household-premises',
    'conflict-of-interest',
    'forbidden',
    'loss-of-status',
  ]),
  /** Programmes, where the other side is one of the catalogue. */
  programmes: z._default(z.array(programmeId), []),
  /** The fact that tells, where one does. */
  fact: z.optional(factId),
  years: z.optional(z.int().check(z.positive())),
  /** What of the other programme's money counts: that for the costs of the year that is claimed, or (left out) all of it. */
  per: z.optional(z.literal('year')),
  text: bilingual,
  clause: z.optional(clause),
  confidence,
});

const riskShare = z.strictObject({
  party: bilingual,
  sharePct: z.optional(z.number().check(z.gte(0)).check(z.lte(100))),
  minPct: z.optional(z.number().check(z.gte(0)).check(z.lte(100))),
  maxPct: z.optional(z.number().check(z.gte(0)).check(z.lte(100))),
  text: z.optional(bilingual),
  ref: z.optional(z.string()),
  confidence,
});

export const region = z.string().check(z.regex(/^\d{6}$/));

const version = z.strictObject({
  version: z.string().check(z.regex(/^[0-9a-z.-]+$/)),
  effective: z.strictObject({
    /** First day in force; null: open. */
    from: z.nullable(civilDate),
    /** First day no longer in force; null: open. (A source says "to" inclusively; the file says the next day.) */
    to: z.nullable(civilDate),
    note: z.optional(bilingual),
    confidence,
  }),
  criteria: criterion,
  benefit,
  priority: z.nullable(priority),
  riskSharing: z.array(riskShare),
  exclusions: z.array(exclusion),
  documents: z.array(z.strictObject({ kind: z.enum(DOCUMENT_KINDS), name: bilingual, ref: z.optional(z.string()), confidence })),
  process: z.array(
    z.strictObject({
      step: bilingual,
      actor: bilingual,
      limitDays: z.optional(z.int().check(z.positive())),
      ref: z.optional(z.string()),
      confidence,
    }),
  ),
  /** Until when the costs of a calendar year may be claimed: so many months after it ends. Where it says nothing a default of ours holds. */
  claimWindow: z.optional(
    z.strictObject({
      submitMonthsAfterYear: z.int().check(z.gte(0)).check(z.lte(36)),
      text: z.optional(bilingual),
      clause: z.optional(clause),
      confidence,
    }),
  ),
  /**
   * 免申即享: whoever meets every condition by facts that others vouch for is offered it, and confirms (reference.md 6). Where it says nothing,
   * one applies.
   */
  delivery: z.optional(
    z.strictObject({ mode: z.literal('automatic'), text: z.optional(bilingual), clause: z.optional(clause), confidence }),
  ),
  /** How its cases are handled, where that is not what is usual for the instrument. */
  handling: z.optional(handling),
  /** How money that must come back bears interest. Where it says nothing a default of ours holds. */
  recovery: z.optional(recoveryTerms),
  /** Usual days from a complete application to the money, for ranking. */
  daysToMoney: z.strictObject({ days: z.int().check(z.positive()), confidence }),
  confidence,
});
export type ProgrammeVersion = z.infer<typeof version>;

/** One programme (政策项目): who may have what, by which rule, in each version that was in force. One JSON file in `catalogue/programmes/`. */
export const programme = z.strictObject({
  id: programmeId,
  name: bilingual,
  /** One plain sentence for someone who never read a policy. */
  summary: bilingual,
  instrument,
  subsidyKinds: z._default(z.array(z.string()), []),
  applicants: z.array(applicantKind).check(z.minLength(1)),
  finalBeneficiary: z.enum(['enterprise', 'person', 'carrier', 'bank']),
  issuer: bilingual,
  funders: z.array(bilingual),
  /** null: a template, to be adopted by a county before anyone can get it. */
  regionCode: z.nullable(region),
  /** The day whose facts count, where it is not the day of submission. */
  judgedAt: z._default(z.enum(['submission', 'cost', 'investment', 'loss']), 'submission'),
  sources: z
    .array(
      z.strictObject({
        ref: z.string().check(z.minLength(1)),
        title: z.string().check(z.minLength(1)),
        year: z.nullable(z.int()),
        url: z.nullable(z.string()),
        reliability: z.string().check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1)),
  versions: z.array(version).check(z.minLength(1)),
});
export type Programme = z.infer<typeof programme>;

/** What a case in a programme file is given and must answer. Wire units throughout. */
const goldenCase = z.strictObject({
  name: z.string().check(z.minLength(1)),
  asOf: civilDate,
  /** A template is judged as adopted by this county. */
  adoptedBy: z.optional(region),
  facts: z.record(factId, z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()])),
  expect: z.strictObject({
    verdict: z.enum(['eligible', 'ineligible', 'unknown', 'not-in-force']),
    applicantVerdict: z.optional(z.enum(['eligible', 'ineligible', 'unknown'])),
    version: z.optional(z.string()),
    clauses: z.optional(z.record(z.string(), z.enum(['met', 'failed', 'unknown']))),
    priority: z.optional(z.enum(['met', 'failed', 'unknown'])),
    amountFen: z.optional(z.nullable(z.int())),
    minFen: z.optional(z.int()),
    maxFen: z.optional(z.nullable(z.int())),
    rateCapBpOverLpr: z.optional(z.int()),
    termMonthsMax: z.optional(z.int()),
    feesFen: z.optional(z.record(z.string(), z.int())),
    missingFacts: z.optional(z.array(factId)),
  }),
});
export type GoldenCase = z.infer<typeof goldenCase>;

/** A file of the catalogue: the programme and the cases that prove it. */
export const programmeFile = z.strictObject({ programme, goldenCases: z.array(goldenCase).check(z.minLength(4)) });
export type ProgrammeFile = z.infer<typeof programmeFile>;
