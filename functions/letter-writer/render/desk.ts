import type { Letter } from '../../../shared/contracts/letter.ts';
import { COLUMN, type Element, mm, type Place, type Sheet, type Style } from './sheet.ts';
import type { Words } from './words.ts';

/** Sizes of official papers (GB/T 9704-2012: text 3号, 22 lines a page; title 2号), smaller for tables; Latin letters need less. */
export type Styles = Readonly<Record<'head' | 'title' | 'text' | 'heading' | 'item' | 'cell' | 'cellBold' | 'source' | 'small', Style>>;
export const RED = '#b40000';
const GREY = '#444444';
const shared = {
  head: { size: 26, leading: 34, bold: true, colour: RED },
  title: { size: 22, leading: 34, bold: true },
  cell: { size: 10.5, leading: 16 },
  cellBold: { size: 10.5, leading: 16, bold: true },
  source: { size: 9, leading: 13.5, colour: GREY },
  small: { size: 9, leading: 14 },
} as const;
export const STYLES: Readonly<Record<Letter['language'], Styles>> = {
  zh: {
    ...shared,
    text: { size: 16, leading: mm(225) / 22 },
    heading: { size: 16, leading: mm(225) / 22, bold: true },
    item: { size: 12, leading: 20 },
  },
  en: { ...shared, text: { size: 12, leading: 20 }, heading: { size: 13, leading: 24, bold: true }, item: { size: 10.5, leading: 18 } },
};

/** What the parts of one letter share. */
export type Desk = {
  readonly sheet: Sheet;
  readonly root: Element;
  readonly letter: Letter;
  readonly words: Words;
  readonly styles: Styles;
  /** The language of words that are not in the letter's own. */
  readonly langOf: (text: string) => string | undefined;
  /** A heading of the next number, on the page where what follows it can begin. */
  readonly heading: (text: string, needed?: number, style?: Style) => void;
};

/** Chinese paragraphs begin two characters in. */
export const indented = ({ letter, styles }: Pick<Desk, 'letter' | 'styles'>, align: Place['align'] = 'justify'): Place =>
  letter.language === 'zh' ? { ...COLUMN, align, indent: 2 * styles.text.size } : { ...COLUMN, align: 'left' };
