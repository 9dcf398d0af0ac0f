import { create, type Font } from 'fontkit';

/** The one typeface of the letters, read: it holds nothing of any letter, and serves all of them. */
export type LetterFonts = { readonly text: Font };

/**
 * Reads the font file (TrueType). Its tables are read when they are needed, so that this takes milliseconds; keep the result.
 *
 * @throws TypeError for a collection of fonts, and whatever fontkit throws for a file that is none
 */
export function readFonts(file: Uint8Array): LetterFonts {
  const font = create(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  if ('fonts' in font) throw new TypeError('a collection of fonts is not a font');
  return { text: font };
}
