import type { Line } from './break-lines.ts';
import { breakLines } from './break-lines.ts';

/** Points of 1/72 inch. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** A4 with the text field of official papers (GB/T 9704-2012, 5.2): 37 mm above, 28 mm on the binding side, 156 × 225 mm of text. */
export const PAGE = { left: mm(28), top: mm(37), width: mm(156), bottom: mm(37 + 225), height: mm(297), paperWidth: mm(210) } as const;

export type Element = PDFKit.PDFStructureElement;
/** `leading` is the distance from line to line; both in points. */
export type Style = { readonly size: number; readonly leading: number; readonly bold?: boolean; readonly colour?: string };
export type Align = 'justify' | 'left' | 'centre' | 'right';

/** A document being set, and how far down its last page it has come. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  /** Where the next line begins. */
  y: number;
}

export type Place = { readonly x: number; readonly width: number; readonly align: Align; readonly indent?: number };
export const COLUMN: Place = { x: PAGE.left, width: PAGE.width, align: 'justify' };

export const roomOn = (sheet: Sheet): number => PAGE.bottom - sheet.y;

export function turnPage(sheet: Sheet): void {
  sheet.doc.addPage();
  sheet.y = PAGE.top;
}

/** Turns the page unless so much is left of it. */
export function keepTogether(sheet: Sheet, height: number): void {
  if (roomOn(sheet) < height && sheet.y > PAGE.top) turnPage(sheet);
}

const measureIn =
  ({ doc }: Sheet, { size }: Style) =>
  (text: string): number =>
    doc.fontSize(size).widthOfString(text);

export const linesOf = (sheet: Sheet, text: string, style: Style, { width, indent = 0 }: Place): Line[] =>
  breakLines(text, width, measureIn(sheet, style), indent);

/** A place in the middle of the column, as narrow as it can be without more lines: those of a title are to be about as long as each other. */
export function balanced(sheet: Sheet, text: string, style: Style): Place {
  const within = (width: number): Place => ({ x: PAGE.left + (PAGE.width - width) / 2, width, align: 'centre' });
  const lines = linesOf(sheet, text, style, within(PAGE.width)).length;
  let width = PAGE.width;
  while (lines > 1 && linesOf(sheet, text, style, within(width - style.size / 2)).length === lines) width -= style.size / 2;
  return within(width);
}

/** Draws what no reader needs to be told: rules, numbers of pages. */
export function drawArtifact({ doc }: Sheet, type: 'Layout' | 'Pagination', draw: () => void): void {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
}

/** As far as letters may be drawn apart to fill a line, in parts of their size: more would look torn. */
const MOST_SPACING = 0.2;
/** Where the line of writing lies in the height of a letter. */
const ASCENT = 0.88;
/** The one weight there is, thickened by a stroke around it. */
const BOLD_STROKE = 0.032;

/** One line whose upper edge is at `y`. The caller has opened the element it belongs to. */
export function drawLine({ doc }: Sheet, line: Line, y: number, style: Style, { x, width, align, indent = 0 }: Place): void {
  if (line.text === '') return;
  const { size, leading, bold = false, colour = '#000000' } = style;
  const slack = Math.max(0, width - indent - line.width);
  const gaps = [...line.text.trimEnd()].length - 1;
  const spacing = align === 'justify' && !line.last && gaps > 0 && slack / gaps <= size * MOST_SPACING ? slack / gaps : 0;
  const shift = align === 'right' ? slack : align === 'centre' ? slack / 2 : 0;
  doc.fontSize(size).fillColor(colour);
  if (bold)
    doc
      .strokeColor(colour)
      .lineJoin('round')
      .lineWidth(size * BOLD_STROKE);
  doc.text(line.text, x + indent + shift, y + (leading - size) / 2 + size * ASCENT, {
    lineBreak: false,
    baseline: 'alphabetic',
    characterSpacing: spacing,
    ...(bold && { fill: true, stroke: true }),
  });
}

/** A new element within another, read where it is added. `lang` only where it differs from the letter's. */
export function addElement({ doc }: Sheet, parent: Element, role: string, options: PDFKit.Mixins.StructureElementOptions = {}): Element {
  const element = doc.struct(role, options);
  parent.add(element);
  return element;
}

/** Sets lines into an element, over as many pages as it takes. */
export function setLines(sheet: Sheet, element: Element, lines: readonly Line[], style: Style, place: Place): void {
  let from = 0;
  while (from < lines.length) {
    const fitting = Math.floor((roomOn(sheet) + 0.01) / style.leading);
    if (fitting < 1) {
      turnPage(sheet);
      continue;
    }
    const now = lines.slice(from, from + fitting);
    element.add(() => {
      for (const [at, line] of now.entries()) {
        const indent = from + at === 0 ? (place.indent ?? 0) : 0;
        drawLine(sheet, line, sheet.y + at * style.leading, style, { ...place, indent });
      }
    });
    sheet.y += now.length * style.leading;
    from += now.length;
  }
}

/** A paragraph as an element of its own; answers that element. */
export function setParagraph(
  sheet: Sheet,
  parent: Element,
  {
    role = 'P',
    text,
    style,
    place = COLUMN,
    lang,
  }: { role?: string; text: string; style: Style; place?: Place; lang?: string | undefined },
): Element {
  const element = addElement(sheet, parent, role, lang === undefined ? {} : { lang });
  setLines(sheet, element, linesOf(sheet, text, style, place), style, place);
  return element;
}
