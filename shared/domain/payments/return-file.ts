import { parseCivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FieldFault } from '../parties/refusal.ts';
import { fenOfCell } from './bank-file.ts';
import { bookingNumber } from './bookings.ts';
import { unguardCell } from './csv.ts';
import { MOST_LINES } from './records.ts';
import { RETURN_FAULTS, type ReturnFaultCode } from './return-faults.ts';

/** What a bank says of one line. `returned`: paid first, then sent back by the payee's bank (退汇). */
export type BankOutcome = 'success' | 'failed' | 'returned';

/** One line of a return file. `row` counts the lines of the file from 1, for whoever looks for a fault in it. */
export type ReturnRow = {
  readonly row: number;
  readonly line: number;
  readonly reference: string;
  /** The whole account, or its last four digits. */
  readonly account: string;
  readonly amountFen: number;
  readonly outcome: BankOutcome;
  readonly bankCode: string;
  readonly bankText: string;
  readonly bankSerial: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
};
export type ReturnFile = {
  readonly batchId: string;
  /** Content hash of the bank file it answers. */
  readonly bodyHash: string;
  readonly rows: readonly ReturnRow[];
};

/** A fault by the line of the file, the field (`/rows/<index>/<field>`, or a field of the head) and the rule. */
export type ReturnFault = FieldFault & { readonly row: number; readonly code: ReturnFaultCode };
export const returnFault = (row: number, pointer: string, code: ReturnFaultCode): ReturnFault => ({
  row,
  pointer,
  code,
  detail: RETURN_FAULTS[code],
});

/** Invented, as the layout of the bank file. */
const NAMES = ['序号', '业务参考号', '收款账号', '金额(元)', '结果', '银行代码', '银行说明', '银行流水号', '时间'];
const HEADER = { batchId: '批次号', hash: '拨付文件SHA-256' } as const;
/** The columns and heads, for whoever writes such a file. */
export const RETURN_LAYOUT = { header: HEADER, columns: NAMES } as const;

/** As long as where money comes back (`repaymentBody`); of letters, figures and signs that can be seen. */
const SERIAL = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}]{1,64}$/u;
/** What a bank says of a failure is a sentence. */
const MOST_TEXT = 500;
const OUTCOMES: Readonly<Record<string, BankOutcome>> = { 成功: 'success', 失败: 'failed', 退汇: 'returned' };
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/u;

const readInstant = (text: string): string | undefined => {
  // The 30th of February is read as a day of March by `Date.parse`.
  const isInstant = INSTANT.test(text) && parseCivilDate(text.slice(0, 10)) !== undefined;
  const ms = isInstant ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
};

export type CsvRecord = { readonly row: number; readonly cells: readonly string[] };
type Reading = Result<ReturnRow, readonly ReturnFault[]>;

function readRow({ row, cells }: CsvRecord, index: number): Reading {
  if (cells.length !== NAMES.length) return refuse([returnFault(row, `/rows/${index}`, 'cell-count')]);
  const [line = '', reference = '', masked = '', yuan = '', word = '', bankCode = '', bankText = '', bankSerial = '', time = ''] =
    cells.map((cell) => unguardCell(cell).trim());
  const account = masked.replace(/^\*+/u, '');
  const amountFen = fenOfCell(yuan);
  const outcome = Object.hasOwn(OUTCOMES, word) ? OUTCOMES[word] : undefined;
  const at = readInstant(time);
  const checks: readonly (readonly [field: keyof ReturnRow, code: ReturnFaultCode, fine: boolean])[] = [
    ['line', 'line-malformed', /^[1-9]\d{0,3}$/u.test(line)],
    ['reference', 'reference-missing', reference !== ''],
    ['account', 'account-malformed', /^(?:\d{4}|\d{8,32})$/u.test(account)],
    ['amountFen', 'amount-malformed', amountFen !== undefined],
    ['outcome', 'outcome-malformed', outcome !== undefined],
    ['bankSerial', 'serial-malformed', SERIAL.test(bankSerial) && bookingNumber(bankSerial) !== ''],
    ['bankText', 'text-too-long', bankCode.length + bankText.length <= MOST_TEXT],
    ['at', 'time-malformed', at !== undefined],
  ];
  const faults = checks.filter(([, , fine]) => !fine).map(([field, code]) => returnFault(row, `/rows/${index}/${field}`, code));
  if (faults.length > 0 || amountFen === undefined || outcome === undefined || at === undefined) return refuse(faults);
  return ok({ row, line: Number(line), reference, account, amountFen, outcome, bankCode, bankText, bankSerial, at });
}

export type ReturnRefusal = { readonly code: 'return-file-refused'; readonly faults: readonly ReturnFault[] };

/** A line padded with empty cells to the width of the widest, as spreadsheets save it, without them. */
const bare = (cells: readonly string[]): string[] => {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1).map((cell) => cell.trim());
};

/**
 * Reads a return file from its cells, all faults of its form at once. Whether it is right is for `matchReturn`.
 * @param records the lines as a parser of CSV gives them, byte order mark taken off
 */
export function readReturnFile(records: readonly CsvRecord[]): Result<ReturnFile, ReturnRefusal> {
  const [id, hash, names, ...rest] = records;
  const [idWord, batchId, ...idMore] = bare(id?.cells ?? []);
  const [hashWord, bodyHash, ...hashMore] = bare(hash?.cells ?? []);
  const headed = idWord === HEADER.batchId && hashWord === HEADER.hash && idMore.length + hashMore.length === 0;
  const fits = rest.length >= 1 && rest.length <= MOST_LINES && bare(names?.cells ?? []).join() === NAMES.join();
  if (!headed || !fits || batchId === undefined || bodyHash === undefined)
    return refuse({ code: 'return-file-refused', faults: [returnFault(1, '', 'not-a-return-file')] });
  const readings = rest.map(readRow);
  const faults = readings.flatMap((reading) => (reading.ok ? [] : reading.refusal));
  if (faults.length > 0) return refuse({ code: 'return-file-refused', faults });
  return ok({ batchId, bodyHash, rows: readings.flatMap((reading) => (reading.ok ? [reading.value] : [])) });
}
