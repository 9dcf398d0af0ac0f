/** Stands for a character the typeface does not have (the geta mark of Chinese and Japanese printers). */
const REPLACEMENT = '〓';

/**
 * What has no shape of its own: controls, marks of direction (which could make a sum read backwards), joiners, variation selectors, fillers,
 * halves of surrogate pairs.
 */
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}/gu;
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]/gu;
/** All spaces but the ideographic one, which indents on purpose. */
const SPACES = /[^\S\u3000]+/gu;
/** Radicals look like the characters they are part of, but are others to whoever searches. */
const RADICALS = /[\u2e80-\u2fdf]/gu;
/** More than this over one letter is no language but a stain across the lines. */
const MOST_MARKS = 2;

export type CleanText = { readonly text: string; readonly missing: readonly string[] };

const segments = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * A text as it can be printed on one line in logical order, from left to right: composed, without anything invisible, with `REPLACEMENT` for
 * each character (as a reader counts them) that the typeface lacks. `missing` names those characters, each once.
 *
 * @param covers whether the typeface has a glyph for a code point
 */
export function cleanText(raw: string, covers: (codePoint: number) => boolean): CleanText {
  const missing = new Set<string>();
  const composed = raw
    .normalize('NFC')
    .replace(RADICALS, (radical) => radical.normalize('NFKC'))
    .replace(BREAKS, ' ');
  let text = '';
  for (const { segment } of segments.segment(composed)) {
    const visible = limitMarks(segment.replace(INVISIBLE, ''));
    const lacking = [...visible].filter((character) => !covers(character.codePointAt(0) ?? 0) && !/\s/u.test(character));
    for (const character of lacking) missing.add(character);
    text += lacking.length > 0 ? REPLACEMENT : visible;
  }
  return { text: text.replace(SPACES, ' ').trim(), missing: [...missing] };
}

function limitMarks(grapheme: string): string {
  let marks = 0;
  return [...grapheme].filter((character) => !/\p{M}/u.test(character) || ++marks <= MOST_MARKS).join('');
}

/** `U+20BB7`, as tables of characters list it. */
export const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
