import * as z from 'zod/mini';
import { type Criterion, criterion } from './criteria.ts';
import { factId } from './fact.ts';
import { type Bilingual, bilingual, type Clause, type Confidence, clause, confidence } from './text.ts';

/** A rate as an exact decimal text: `"30"` per cent, `"0.3"` per cent. Never a float. */
const decimalText = z.string().check(z.regex(/^\d+(\.\d+)?$/));

export interface Tier {
  readonly id: string;
  readonly when: Criterion;
  readonly gives: Formula;
  readonly text: Bilingual;
  readonly clause?: Clause | undefined;
  readonly confidence: Confidence;
  /** Terms that come with the tier, for loans and guarantees. */
  readonly rateCapBpOverLpr?: number | undefined;
  readonly termMonthsMax?: number | undefined;
}

/**
 * How an amount is computed: a small tree whose every node is money (fen) or, where said, a plain number.
 * An unknown fact makes an amount a range; a node can carry the sentence and clause that its trace line shows.
 */
export type Formula =
  /** A constant in yuan. */
  | {
      readonly yuan: number;
      readonly text?: Bilingual | undefined;
      readonly clause?: Clause | undefined;
      readonly confidence?: Confidence | undefined;
    }
  /** A money fact (fen), or a count (number). */
  | { readonly fact: string }
  /** `pct` per cent of an amount. */
  | {
      readonly share: Formula;
      readonly pct: string;
      readonly text?: Bilingual | undefined;
      readonly clause?: Clause | undefined;
      readonly confidence?: Confidence | undefined;
    }
  | { readonly min: readonly Formula[] }
  | { readonly max: readonly Formula[] }
  | { readonly sum: readonly Formula[] }
  /** An amount for each unit counted: `each` × the number fact `count`, of which at most `atMost` are counted. */
  | {
      readonly perUnit: Formula;
      readonly count: string;
      readonly atMost?: number | undefined;
      readonly text?: Bilingual | undefined;
      readonly clause?: Clause | undefined;
      readonly confidence?: Confidence | undefined;
    }
  /** An upper limit, per item, year, person, site, project or applicant. */
  | {
      readonly cap: Formula;
      readonly at: Formula;
      readonly per: CapScope;
      readonly text?: Bilingual | undefined;
      readonly clause?: Clause | undefined;
      readonly confidence?: Confidence | undefined;
    }
  /** Taken off, never below zero: other aid for the same thing. An unknown deduction makes a range. */
  | {
      readonly deduct: Formula;
      readonly from: Formula;
      readonly text?: Bilingual | undefined;
      readonly clause?: Clause | undefined;
      readonly confidence?: Confidence | undefined;
    }
  /** Lowered to what is asked for, when that is known; unknown leaves the ceiling as it is. */
  | { readonly ceiling: Formula; readonly asked: string }
  /** The first tier whose criteria hold. No tier: not eligible. */
  | { readonly tiers: readonly Tier[] }
  /** By the word a choice fact has. A word outside the table: not eligible. */
  | {
      readonly table: Readonly<Record<string, Formula>>;
      readonly by: string;
      readonly text?: Bilingual | undefined;
      readonly clause?: Clause | undefined;
      readonly confidence?: Confidence | undefined;
    }
  /** Simple interest or fee: principal × rate × days / day-count. `rateBp` is a constant or a fact in basis points. */
  | {
      readonly interest: Formula;
      readonly rateBp: number | string;
      readonly days: string;
      readonly dayCount: 360 | 365;
      readonly text?: Bilingual | undefined;
      readonly clause?: Clause | undefined;
      readonly confidence?: Confidence | undefined;
    };

export const capScope = z.enum(['item', 'year', 'person', 'site', 'project', 'applicant', 'once']);
export type CapScope = z.infer<typeof capScope>;

const said = { text: z.optional(bilingual), clause: z.optional(clause), confidence: z.optional(confidence) };

export const formula: z.ZodMiniType<Formula> = z.lazy(() =>
  z.union([
    z.strictObject({ yuan: z.number().check(z.gte(0)).check(z.multipleOf(0.01)), ...said }),
    z.strictObject({ fact: factId }),
    z.strictObject({ share: formula, pct: decimalText, ...said }),
    z.strictObject({ min: z.array(formula).check(z.minLength(1)) }),
    z.strictObject({ max: z.array(formula).check(z.minLength(1)) }),
    z.strictObject({ sum: z.array(formula).check(z.minLength(1)) }),
    z.strictObject({ perUnit: formula, count: factId, atMost: z.optional(z.int().check(z.positive())), ...said }),
    z.strictObject({ cap: formula, at: formula, per: capScope, ...said }),
    z.strictObject({ deduct: formula, from: formula, ...said }),
    z.strictObject({ ceiling: formula, asked: factId }),
    z.strictObject({ tiers: z.array(tier).check(z.minLength(1)) }),
    z.strictObject({ table: z.record(z.string(), formula), by: factId, ...said }),
    z.strictObject({
      interest: formula,
      rateBp: z.union([z.int().check(z.gte(0)), factId]),
      days: factId,
      dayCount: z.union([z.literal(360), z.literal(365)]),
      ...said,
    }),
  ]),
);

const tier: z.ZodMiniType<Tier> = z.lazy(() =>
  z.strictObject({
    id: z.string().check(z.minLength(1)),
    when: criterion,
    gives: formula,
    text: bilingual,
    clause: z.optional(clause),
    confidence,
    rateCapBpOverLpr: z.optional(z.int()),
    termMonthsMax: z.optional(z.int().check(z.positive())),
  }),
);
