import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { checkCharacterOf, normaliseCreditCode, readCreditCode } from '../../../../../shared/domain/parties/uscc.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Codes seen in public beside the name of a firm, codes made to fail, and two that stand in the register although they break the rule. */
const VECTORS = z
  .array(
    z.object({
      code: z.string(),
      passes: z.boolean(),
      organisationCodePasses: z.optional(z.boolean()),
      expected: z.optional(z.string()),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('../../../../support/fixtures/credit-codes.json', import.meta.url), 'utf8')));

const symbol = fc.constantFrom(...ALPHABET);
const code17 = fc
  .tuple(
    fc.array(symbol, { minLength: 2, maxLength: 2 }),
    fc.integer({ min: 0, max: 999_999 }),
    fc.array(symbol, { minLength: 9, maxLength: 9 }),
  )
  .map(([head, division, rest]) => `${head.join('')}${String(division).padStart(6, '0')}${rest.join('')}`);

describe('the credit code of GB 32100', () => {
  it.each(VECTORS)('$code', ({ code, passes, organisationCodePasses, expected }) => {
    const reading = readCreditCode(code);
    if (!reading.wellFormed) {
      expect(passes).toBe(false);
      expect(expected).toBeUndefined();
      return;
    }
    expect(reading.passes).toBe(passes);
    if (organisationCodePasses !== undefined) expect(reading.organisationCodePasses).toBe(organisationCodePasses);
    if (expected !== undefined) expect(reading.expected).toBe(expected);
  });

  it('has exactly one last character that passes, whatever stands before it', () => {
    fc.assert(
      fc.property(code17, (first) => {
        const passing = [...ALPHABET].filter((last) => {
          const reading = readCreditCode(`${first}${last}`);
          return reading.wellFormed && reading.passes;
        });
        expect(passing).toEqual([checkCharacterOf(first)]);
      }),
    );
  });

  it('notices every single character typed wrong', () => {
    fc.assert(
      fc.property(code17, fc.integer({ min: 0, max: 16 }), symbol, (first, at, other) => {
        fc.pre(first[at] !== other && (at < 2 || at > 7 || /\d/.test(other)));
        const typed = `${first.slice(0, at)}${other}${first.slice(at + 1)}${checkCharacterOf(first)}`;
        expect(readCreditCode(typed)).toMatchObject({ wellFormed: true, passes: false });
      }),
    );
  });

  it.each([
    ['', 'length'],
    ['9132000079654459', 'length'],
    ['91320000796544598E0', 'length'],
    ['91320000796544598O', 'character'],
    ['91320000796544598e', 'character'],
    ['9132000079654459🏢', 'character'],
    ['91A20000796544598E', 'division'],
  ])('%j is malformed: %s', (code, why) => expect(readCreditCode(code)).toEqual({ wellFormed: false, why }));

  it('warns of the organisation code inside apart from its own check', () => {
    const first = '91320583MA1234567';
    expect(readCreditCode(`${first}${checkCharacterOf(first)}`)).toMatchObject({ passes: true, organisationCodePasses: false });
  });

  it.each([
    [' 9132 0000 7965 4459 8e ', '91320000796544598E'],
    ['９１３２００００７９６５４４５９８Ｅ', '91320000796544598E'],
    ['91320000-796544598-E', '91320000796544598E'],
  ])('%j is kept as %s', (typed, kept) => expect(normaliseCreditCode(typed)).toBe(kept));
});
