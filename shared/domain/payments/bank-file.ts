import { fenFromYuanText } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { csvFile, csvText } from './csv.ts';
import type { Batch, BatchLine } from './records.ts';

/** Whole fen as yuan with two decimals: 150000 → `1500.00`. */
export function yuanCell(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

type Payer = Pick<Batch, 'payerAccount'>;
type Column = readonly [name: string, cell: (line: BatchLine, payer: Payer) => string];

/**
 * Invented: what bulk transfers of Chinese banks usually ask for (批量代发). A bank that pays gives its own layout; then this table changes, and
 * nothing else.
 */
const COLUMNS: readonly Column[] = [
  ['序号', ({ line }) => String(line)],
  ['付款账号', (_line, { payerAccount }) => payerAccount],
  ['收款户名', ({ payee }) => payee.holderName],
  ['收款账号', ({ payee }) => payee.bankAccount],
  ['开户行', ({ payee }) => payee.bankName],
  ['联行号', ({ payee }) => payee.cnaps ?? ''],
  ['金额(元)', ({ amountFen }) => yuanCell(amountFen)],
  ['用途', ({ purpose }) => purpose],
  ['业务参考号', ({ reference }) => reference],
];
const NAMES = COLUMNS.map(([name]) => name);

const HEADER = { batchId: '批次号', count: '笔数', total: '合计金额(元)', hash: '明细SHA-256' } as const;
/** As many cells in every line as the widest has (RFC 4180, 2.4). */
const wide = (...cells: string[]): string[] => [...cells, ...Array<string>(NAMES.length - cells.length).fill('')];

/** The lines of a batch with the names of their columns: of this text the content hash of the batch is taken. */
export const bankBodyOf = (batch: Pick<Batch, 'payerAccount' | 'lines'>): string =>
  csvText([NAMES, ...batch.lines.map((line) => COLUMNS.map(([, cell]) => cell(line, batch)))]);

/** The lines that stand before the body: batch, count, total and hash. */
const headerOf = (batch: Pick<Batch, 'id' | 'count' | 'totalFen'>, hash: string): string =>
  csvText([
    wide(HEADER.batchId, batch.id),
    wide(HEADER.count, String(batch.count)),
    wide(HEADER.total, yuanCell(batch.totalFen)),
    wide(HEADER.hash, hash),
  ]);

/**
 * The file for the bank. It is handed out from `sent` on and never before: what can still be sent back must not lie in a bank's inbox.
 * The same batch gives the same bytes.
 */
export function bankFileOf(batch: Batch): Result<string, { readonly code: 'batch-not-sent' }> {
  if ((batch.state !== 'sent' && batch.state !== 'reconciled') || batch.contentHash === null) return refuse({ code: 'batch-not-sent' });
  return ok(csvFile(headerOf(batch, batch.contentHash), bankBodyOf(batch)));
}

/** Yuan with two decimals as fen; undefined for any other form, and for what is no amount of ours. */
export function fenOfCell(cell: string): number | undefined {
  const fen = /^\d+\.\d{2}$/u.test(cell) ? Number(fenFromYuanText(cell)) : Number.NaN;
  return Number.isSafeInteger(fen) ? fen : undefined;
}
