import * as z from 'zod';
import { civilDate } from '../kernel/civil-date.ts';
import { criterion } from './criteria.ts';
import { factId } from './fact.ts';
import { capScope, formula } from './formula.ts';
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
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

/** What one gets. Grants and loss covers are money in hand; a ceiling is the most one may borrow, be guaranteed or be invested. */
export const benefitKind = z.enum(['grant', 'loan_ceiling', 'guarantee_ceiling', 'equity_ceiling', 'loss_cover', 'discount']);
export type BenefitKind = z.infer<typeof benefitKind>;

const benefit = z.strictObject({
  kind: benefitKind,
  per: z.enum(['once', 'year', 'project', 'person']),
  amount: formula,
  rounding: z.enum(['half-up-to-yuan', 'half-up-to-fen']),
  rateCapBpOverLpr: z.number().int().optional(),
  termMonthsMax: z.number().int().positive().optional(),
  /** What it costs beside: guarantee and re-guarantee fees, each rounded to the fen. */
  fees: z
    .array(z.strictObject({ id: z.string().min(1), text: bilingual, amount: formula, clause: clause.optional(), confidence }))
    .default([]),
  /** Limits over several payments, kept for the payment stage: per applicant and year, years in all, stake held. */
  limits: z
    .array(
      z.strictObject({
        kind: z.enum(['amount', 'years', 'stake-pct', 'share-pct', 'leverage', 'claim-rate-pct', 'count']),
        per: capScope,
        value: z.number(),
        text: bilingual,
        clause: clause.optional(),
        confidence,
      }),
    )
    .default([]),
  /** Figures seen elsewhere or beside the amount, for the reader; nothing is computed from them. */
  notes: z.array(z.strictObject({ text: bilingual, confidence, ref: z.string().optional() })).default([]),
  clause: clause.optional(),
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
  programmes: z.array(programmeId).default([]),
  /** The fact that tells, where one does. */
  fact: factId.optional(),
  years: z.number().int().positive().optional(),
  text: bilingual,
  clause: clause.optional(),
  confidence,
});

const riskShare = z.strictObject({
  party: bilingual,
  sharePct: z.number().min(0).max(100).optional(),
  minPct: z.number().min(0).max(100).optional(),
  maxPct: z.number().min(0).max(100).optional(),
  text: bilingual.optional(),
  ref: z.string().optional(),
  confidence,
});

export const documentKind = z.enum([
  'business-licence',
  'audit-report',
  'tax-return',
  'financial-statement',
  'ip-certificate',
  'staff-structure',
  'social-insurance-list',
  'qualification-certificate',
  'investment-agreement',
  'payment-proof',
  'lease',
  'invoice',
  'spending-list',
  'event-plan',
  'attendance-record',
  'photos',
  'mentor-appointment',
  'mentoring-record',
  'loan-contract',
  'interest-receipt',
  'guarantee-contract',
  'credit-authorisation',
  'loss-proof',
  'application-form',
  'identity-proof',
  'labour-contracts',
  'utility-bill',
  'property-certificate',
  'business-plan',
  'shareholding',
  'fund-plan',
  'approval-letter',
  'other',
]);

export const region = z.string().regex(/^\d{6}$/);

const version = z.strictObject({
  version: z.string().regex(/^[0-9a-z.-]+$/),
  effective: z.strictObject({
    /** First day in force; null: open. */
    from: civilDate.nullable(),
    /** First day no longer in force; null: open. (A source says "to" inclusively; the file says the next day.) */
    to: civilDate.nullable(),
    note: bilingual.optional(),
    confidence,
  }),
  criteria: criterion,
  benefit,
  priority: priority.nullable(),
  riskSharing: z.array(riskShare),
  exclusions: z.array(exclusion),
  documents: z.array(z.strictObject({ kind: documentKind, name: bilingual, ref: z.string().optional(), confidence })),
  process: z.array(
    z.strictObject({
      step: bilingual,
      actor: bilingual,
      limitDays: z.number().int().positive().optional(),
      ref: z.string().optional(),
      confidence,
    }),
  ),
  /** Usual days from a complete application to the money, for ranking. */
  daysToMoney: z.strictObject({ days: z.number().int().positive(), confidence }),
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
  subsidyKinds: z.array(z.string()).default([]),
  applicants: z.array(applicantKind).min(1),
  finalBeneficiary: z.enum(['enterprise', 'person', 'carrier', 'bank']),
  issuer: bilingual,
  funders: z.array(bilingual),
  /** null: a template, to be adopted by a county before anyone can get it. */
  regionCode: region.nullable(),
  /** The day whose facts count, where it is not the day of submission. */
  judgedAt: z.enum(['submission', 'cost', 'investment', 'loss']).default('submission'),
  sources: z
    .array(
      z.strictObject({
        ref: z.string().min(1),
        title: z.string().min(1),
        year: z.number().int().nullable(),
        url: z.string().nullable(),
        reliability: z.string().min(1),
      }),
    )
    .min(1),
  versions: z.array(version).min(1),
});
export type Programme = z.infer<typeof programme>;

/** What a case in a programme file is given and must answer. Wire units throughout. */
export const goldenCase = z.strictObject({
  name: z.string().min(1),
  asOf: civilDate,
  /** A template is judged as adopted by this county. */
  adoptedBy: region.optional(),
  facts: z.record(factId, z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()])),
  expect: z.strictObject({
    verdict: z.enum(['eligible', 'ineligible', 'unknown', 'not-in-force']),
    applicantVerdict: z.enum(['eligible', 'ineligible', 'unknown']).optional(),
    version: z.string().optional(),
    clauses: z.record(z.string(), z.enum(['met', 'failed', 'unknown'])).optional(),
    priority: z.enum(['met', 'failed', 'unknown']).optional(),
    amountFen: z.number().int().nullable().optional(),
    minFen: z.number().int().optional(),
    maxFen: z.number().int().nullable().optional(),
    rateCapBpOverLpr: z.number().int().optional(),
    termMonthsMax: z.number().int().optional(),
    feesFen: z.record(z.string(), z.number().int()).optional(),
    missingFacts: z.array(factId).optional(),
  }),
});
export type GoldenCase = z.infer<typeof goldenCase>;

/** A file of the catalogue: the programme and the cases that prove it. */
export const programmeFile = z.strictObject({ programme, goldenCases: z.array(goldenCase).min(4) });
export type ProgrammeFile = z.infer<typeof programmeFile>;
