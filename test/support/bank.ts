import { randomInt } from 'node:crypto';
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
  readonly sentBy?: { readonly at: string } | null;
  readonly lines: readonly SentLine[];
}

/** No two bookings of a bank have one number, whichever test asks. */
const newSerial = (): string => `2026${randomInt(1e12, 1e13)}`;
type BankWord = '成功' | '失败' | '退汇';
/** What a bank says of one line; changed as a test wants it. */
export const wordOn = (line: SentLine, word: BankWord = '成功', more: Partial<Record<string, string>> = {}): string[] => {
  const cells: Record<string, string> = {
    line: String(line.line),
    reference: line.reference,
    account: line.payee.bankAccount.slice(-4),
    amount: yuanCell(line.amountFen),
    word,
    code: word === '成功' ? '' : 'E01',
    text: word === '成功' ? '' : '账户状态异常',
    serial: newSerial(),
    // On the day it was sent: `returnFile` knows it.
    at: '',
    ...more,
  };
  return Object.values(cells);
};

/** Where a bank of a batch that nobody sent would have booked it: on a day that is over. */
const LONG_AGO = '2026-01-05T02:00:00.000Z';

/** A return file of a bank, which books on the day a batch is sent unless a line says otherwise. */
export const returnFile = (
  { id, contentHash, sentBy }: Pick<SentBatch, 'id' | 'contentHash' | 'sentBy'>,
  rows: readonly (readonly string[])[],
): string =>
  [
    [RETURN_LAYOUT.header.batchId, id],
    [RETURN_LAYOUT.header.hash, contentHash ?? ''],
    RETURN_LAYOUT.columns,
    ...rows.map((cells) => cells.with(-1, cells.at(-1) || (sentBy?.at ?? LONG_AGO))),
  ]
    .map((cells) => cells.join(','))
    .join('\r\n');

/** A return file in which the bank says the same of every line of a batch. */
export const returnOfAll = (batch: SentBatch, word?: BankWord): string =>
  returnFile(
    batch,
    batch.lines.map((line) => wordOn(line, word)),
  );
