/**
 * Forms in which sensitive words are shown (domain reference, section 9: id number first 3 and last 4, mobile 3-4-4). What is too short to hide
 * anything is hidden whole.
 */
const HIDDEN = '*';

const hide = (length: number): string => HIDDEN.repeat(length);

/** Keeps the first `head` and last `tail` characters where at least as many stay hidden as `least`; else nothing. */
function keepEnds(text: string, head: number, tail: number, least: number): string {
  const letters = [...text];
  const hidden = letters.length - head - tail;
  if (hidden < least) return hide(letters.length);
  return `${letters.slice(0, head).join('')}${hide(hidden)}${tail === 0 ? '' : letters.slice(-tail).join('')}`;
}

/** An id number: 320***********1234; passports and permits, which are short, show their last two alone. */
export const maskIdNumber = (text: string): string => (text.length >= 15 ? keepEnds(text, 3, 4, 8) : keepEnds(text, 0, 2, 4));

/** A mobile: 138****1234, whatever stands around it. Any other number shows its last two digits. */
export function maskPhone(text: string): string {
  const [, country = '', digits] = /^(\+86)?(1\d{10})$/.exec(text) ?? [];
  return digits === undefined ? keepEnds(text, 0, 2, 4) : `${country}${keepEnds(digits, 3, 4, 4)}`;
}

/** A bank account: its last four digits, behind four stars, so that its length does not tell the bank. */
export const maskAccount = (text: string): string => (text.length >= 8 ? `${hide(4)}${text.slice(-4)}` : hide(4));

/** The name of a person who is not to be told: the family name, as far as one character is one. */
export const maskName = (text: string): string => keepEnds(text, 1, 0, 1);
