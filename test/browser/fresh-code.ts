import { checkCharacterOf } from '../../shared/domain/parties/uscc.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
/** Those a credit code is written with. */
const WRITTEN = [...ALPHABET].filter((letter) => !'IOSVZ'.includes(letter));

/** A credit code that passes both checks, and that no register gives: its organisation code is ours. */
export function freshCode(): string {
  const body = `DT${Array.from(crypto.getRandomValues(new Uint8Array(6)), (one) => WRITTEN[one % WRITTEN.length]).join('')}`;
  const rest = 11 - (WEIGHTS.reduce((sum, weight, at) => sum + weight * ALPHABET.indexOf(body.charAt(at)), 0) % 11);
  const first17 = `91329900${body}${rest === 10 ? 'X' : rest === 11 ? '0' : rest}`;
  return first17 + checkCharacterOf(first17);
}

/** A code of the right form whose last character is wrong, as a few real ones are. */
export function doubtfulCode(): string {
  const code = freshCode();
  const last = code.slice(-1) === '0' ? '1' : '0';
  return code.slice(0, -1) + last;
}
