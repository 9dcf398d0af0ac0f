import { ok, type Result, refuse } from '../kernel/result.ts';

/**
 * CSV after RFC 4180, every cell between quotes and every line ended by CRLF, safe to be opened in a spreadsheet, so that the same cells always give
 * the same bytes; and read back, from whoever wrote it.
 */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/** What a spreadsheet takes for the beginning of a formula (ASVS 1.2.10), and the full-width forms an input method writes. */
const FORMULA = /^'*[=+\-@\t\r\0＝＋－＠]/u;

/** A cell no spreadsheet computes: a `'` before what would begin a formula, or before such `'` as stand there already. */
export const guardCell = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** The cell `guardCell` was given. */
export const unguardCell = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);

const quoted = (cell: string): string => `"${guardCell(cell).replaceAll('"', '""')}"`;

/** Lines of cells as CSV text, without byte order mark. */
export const csvText = (lines: readonly (readonly string[])[]): string =>
  lines.map((cells) => cells.map(quoted).join(',') + LINE_END).join('');

/** A whole file: UTF-8 with a byte order mark, without which spreadsheets in China take it for GBK. */
export const csvFile = (...texts: readonly string[]): string => BYTE_ORDER_MARK + texts.join('');

/** The text of a file without its byte order mark. */
export const withoutMark = (file: string): string => (file.startsWith(BYTE_ORDER_MARK) ? file.slice(1) : file);

/** A record of a file, and the line of the file it ends in, from 1. */
export type CsvRow = { readonly cells: readonly string[]; readonly row: number };

/** A cell with quotes, or without; then a comma, the end of the line, or that of the text. */
const QUOTED = /"((?:[^"]|"")*)"(,|\r\n|\n|\r|$)/y;
const PLAIN = /([^",\r\n]*)(,|\r\n|\n|\r|$)/y;
const LINE_ENDS = /\r\n|\n|\r/g;

/**
 * The records of a CSV text; empty lines are none. Only commas part cells, and a quote stands where a cell begins or nowhere.
 * @returns the line that cannot be read, where the quotes are not right
 */
export function readCsv(file: string): Result<readonly CsvRow[], { readonly row: number }> {
  const text = withoutMark(file);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let row = 1;
  for (let at = 0; at < text.length || cells.length > 0; ) {
    const form = text[at] === '"' ? QUOTED : PLAIN;
    form.lastIndex = at;
    const [whole = '', cell = '', end = ''] = form.exec(text) ?? [];
    if (whole === '' && at < text.length) return refuse({ row });
    at += whole.length;
    cells.push(form === QUOTED ? cell.replaceAll('""', '"') : cell);
    if (form === QUOTED) row += cell.match(LINE_ENDS)?.length ?? 0;
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '' || form === QUOTED) rows.push({ cells, row });
    cells = [];
    if (end !== '') row += 1;
  }
  return ok(rows);
}
