/**
 * The unified social credit code (统一社会信用代码) of GB 32100-2015: 18 characters, the last of which checks the others. Characters 9 to 17
 * are the organisation code of GB 11714-1997 with a check of its own. Codes in the register that break the rule exist, so a failed check is
 * a reason to have a second person look at the licence, not to send a firm away. The division in it (3 to 8) is where the firm was first
 * registered; nothing is concluded from it.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const LENGTH = 18;
const DIVISION = /^\d{6}$/;

const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export type CreditCodeReading =
  | { readonly wellFormed: false; readonly why: 'length' | 'character' | 'division' }
  | {
      readonly wellFormed: true;
      /** Does the last character check the others? */
      readonly passes: boolean;
      /** The character the rule asks for at the end. */
      readonly expected: string;
      /** Does the organisation code inside pass its own check? Worth a warning, never more. */
      readonly organisationCodePasses: boolean;
    };

/** A code as it is kept: half-width, upper case, without the spaces and hyphens people group it by. */
export const normaliseCreditCode = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/gu, '').toUpperCase();

const weigh = (text: string, alphabet: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + alphabet.indexOf(text.charAt(at)) * weight, 0);

/** The character GB 32100 asks for in place 18, from the 17 before it. */
export const checkCharacterOf = (first17: string): string => ALPHABET.charAt((31 - (weigh(first17, ALPHABET, WEIGHTS) % 31)) % 31);

function organisationCodePasses(code: string): boolean {
  const remainder = 11 - (weigh(code, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS) % 11);
  const expected = remainder === 10 ? 'X' : remainder === 11 ? '0' : String(remainder);
  return code.charAt(8) === expected;
}

/** Reads a code in the form of `normaliseCreditCode`. */
export function readCreditCode(code: string): CreditCodeReading {
  if (code.length !== LENGTH) return { wellFormed: false, why: 'length' };
  if ([...code].some((character) => !ALPHABET.includes(character))) return { wellFormed: false, why: 'character' };
  if (!DIVISION.test(code.slice(2, 8))) return { wellFormed: false, why: 'division' };
  const expected = checkCharacterOf(code);
  return {
    wellFormed: true,
    passes: code.endsWith(expected),
    expected,
    organisationCodePasses: organisationCodePasses(code.slice(8, 17)),
  };
}
