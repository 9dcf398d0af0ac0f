import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, fenFromYuanText, round, yuanText } from '../../../../../shared/domain/kernel/money.ts';

const exact = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });

describe('round', () => {
  it.each([
    [exact(149n, 1n), 'half-up-to-yuan', 100n],
    [exact(150n, 1n), 'half-up-to-yuan', 200n],
    [exact(-150n, 1n), 'half-up-to-yuan', -200n],
    [exact(2_959_005n, 2n), 'half-up-to-fen', 1_479_503n],
    [exact(1n, 3n), 'half-up-to-fen', 0n],
  ] as const)('%o %s → %s', (amount, rounding, expected) => {
    expect(round(amount, rounding)).toBe(expected);
  });

  it('is never further away than half a unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 6n }), (numerator, denominator) => {
        const distance = round(exact(numerator, denominator), 'half-up-to-fen') * denominator - numerator;
        expect(distance * 2n <= denominator && distance * 2n >= -denominator).toBe(true);
      }),
    );
  });
});

describe('allocate', () => {
  it('loses no fen and gives no one a fen more than his share rounded up', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((w) => w > 0n));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weights, (total, list) => {
        const shares = allocate(total, list);
        const sum = list.reduce((a, b) => a + b, 0n);
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(total);
        shares.forEach((share, index) => {
          const floor = (total * (list[index] ?? 0n)) / sum;
          expect(share === floor || share === floor + 1n).toBe(true);
        });
      }),
    );
  });

  it('gives the odd fen to the earlier of equals', () => expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]));
  it('refuses what cannot be shared', () => {
    expect(() => allocate(1n, [0n])).toThrow(RangeError);
    expect(() => allocate(-1n, [1n])).toThrow(RangeError);
  });
});

describe('yuan as text', () => {
  it.each(['1.005', '1e3', '', '1.', '--1', '٣'])('refuses %j', (text) => expect(fenFromYuanText(text)).toBeUndefined());
  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (fen) => {
        expect(fenFromYuanText(yuanText(fen))).toBe(fen);
      }),
    );
  });
});
