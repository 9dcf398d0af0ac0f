import { parseCivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FieldFault } from '../parties/refusal.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';
import { fenOfCell } from './bank-file.ts';
import { unguardCell } from './csv.ts';
import { MOST_LINES } from './records.ts';

/** The layout is ours, as that of the bank file. */
export const RETURN_FILE_CONFIDENCE: Confidence = 'invented';

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

/** Every rule a return file can break. One broken rule refuses the whole file. */
export const RETURN_FAULTS = {
  'not-a-return-file': {
    zh: '不是回单文件：应有批次号、拨付文件 SHA-256 和列名三行，其后 1 到 40 笔明细',
    en: 'is no return file: batch, SHA-256 of the bank file and column names, then 1 to 40 lines',
  },
  'cell-count': { zh: '单元格数与列名不符', en: 'has not as many cells as there are columns' },
  'line-malformed': { zh: '序号应为正整数', en: 'must be the number of a line' },
  'reference-missing': { zh: '缺少业务参考号', en: 'must be the reference of the attempt' },
  'account-malformed': { zh: '应为完整账号或后四位', en: 'must be the whole account or its last four digits' },
  'amount-malformed': { zh: '金额应为两位小数的元', en: 'must be yuan with two decimals' },
  'outcome-malformed': { zh: '结果应为 成功、失败 或 退汇', en: 'must be 成功 (success), 失败 (failed) or 退汇 (returned)' },
  'serial-malformed': { zh: '缺少银行流水号，或超过 64 个字符', en: 'must be the bank’s number of the booking, of at most 64 characters' },
  'time-malformed': {
    zh: '时间应为带时区的 RFC 3339 格式，日期须存在',
    en: 'must be an instant of RFC 3339 with its zone, of a day of the calendar',
  },
  'wrong-batch': { zh: '回单不属于这个批次', en: 'answers another batch' },
  'wrong-hash': { zh: '回单对应的拨付文件不是已发送的那一份', en: 'answers another bank file than the one that was sent' },
  'batch-not-sent': { zh: '批次尚未发送银行', en: 'answers a batch that was not sent' },
  'unknown-line': { zh: '批次中没有这个序号', en: 'is no line of the batch' },
  'line-repeated': { zh: '同一序号在文件中出现多次', en: 'stands in the file more than once' },
  'line-out-of-order': { zh: '明细须按序号递增', en: 'stands behind a later line; lines come in their order' },
  'unknown-reference': { zh: '业务参考号与该序号的明细不符', en: 'is not the reference of this line' },
  'amount-mismatch': { zh: '金额与发送的不一致', en: 'is not the amount that was sent' },
  'account-mismatch': { zh: '账号与发送的不一致', en: 'is not the account that was sent' },
  'line-settled': { zh: '这笔明细的结果已经记录过', en: 'was settled before' },
  'contradicts-settled': {
    zh: '与已记录的结果矛盾；已标记，须查明后答复',
    en: 'contradicts what is settled; it is flagged and must be looked into',
  },
  'returned-unpaid': { zh: '未到账的款项不能退汇', en: 'cannot come back: it was never paid' },
  'returned-recovered': {
    zh: '该笔款项已有追回入账，不能再记退汇；已标记，须查明后答复',
    en: 'cannot come back whole: part of it was recovered already; it is flagged and must be looked into',
  },
  'returned-paid-twice': {
    zh: '该笔款项到账两次，不能直接记退汇；已标记，须两人查明是哪一次退回',
    en: 'arrived twice, so that no one of the two is simply taken back; it is flagged, and two persons find out which one came back',
  },
  'payment-refuses': { zh: '该笔款项目前不能接受银行结果', en: 'is about a payment that takes no word of the bank now' },
} as const satisfies Record<string, Bilingual>;
export type ReturnFaultCode = keyof typeof RETURN_FAULTS;

/** A fault by the line of the file, the field (`/rows/<index>/<field>`, or a field of the head) and the rule. */
export type ReturnFault = FieldFault & { readonly row: number; readonly code: ReturnFaultCode };
export const returnFault = (row: number, pointer: string, code: ReturnFaultCode): ReturnFault => ({
  row,
  pointer,
  code,
  detail: RETURN_FAULTS[code],
});

const NAMES = ['序号', '业务参考号', '收款账号', '金额(元)', '结果', '银行代码', '银行说明', '银行流水号', '时间'];
const HEADER = { batchId: '批次号', hash: '拨付文件SHA-256' } as const;
/** The columns and heads, for whoever writes such a file. */
export const RETURN_LAYOUT = { header: HEADER, columns: NAMES } as const;

/** As long as the number of a booking may be where money comes back (`repaymentBody`). */
const MOST_SERIAL = 64;
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
    ['bankSerial', 'serial-malformed', bankSerial !== '' && bankSerial.length <= MOST_SERIAL],
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
