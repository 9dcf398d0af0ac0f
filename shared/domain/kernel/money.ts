/**
 * Money is whole fen (分, 1/100 yuan) as `bigint`; a float never holds an amount.
 * Rates are exact fractions until the last step, where one declared rounding makes them fen again.
 */
export type Fen = bigint;

/** An exact amount on its way to a rounding: `numerator / denominator` fen, denominator > 0. */
export type ExactFen = { readonly numerator: bigint; readonly denominator: bigint };

export type Rounding = 'half-up-to-yuan' | 'half-up-to-fen';

const FEN_PER_YUAN = 100n;

/** The whole, where a share or a rate is given in basis points (hundredths of a per cent). */
export const WHOLE_BP = 10_000;

export const exactly = (fen: Fen): ExactFen => ({ numerator: fen, denominator: 1n });

/** Rounds half away from zero to whole yuan (grants) or whole fen (fees, interest). */
export function round(amount: ExactFen, rounding: Rounding): Fen {
  const unit = rounding === 'half-up-to-yuan' ? FEN_PER_YUAN : 1n;
  const divisor = amount.denominator * unit;
  const sign = amount.numerator < 0n ? -1n : 1n;
  const magnitude = amount.numerator * sign;
  return sign * ((2n * magnitude + divisor) / (2n * divisor)) * unit;
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compareExact(a: ExactFen, b: ExactFen): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * Splits `total` by `weights` without losing a fen: each share is rounded down, then the fen left over go one by one to
 * the largest remainders, earlier claimants first. Weights are whole, not negative, not all zero.
 */
export function allocate(total: Fen, weights: readonly bigint[]): Fen[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (total < 0n || sum <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('allocate needs a total of at least 0 and weights of which none is negative and one is positive');
  }
  const shares = weights.map((weight) => (total * weight) / sum);
  const left = Number(total - shares.reduce((a, b) => a + b, 0n));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const lucky = new Set(byRemainder.slice(0, left).map((entry) => entry.index));
  return shares.map((share, index) => (lucky.has(index) ? share + 1n : share));
}

/** Reads yuan with at most two decimals from its decimal text; `undefined` for anything else. */
export function fenFromYuanText(text: string): Fen | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const fen = BigInt(match[2] ?? '0') * FEN_PER_YUAN + BigInt((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -fen : fen;
}

/** Yuan as a plain decimal text: `150000n` → `1500`, `1479452n` → `14794.52`. */
export function yuanText(fen: Fen): string {
  const sign = fen < 0n ? '-' : '';
  const magnitude = fen < 0n ? -fen : fen;
  const rest = magnitude % FEN_PER_YUAN;
  return `${sign}${magnitude / FEN_PER_YUAN}${rest === 0n ? '' : `.${String(rest).padStart(2, '0')}`}`;
}
