import type { Letter, LetterClause, SummedLetter } from '../../../shared/contracts/letter.ts';
import { type Desk, indented } from './desk.ts';
import { PAGE, type Style, setParagraph } from './sheet.ts';
import { type Cell, type Column, setTable, startOf, type Table } from './table.ts';
import { figures, type Words } from './words.ts';

const FINDING_COLUMNS = { number: 30, outcome: 58 };

/** Each clause with how the case stands to it, and where it is written. */
export function findings(desk: Desk): void {
  const { sheet, root, letter, words, styles } = desk;
  if (letter.clauses.length === 0) return;
  const { number, outcome } = FINDING_COLUMNS;
  const columns: Column[] = [
    { heading: words.number, width: number, align: 'centre' },
    { heading: words.clause, width: PAGE.width - number - outcome, align: 'left' },
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
    said(words.outcomes[outcome], outcome === 'met' ? styles.cell : styles.cellBold),
  ];
}

const AMOUNT_COLUMNS = { number: 30, fen: 110 };

const hasSum = ({ amount: headings }: Words, kind: Letter['kind']): kind is SummedLetter => Object.hasOwn(headings, kind);

/** How the amount came to be, step by step, and in capitals. */
export function amount(desk: Desk): void {
  const { sheet, root, letter, words, styles, langOf } = desk;
  if (letter.amount === null) return;
  const { kind } = letter;
  if (!hasSum(words, kind)) throw new Error(`${kind} has to do with no sum`);
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
  const totalRow = row('', words.total[kind], `¥${figures(total)}`, styles.cellBold);
  const table: Table = { columns, rows: [...rows, totalRow], heading: styles.cellBold };
  desk.heading(words.amount[kind], startOf(sheet, table));
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
