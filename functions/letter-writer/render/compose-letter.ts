import type { Letter, LetterClause } from '../../../shared/contracts/letter.ts';
import { codePointName } from './clean-text.ts';
import {
  addElement,
  COLUMN,
  drawArtifact,
  type Element,
  keepTogether,
  linesOf,
  mm,
  PAGE,
  type Place,
  type Sheet,
  type Style,
  setLines,
  setParagraph,
} from './sheet.ts';
import { type Cell, type Column, setTable, startOf, type Table } from './table.ts';
import { figures, WORDS, type Words } from './words.ts';

/** Sizes of official papers (GB/T 9704-2012: text 3号, 22 lines a page; title 2号), smaller for tables; Latin letters need less. */
type Styles = Readonly<Record<'head' | 'title' | 'text' | 'heading' | 'item' | 'cell' | 'cellBold' | 'source' | 'small', Style>>;
const RED = '#b40000';
const GREY = '#444444';
const shared = {
  head: { size: 26, leading: 34, bold: true, colour: RED },
  title: { size: 22, leading: 34, bold: true },
  cell: { size: 10.5, leading: 16 },
  cellBold: { size: 10.5, leading: 16, bold: true },
  source: { size: 9, leading: 13.5, colour: GREY },
  small: { size: 9, leading: 14 },
} as const;
const STYLES: Readonly<Record<Letter['language'], Styles>> = {
  zh: {
    ...shared,
    text: { size: 16, leading: mm(225) / 22 },
    heading: { size: 16, leading: mm(225) / 22, bold: true },
    item: { size: 12, leading: 20 },
  },
  en: { ...shared, text: { size: 12, leading: 20 }, heading: { size: 13, leading: 24, bold: true }, item: { size: 10.5, leading: 18 } },
};

/** What the parts of one letter share. */
type Desk = {
  readonly sheet: Sheet;
  readonly root: Element;
  readonly letter: Letter;
  readonly words: Words;
  readonly styles: Styles;
  /** The language of words that are not in the letter's own. */
  readonly langOf: (text: string) => string | undefined;
  /** A heading of the next number, on the page where what follows it can begin. */
  readonly heading: (text: string, needed?: number) => void;
};

/**
 * Sets a letter, from its head to what it can be checked by, and its outline. Reading order is the order of setting.
 *
 * @param letter clean: each text can be printed as it is
 * @param missing the characters of the original that the typeface lacks
 */
export function composeLetter(sheet: Sheet, root: Element, letter: Letter, missing: readonly string[]): void {
  const words = WORDS[letter.language];
  const styles = STYLES[letter.language];
  const outline = sheet.doc.outline.addItem(letter.title, { expanded: true });
  let sections = 0;
  const desk: Desk = {
    sheet,
    root,
    letter,
    words,
    styles,
    langOf: (text) => (letter.language === 'en' && /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined),
    heading: (text, needed = 4 * styles.item.leading) => {
      sections += 1;
      keepTogether(sheet, styles.heading.leading + needed);
      const said = words.section(sections, text);
      setParagraph(sheet, root, { role: 'H2', text: said, style: styles.heading, place: indented(desk, 'left') });
      outline.addItem(said);
    },
  };
  for (const part of [head, body, programme, findings, amount, payee, remedy, signature, check]) part(desk);
  if (missing.length > 0) setParagraph(sheet, root, { text: words.lacking(missing.map(codePointName).join(' ')), style: styles.small });
}

/** Chinese paragraphs begin two characters in. */
const indented = ({ letter, styles }: Pick<Desk, 'letter' | 'styles'>, align: Place['align'] = 'justify'): Place =>
  letter.language === 'zh' ? { ...COLUMN, align, indent: 2 * styles.text.size } : { ...COLUMN, align: 'left' };

