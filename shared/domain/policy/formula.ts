import * as z from 'zod';
import { type Criterion, criterion } from './criteria.ts';
import { factId } from './fact.ts';
import { type Bilingual, bilingual, type Clause, type Confidence, clause, confidence } from './text.ts';

/** A rate as an exact decimal text: `"30"` per cent, `"0.3"` per cent. Never a float. */
const decimalText = z.string().regex(/^\d+(\.\d+)?$/);

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

const said = { text: bilingual.optional(), clause: clause.optional(), confidence: confidence.optional() };

export const formula: z.ZodType<Formula> = z.lazy(() =>
  z.union([
    z.strictObject({ yuan: z.number().min(0).multipleOf(0.01), ...said }),
    z.strictObject({ fact: factId }),
    z.strictObject({ share: formula, pct: decimalText, ...said }),
    z.strictObject({ min: z.array(formula).min(1) }),
    z.strictObject({ max: z.array(formula).min(1) }),
    z.strictObject({ sum: z.array(formula).min(1) }),
    z.strictObject({ perUnit: formula, count: factId, atMost: z.number().int().positive().optional(), ...said }),
    z.strictObject({ cap: formula, at: formula, per: capScope, ...said }),
    z.strictObject({ deduct: formula, from: formula, ...said }),
    z.strictObject({ ceiling: formula, asked: factId }),
    z.strictObject({ tiers: z.array(tier).min(1) }),
    z.strictObject({ table: z.record(z.string(), formula), by: factId, ...said }),
    z.strictObject({
      interest: formula,
      rateBp: z.union([z.number().int().min(0), factId]),
      days: factId,
      dayCount: z.union([z.literal(360), z.literal(365)]),
      ...said,
    }),
  ]),
);

const tier: z.ZodType<Tier> = z.lazy(() =>
  z.strictObject({
    id: z.string().min(1),
    when: criterion,
    gives: formula,
    text: bilingual,
    clause: clause.optional(),
    confidence,
    rateCapBpOverLpr: z.number().int().optional(),
    termMonthsMax: z.number().int().positive().optional(),
  }),
);

/** The formulas directly below a node. */
export function partsOf(node: Formula): readonly Formula[] {
  if ('share' in node) return [node.share];
  if ('min' in node) return node.min;
  if ('max' in node) return node.max;
  if ('sum' in node) return node.sum;
  if ('perUnit' in node) return [node.perUnit];
  if ('cap' in node) return [node.cap, node.at];
  if ('deduct' in node) return [node.from, node.deduct];
  if ('ceiling' in node) return [node.ceiling];
  if ('tiers' in node) return node.tiers.map((entry) => entry.gives);
  if ('table' in node) return Object.values(node.table);
  if ('interest' in node) return [node.interest];
  return [];
}

/** Every tier list inside a formula: the amounts that depend on criteria. */
export function tiersOf(node: Formula): (readonly Tier[])[] {
  return [...('tiers' in node ? [node.tiers] : []), ...partsOf(node).flatMap(tiersOf)];
}

/** Every fact a formula reads itself (the criteria of its tiers apart). */
export function factsOf(node: Formula): string[] {
  const own =
    'fact' in node
      ? [node.fact]
      : 'perUnit' in node
        ? [node.count]
        : 'ceiling' in node
          ? [node.asked]
          : 'table' in node
            ? [node.by]
            : 'interest' in node
              ? [node.days, ...(typeof node.rateBp === 'string' ? [node.rateBp] : [])]
              : [];
  return [...new Set([...own, ...partsOf(node).flatMap(factsOf)])];
}
