import { randomInt } from 'node:crypto';
import { checkCharacterOf, readCreditCode } from '../../../shared/domain/parties/uscc.ts';

/** Registered in 3299, which is no city: no registry ever gave such a code out. */
const BEGINNING = '91329900TUR';
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 17 characters of a code nobody has, the check of the organisation code inside included. */
function beginning(): string {
  for (;;) {
    const serial = Array.from({ length: 5 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
    for (const check of LETTERS) {
      const first17 = `${BEGINNING}${serial}${check}`;
      const reading = readCreditCode(first17 + checkCharacterOf(first17));
      if (reading.wellFormed && reading.organisationCodePasses) return first17;
    }
  }
}

/** A credit code that passes the check of GB 32100 and belongs to nobody; another one each time. */
export function creditCode(): string {
  const first17 = beginning();
  return first17 + checkCharacterOf(first17);
}

/** One whose last character does not check the others, as some real ones have it. */
export function oddCreditCode(): string {
  const first17 = beginning();
  return first17 + LETTERS.charAt((LETTERS.indexOf(checkCharacterOf(first17)) + 1) % LETTERS.length);
}
