import { yuanCell } from '../../shared/domain/payments/bank-file.ts';
import { RETURN_LAYOUT } from '../../shared/domain/payments/return-file.ts';

/** The last line of what a batch answers, as far as a bank needs it. */
export interface SentLine {
  readonly line: number;
  readonly reference: string;
  readonly amountFen: number;
  readonly payee: { readonly bankAccount: string };
}
export interface SentBatch {
  readonly id: string;
  readonly contentHash: string | null;
  readonly lines: readonly SentLine[];
}

let serial = 0;
/** What a bank says of one line; changed as a test wants it. */
export const wordOn = (line: SentLine, word: '成功' | '失败' | '退汇' = '成功', more: Partial<Record<string, string>> = {}): string[] => {
  serial += 1;
  const cells: Record<string, string> = {
    line: String(line.line),
    reference: line.reference,
    account: line.payee.bankAccount.slice(-4),
    amount: yuanCell(line.amountFen),
    word,
    code: word === '成功' ? '' : 'E01',
    text: word === '成功' ? '' : '账户状态异常',
    serial: `2026120100${serial}`,
    at: '2026-12-01T10:00:00+08:00',
    ...more,
  };
  return Object.values(cells);
};

/** A return file of a bank. */
export const returnFile = ({ id, contentHash }: Pick<SentBatch, 'id' | 'contentHash'>, rows: readonly (readonly string[])[]): string =>
  [[RETURN_LAYOUT.header.batchId, id], [RETURN_LAYOUT.header.hash, contentHash ?? ''], RETURN_LAYOUT.columns, ...rows]
    .map((cells) => cells.join(','))
    .join('\r\n');
