/**
 * CSV after RFC 4180, every cell between quotes and every line ended by CRLF, safe to be opened in a spreadsheet. Files are read back by
 * the parser of the function that takes them; here is only what we write, so that the same cells always give the same bytes.
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
