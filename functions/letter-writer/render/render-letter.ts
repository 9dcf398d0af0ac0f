import PDFDocument from 'pdfkit';
import type { Letter } from '../../../shared/contracts/letter.ts';
import { cleanText } from './clean-text.ts';
import { composeLetter } from './compose-letter.ts';
import type { LetterFonts } from './fonts.ts';
import type {} from './pdfkit-types.ts';
import { drawArtifact, drawLine, linesOf, mm, PAGE, type Place, type Sheet, type Style } from './sheet.ts';
import { WORDS, type Words } from './words.ts';

/** pdfkit writes the properties into XML as they are. */
const IN_XML: Readonly<Record<string, string>> = { '&': '＆', '<': '＜', '>': '＞' };
const property = (text: string): string => text.replace(/[&<>]/gu, (sign) => IN_XML[sign] ?? '');

/**
 * A letter as PDF 1.7: tagged in reading order, with language, title, outline and its letters' shapes inside. Equal letters and fonts give
 * equal bytes, as long as the program is the same: nothing is read from clock or chance, the day in it is the letter's.
 *
 * What the typeface lacks is shown as 〓 and named in a note; what cannot be seen (controls, marks of direction) is left out.
 */
export async function renderLetter(original: Letter, fonts: LetterFonts): Promise<Uint8Array> {
  const { letter, missing } = cleanLetter(original, fonts);
  const words = WORDS[letter.language];
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    // Says in its properties that it keeps to PDF/UA-1, which a validator has confirmed (README). Its types, for 0.17, know no such subset.
    subset: 'PDF/UA' as never,
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    tagged: true,
    lang: words.lang,
    displayTitle: true,
    // Null, which its types do not know, for no font of its own: there would be one more, and not of these letters.
    font: null as never,
    info: propertiesOf(letter),
  });
  const bytes = collect(doc);
  doc.font(fonts.text).addPage();
  const root = doc.struct('Document');
  doc.addStructure(root);
  const sheet: Sheet = { doc, y: PAGE.top };
  composeLetter(sheet, root, letter, missing);
  furnishPages(sheet, letter, words);
  doc.end();
  return bytes;
}

/** Every text of a letter as it can be printed, and the characters that cannot. */
function cleanLetter(letter: Letter, { text: font }: LetterFonts): { letter: Letter; missing: string[] } {
  const missing = new Set<string>();
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const cleaned = cleanText(value, (codePoint) => font.hasGlyphForCodePoint(codePoint));
      for (const character of cleaned.missing) missing.add(character);
      return cleaned.text;
    }
    if (Array.isArray(value)) return value.map(clean);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  };
  return { letter: clean(letter) as Letter, missing: [...missing] };
}

function propertiesOf(letter: Letter): PDFKit.DocumentInfo {
  const day = new Date(`${letter.date}T00:00:00+08:00`);
  return {
    Title: property(`${letter.title}（${letter.number}）`),
    Author: property(letter.issuer),
    Subject: property(letter.programme.name),
    Keywords: property([letter.caseId, letter.kind, letter.seal.chainHash].join(' ')),
    Creator: '融桥 Rongqiao',
    Producer: 'PDFKit',
    CreationDate: day,
    ModDate: day,
  };
}

/** The head of the chain as a letter's own properties (XMP) have it; undefined: it is no letter of ours. */
export const chainHashOf = (pdf: Uint8Array): string | undefined =>
  /<pdf:Keywords>[^<]* ([0-9a-f]{64})<\/pdf:Keywords>/u.exec(Buffer.from(pdf).toString('latin1'))?.[1];

const FURNITURE: Style = { size: 9, leading: 12, colour: '#444444' };
const NUMBER: Style = { size: 12, leading: 16 };

/** Number and title above all pages but the first, and the number of the page below each: for the eye, not for who listens. */
function furnishPages(sheet: Sheet, letter: Letter, words: Words): void {
  const { start, count } = sheet.doc.bufferedPageRange();
  const put = (text: string, y: number, style: Style, align: Place['align']): void => {
    const place: Place = { x: PAGE.left, width: PAGE.width, align };
    const [line, more] = linesOf(sheet, text, style, place);
    // Room for the dots is the last character's.
    const shown = line && more ? { ...line, text: `${[...line.text].slice(0, -1).join('')}…` } : line;
    if (shown !== undefined) drawLine(sheet, shown, y, style, place);
  };
  for (let page = start; page < start + count; page += 1) {
    sheet.doc.switchToPage(page);
    drawArtifact(sheet, 'Pagination', () => {
      if (page > start) put(`${letter.number}　${letter.title}`, mm(24), FURNITURE, 'right');
      put(words.page(page - start + 1, count), PAGE.bottom + mm(7), NUMBER, 'centre');
    });
  }
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}
