/** One line of a paragraph. `width` is without the space it may end in; `last` closes the paragraph. */
export type Line = { readonly text: string; readonly width: number; readonly last: boolean };

/** May not begin a line (GB/T 15834: 标点不出现在一行之首). */
const CLOSING = /^[!%),.:;?\]}¢°’”…‰′″℃、。々〉》」』】〕〗〞！％），．：；？］｝～·—]+$/u;
/** May not end one. */
const OPENING = /[$([{£¥‘“〈《「『【〔〖〝＄（［｛￥]$/u;
/** Words and numbers stay whole; every other character is a piece of its own. */
const PIECES = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\p{M}*#&+\-./:@_%,'~=]+| +|./gsu;

/**
 * Breaks a text into lines no wider than `width`: between Chinese characters and at spaces, never before closing nor behind opening
 * punctuation; what is wider than a line is cut where it is full. Nothing is lost: the lines joined are the text.
 *
 * @param text clean (`cleanText`): no two spaces together, none at its ends
 *
 * @param measure the width of a text set on one line, same unit as `width`
 * @param indent how much shorter the first line is
 */
export function breakLines(text: string, width: number, measure: (text: string) => number, indent = 0): Line[] {
  const lines: { text: string; width: number }[] = [];
  let line = '';
  let filled = 0;
  let room = width - indent;
  const close = (): void => {
    lines.push({ text: line, width: filled });
    line = '';
    filled = 0;
    room = width;
  };
  for (const unit of unitsOf(text)) {
    const solid = unit.replace(/ $/u, '');
    const wide = measure(solid);
    if (line !== '' && filled + wide > room) close();
    for (const part of wide > room ? cut(solid, room, width, measure) : [solid]) {
      if (line !== '' && filled + measure(part) > room) close();
      line += part;
      filled += measure(part);
    }
    if (solid.length < unit.length) {
      line += ' ';
      filled += measure(' ');
    }
  }
  if (line !== '' || lines.length === 0) close();
  return lines.map(({ text: said, width: wide }, at) => ({
    text: said,
    width: said.endsWith(' ') ? wide - measure(' ') : wide,
    last: at === lines.length - 1,
  }));
}

/** The pieces between which a line may end: a word with its space, a character with the punctuation that clings to it. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (const [piece] of text.matchAll(PIECES)) {
    const before = units.at(-1);
    const clings = before !== undefined && !before.endsWith(' ') && (CLOSING.test(piece) || OPENING.test(before) || piece.startsWith(' '));
    if (clings) units[units.length - 1] = before + piece;
    else units.push(piece);
  }
  return units;
}

/** What does not fit a line, cut into parts that do: the first into what is left of this one, the others into lines of their own. */
function cut(text: string, room: number, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (part !== '' && measure(part + character) > (parts.length === 0 ? room : width)) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
