import { fenFromYuanText } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';
import { csvFile, csvText, unguardCell, withoutMark } from './csv.ts';
import type { Batch, BatchLine, Sha256Hex } from './records.ts';

/**
 * The layout is ours: what bulk transfers of Chinese banks usually ask for (批量代发). A bank that pays gives its own; then this table and
 * its mark change, and nothing else.
 */
export const BANK_FILE_CONFIDENCE: Confidence = 'invented';

/** Whole fen as yuan with two decimals: 150000 → `1500.00`. */
export function yuanCell(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

type Payer = Pick<Batch, 'payerAccount'>;
type Column = readonly [name: string, cell: (line: BatchLine, payer: Payer) => string];

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
export const headerOf = (batch: Pick<Batch, 'id' | 'count' | 'totalFen'>, hash: string): string =>
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

/** What a bank file says, read back. */
export type BankFile = {
  readonly batchId: string;
  readonly count: number;
  readonly totalFen: number;
  readonly hash: string;
  readonly lines: readonly {
    readonly line: number;
    readonly payerAccount: string;
    readonly holderName: string;
    readonly bankAccount: string;
    readonly bankName: string;
    readonly cnaps: string | null;
    readonly amountFen: number;
    readonly purpose: string;
    readonly reference: string;
  }[];
};

export const BANK_FILE_FAULTS = {
  'not-a-bank-file': { zh: '不是本系统生成的拨付文件', en: 'is no bank file of ours' },
  'hash-mismatch': { zh: '明细与文件头的 SHA-256 不符，文件被改动过', en: 'does not match the SHA-256 in its header: it was altered' },
  'total-mismatch': { zh: '笔数或合计金额与明细不符', en: 'has a count or total other than that of its lines' },
} as const satisfies Record<string, Bilingual>;
export type BankFileFault = keyof typeof BANK_FILE_FAULTS;

/** Yuan with two decimals as fen; undefined for any other form, and for what is no amount of ours. */
export function fenOfCell(cell: string): number | undefined {
  const fen = /^\d+\.\d{2}$/u.test(cell) ? Number(fenFromYuanText(cell)) : Number.NaN;
  return Number.isSafeInteger(fen) ? fen : undefined;
}

const HEADER_LINES = 4;

function readLine(cells: readonly string[]): BankFile['lines'][number] | undefined {
  const [line = '', payerAccount = '', holderName = '', bankAccount = '', bankName = '', cnaps = '', yuan = '', purpose = '', reference] =
    cells.map(unguardCell);
  const amountFen = fenOfCell(yuan);
  if (cells.length !== NAMES.length || reference === undefined || amountFen === undefined || !/^\d+$/u.test(line)) return undefined;
  return { line: Number(line), payerAccount, holderName, bankAccount, bankName, cnaps: cnaps || null, amountFen, purpose, reference };
}

/**
 * Reads a bank file back and checks that nobody has touched it: hash of the body, count and total.
 * @param file the text with or without its byte order mark
 * @param records its cells, as a parser of CSV gives them
 */
export function readBankFile(
  file: string,
  records: readonly (readonly string[])[],
  sha256Hex: Sha256Hex,
): Result<BankFile, { readonly code: BankFileFault }> {
  const [id, count, total, hash, names, ...rows] = records;
  const lines = rows.map(readLine).filter((line) => line !== undefined);
  const headed = [id, count, total, hash].every((cells, at) => cells?.[0] === Object.values(HEADER)[at]);
  const totalFen = fenOfCell(total?.[1] ?? '');
  if (!headed || totalFen === undefined || names?.join() !== NAMES.join() || lines.length !== rows.length)
    return refuse({ code: 'not-a-bank-file' });
  const body = withoutMark(file).split('\r\n').slice(HEADER_LINES).join('\r\n');
  if (sha256Hex(body) !== hash?.[1]) return refuse({ code: 'hash-mismatch' });
  const summed = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (count?.[1] !== String(lines.length) || summed !== totalFen) return refuse({ code: 'total-mismatch' });
  return ok({ batchId: id?.[1] ?? '', count: lines.length, totalFen, hash: hash[1], lines });
}
