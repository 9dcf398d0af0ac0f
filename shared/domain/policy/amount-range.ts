import { compareExact, type ExactFen, exactly } from '../kernel/money.ts';

/** An amount as far as it is known: from `min` to `max` fen; `max` null means no upper end is known. Both ends equal: certain. */
export type AmountRange = { readonly min: ExactFen; readonly max: ExactFen | null };

const smaller = (a: ExactFen, b: ExactFen): ExactFen => (compareExact(a, b) <= 0 ? a : b);
const larger = (a: ExactFen, b: ExactFen): ExactFen => (compareExact(a, b) >= 0 ? a : b);
const plus = (a: ExactFen, b: ExactFen): ExactFen => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
});

export const NOTHING: ExactFen = exactly(0n);
export const certain = (amount: ExactFen): AmountRange => ({ min: amount, max: amount });
/** Nothing is known of it but that it is not negative. */
export const ANYTHING: AmountRange = { min: NOTHING, max: null };

const isZero = (range: AmountRange): boolean => range.max !== null && compareExact(range.max, NOTHING) <= 0;

export const lowest = (ranges: readonly AmountRange[]): AmountRange =>
  ranges.reduce((a, b) => ({ min: smaller(a.min, b.min), max: a.max && b.max ? smaller(a.max, b.max) : (a.max ?? b.max) }));

export const highest = (ranges: readonly AmountRange[]): AmountRange =>
  ranges.reduce((a, b) => ({ min: larger(a.min, b.min), max: a.max && b.max ? larger(a.max, b.max) : null }));

export const total = (ranges: readonly AmountRange[]): AmountRange =>
  ranges.reduce((a, b) => ({ min: plus(a.min, b.min), max: a.max && b.max ? plus(a.max, b.max) : null }));

/** The range that covers several possibilities. */
export const either = (ranges: readonly AmountRange[]): AmountRange =>
  ranges.reduce((a, b) => ({ min: smaller(a.min, b.min), max: a.max && b.max ? larger(a.max, b.max) : null }));

/** Times a fraction that is not negative. */
export const scaled = (range: AmountRange, numerator: bigint, denominator: bigint): AmountRange => {
  const scale = (amount: ExactFen): ExactFen => ({
    numerator: amount.numerator * numerator,
    denominator: amount.denominator * denominator,
  });
  return { min: scale(range.min), max: range.max && scale(range.max) };
};

/** Times a count that may be known only to lie between two numbers. */
export const times = (range: AmountRange, least: bigint, most: bigint | null): AmountRange => ({
  min: scaled(range, least, 1n).min,
  max: most === null ? (isZero(range) ? NOTHING : null) : scaled(range, most, 1n).max,
});

/** What is left after a deduction, never below nothing. */
export function less(range: AmountRange, deduction: AmountRange): AmountRange {
  const minus = (a: ExactFen, b: ExactFen): ExactFen => larger(NOTHING, plus(a, { ...b, numerator: -b.numerator }));
  return { min: deduction.max ? minus(range.min, deduction.max) : NOTHING, max: range.max && minus(range.max, deduction.min) };
}