/** Whose letter it is above a red rule, its number below; then title and addressee. */
function head({ sheet, root, letter, words, styles, langOf }: Desk): void {
  sheet.y = mm(24);
  const centred: Place = { ...COLUMN, align: 'centre' };
  setParagraph(sheet, root, { text: letter.issuer, style: styles.head, place: centred, lang: langOf(letter.issuer) });
  sheet.y += 5;
  drawArtifact(sheet, 'Layout', () => {
    const right = PAGE.left + PAGE.width;
    sheet.doc.lineWidth(2).moveTo(PAGE.left, sheet.y).lineTo(right, sheet.y).stroke(RED);
    sheet.doc
      .lineWidth(0.5)
      .moveTo(PAGE.left, sheet.y + 3)
      .lineTo(right, sheet.y + 3)
      .stroke(RED);
  });
  sheet.y += 10;
  setParagraph(sheet, root, { text: letter.number, style: styles.item, place: { ...COLUMN, align: 'right' }, lang: langOf(letter.number) });
  sheet.y += styles.item.leading;
  setParagraph(sheet, root, { role: 'H1', text: letter.title, style: styles.title, place: centred, lang: langOf(letter.title) });
  sheet.y += styles.item.leading;
  const addressee = words.addressee(letter.addressee);
  setParagraph(sheet, root, { text: addressee, style: styles.text, lang: langOf(addressee) });
}

function body(desk: Desk): void {
  const { sheet, root, letter, styles, langOf } = desk;
  for (const text of letter.paragraphs) setParagraph(sheet, root, { text, style: styles.text, place: indented(desk), lang: langOf(text) });
}

function programme(desk: Desk): void {
  const { letter, words } = desk;
  desk.heading(words.programme);
  setList(desk, [
    [words.programmeName, letter.programme.name],
    [words.version, letter.programme.version],
  ]);
}

const FINDING_COLUMNS = { number: 30, requirement: 92, actual: 92, outcome: 58 };

function findings(desk: Desk): void {
  const { sheet, root, letter, words, styles } = desk;
  if (letter.clauses.length === 0) return;
  const { number, requirement, actual, outcome } = FINDING_COLUMNS;
  const columns: Column[] = [
    { heading: words.number, width: number, align: 'centre' },
    { heading: words.clause, width: PAGE.width - number - requirement - actual - outcome, align: 'left' },
    { heading: words.requirement, width: requirement, align: 'left' },
    { heading: words.actual, width: actual, align: 'left' },
    { heading: words.outcome, width: outcome, align: 'centre' },
  ];
  const table: Table = { columns, rows: letter.clauses.map((clause, at) => findingRow(desk, clause, at + 1)), heading: styles.cellBold };
  desk.heading(words.findings, startOf(sheet, table));
  setTable(sheet, root, table);
  sheet.y += styles.cell.leading;
}

function findingRow({ words, styles, langOf }: Desk, clause: LetterClause, number: number): Cell[] {
  const { citation, confidence, outcome } = clause;
  const mark = words.marks[confidence];
  const source = citation === null ? words.noSource(mark) : words.source(citation.document, citation.article, citation.quote, mark);
  const said = (text: string, style = styles.cell): Cell => [{ text, style, lang: langOf(text) }];
  return [
    said(String(number)),
    [...said(clause.text), ...said(source, styles.source)],
    said(clause.requirement ?? '—'),
    said(clause.actual ?? '—'),
    said(words.outcomes[outcome], outcome === 'met' ? styles.cell : styles.cellBold),
  ];
}

const AMOUNT_COLUMNS = { number: 30, fen: 110 };

function amount(desk: Desk): void {
  const { sheet, root, letter, words, styles, langOf } = desk;
  if (letter.amount === null) return;
  const total = BigInt(letter.amount.totalFen);
  const columns: Column[] = [
    { heading: words.number, width: AMOUNT_COLUMNS.number, align: 'centre' },
    { heading: words.step, width: PAGE.width - AMOUNT_COLUMNS.number - AMOUNT_COLUMNS.fen, align: 'left' },
    { heading: words.yuan, width: AMOUNT_COLUMNS.fen, align: 'right' },
  ];
  const row = (number: string, label: string, fen: string, style: Style): Cell[] =>
    [number, label, fen].map((text): Cell => (text === '' ? [] : [{ text, style, lang: langOf(text) }]));
  const rows = letter.amount.lines.map(({ label, amountFen }, at) =>
    row(String(at + 1), label, amountFen === null ? '—' : figures(BigInt(amountFen)), styles.cell),
  );
  const totalRow = row('', words.total[letter.kind], `¥${figures(total)}`, styles.cellBold);
  const table: Table = { columns, rows: [...rows, totalRow], heading: styles.cellBold };
  desk.heading(words.amount[letter.kind], startOf(sheet, table));
  setTable(sheet, root, table);
  sheet.y += styles.cell.leading / 2;
  const capitals = words.capitals(total);
  setParagraph(sheet, root, {
    text: capitals,
    style: { ...styles.item, bold: true },
    place: indented(desk, 'left'),
    lang: langOf(capitals),
  });
  sheet.y += styles.cell.leading / 2;
}

