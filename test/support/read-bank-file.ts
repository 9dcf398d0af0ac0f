import { ok, type Result, refuse } from '../../shared/domain/kernel/result.ts';
import { fenOfCell } from '../../shared/domain/payments/bank-file.ts';
import { unguardCell } from '../../shared/domain/payments/csv.ts';
import type { Sha256Hex } from '../../shared/domain/payments/records.ts';

/** The layout as a bank has it before it, written down a second time. */
const NAMES = ['序号', '付款账号', '收款户名', '收款账号', '开户行', '联行号', '金额(元)', '用途', '业务参考号'];
const HEADER = ['批次号', '笔数', '合计金额(元)', '明细SHA-256'];

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

export type BankFileFault = 'not-a-bank-file' | 'hash-mismatch' | 'total-mismatch';

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
  const headed = [id, count, total, hash].every((cells, at) => cells?.[0] === HEADER[at]);
  const totalFen = fenOfCell(total?.[1] ?? '');
  if (!headed || totalFen === undefined || names?.join() !== NAMES.join() || lines.length !== rows.length)
    return refuse({ code: 'not-a-bank-file' });
  const body = file
    .replace(/^\uFEFF/u, '')
    .split('\r\n')
    .slice(HEADER_LINES)
    .join('\r\n');
  if (sha256Hex(body) !== hash?.[1]) return refuse({ code: 'hash-mismatch' });
  const summed = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (count?.[1] !== String(lines.length) || summed !== totalFen) return refuse({ code: 'total-mismatch' });
  return ok({ batchId: id?.[1] ?? '', count: lines.length, totalFen, hash: hash[1], lines });
}
