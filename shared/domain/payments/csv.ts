import { ok, type Result, refuse } from '../kernel/result.ts';

/**
 * CSV after RFC 4180, every cell between quotes and every line ended by CRLF, safe to be opened in a spreadsheet: the same cells
 * always give the same bytes. And the reader of what a bank writes back.
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

/** A line of cells, and the number of the line of the text it ends on, from 1. */
export type CsvLine = { readonly row: number; readonly cells: readonly string[] };

/** A cell between quotes, or one without any; then a comma, the end of a line, or the end. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/uy;

/**
 * Reads CSV (RFC 4180; a byte order mark, other ends of lines and lines of any width are fine). Empty lines are left out.
 * @returns the lines, or the number of the line that cannot be read: a quote within a cell, or one that is never closed
 */
export function readCsv(file: string): Result<readonly CsvLine[], { readonly line: number }> {
  const text = file.startsWith(BYTE_ORDER_MARK) ? file.slice(1) : file;
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let row = 1;
  for (let at = 0; at < text.length || cells.length > 0; ) {
    CELL.lastIndex = at;
    const [found, inQuotes, bare = '', end = ''] = CELL.exec(text) ?? [];
    if (found === undefined) return refuse({ line: row });
    at += found.length;
    row += inQuotes?.match(/\r\n|\n|\r/gu)?.length ?? 0;
    cells.push(inQuotes?.replaceAll('""', '"') ?? bare);
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '') lines.push({ row, cells });
    cells = [];
    row += 1;
  }
  return ok(lines);
}