function payee(desk: Desk): void {
  const { letter, words } = desk;
  if (letter.payee === null) return;
  desk.heading(words.payee);
  const { name, bank, account } = letter.payee;
  setList(desk, [[words.payeeName, name], ...(bank === null ? [] : [[words.bank, bank] as const]), [words.account, account]]);
}

function remedy(desk: Desk): void {
  const { sheet, root, letter, words, styles, langOf } = desk;
  if (letter.remedy === null) return;
  desk.heading(words.remedy, 2 * styles.text.leading);
  setParagraph(sheet, root, { text: letter.remedy, style: styles.text, place: indented(desk), lang: langOf(letter.remedy) });
}

/** At the lower right: the day four characters in, whose letter it is centred above it (GB/T 9704-2012, 7.3.5.1). */
function signature({ sheet, root, letter, words, styles, langOf }: Desk): void {
  const date = words.date(letter.date);
  const edge = PAGE.width - 4 * styles.text.size;
  const [dateLine] = linesOf(sheet, date, styles.text, COLUMN);
  const issuer = linesOf(sheet, letter.issuer, styles.text, { ...COLUMN, width: edge });
  const widest = Math.max(...issuer.map(({ width }) => width));
  const dateWidth = dateLine?.width ?? 0;
  // Centred above the day where there is room to its right, and flush with the margin where there is none.
  const overhang = Math.min(Math.max(0, (widest - dateWidth) / 2), 4 * styles.text.size);
  const right: Place = { x: PAGE.left, width: edge + overhang, align: 'right' };
  keepTogether(sheet, (issuer.length + 2) * styles.text.leading);
  sheet.y += styles.text.leading;
  const element = addElement(sheet, root, 'P', langOf(letter.issuer) === undefined ? {} : { lang: 'zh-CN' });
  setLines(sheet, element, issuer, styles.text, widest < dateWidth ? { ...right, width: edge - (dateWidth - widest) / 2 } : right);
  setParagraph(sheet, root, { text: date, style: styles.text, place: { ...right, width: edge } });
  sheet.y += styles.text.leading / 2;
}

function check(desk: Desk): void {
  const { sheet, root, letter, words, styles } = desk;
  desk.heading(words.check, 6 * styles.small.leading);
  setParagraph(sheet, root, { text: words.checkHow, style: styles.small });
  setList(
    desk,
    [
      [words.caseId, letter.caseId],
      [words.versionHash, letter.programme.hash],
      [words.chainHash, letter.seal.chainHash],
      [words.seal, letter.seal.reference ?? words.notSealed],
    ],
    styles.small,
  );
}

/** What is called how: a list of labels, in a column as wide as the widest, and what they name beside them. */
function setList(
  { sheet, root, words, styles, langOf }: Desk,
  items: readonly (readonly [string, string])[],
  style: Style = styles.item,
): void {
  const colon = words.lang === 'zh-CN' ? '：' : ':';
  const labels = items.map(([label]) => linesOf(sheet, `${label}${colon}`, style, { ...COLUMN, width: PAGE.width / 3 }));
  const left = style === styles.small ? 0 : words.lang === 'zh-CN' ? 2 * styles.text.size : 0;
  const wide = Math.max(...labels.flat().map(({ width }) => width)) + style.size / 2;
  const list = addElement(sheet, root, 'L');
  for (const [at, [, text]] of items.entries()) {
    const label = labels[at] ?? [];
    const place: Place = { x: PAGE.left + left + wide, width: PAGE.width - left - wide, align: 'left' };
    keepTogether(sheet, label.length * style.leading);
    const item = addElement(sheet, list, 'LI');
    const top = sheet.y;
    setLines(sheet, addElement(sheet, item, 'Lbl'), label, style, { x: PAGE.left + left, width: wide, align: 'left' });
    const below = sheet.y;
    sheet.y = top;
    const lang = langOf(text);
    setLines(sheet, addElement(sheet, item, 'LBody', lang === undefined ? {} : { lang }), linesOf(sheet, text, style, place), style, place);
    // The longer of both; where the text has gone on to another page, it is the longer.
    if (sheet.y < below && sheet.y >= top) sheet.y = below;
  }
  sheet.y += style.leading / 2;
}
