import type { Bilingual } from '../policy/text.ts';

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
  'serial-malformed': {
    zh: '缺少银行流水号，超过 64 个字符，或含有不可见字符',
    en: 'must be the bank’s number of the booking, of at most 64 characters that can be seen',
  },
  'text-too-long': {
    zh: '银行代码和说明合计不超过 500 个字符',
    en: 'must have at most 500 characters, together with the code of the bank',
  },
  'time-malformed': {
    zh: '时间应为带时区的 RFC 3339 格式，日期须存在',
    en: 'must be an instant of RFC 3339 with its zone, of a day of the calendar',
  },
  'time-before-sent': { zh: '记账日早于发送银行的那一天', en: 'is of a day before the batch was sent to the bank' },
  'time-ahead': { zh: '记账日晚于今天', en: 'is of a day that has not come yet' },
  'serial-repeated': {
    zh: '该银行流水号已用于另一笔：一笔流水只能对应一笔款项，请向银行索取更正的回单',
    en: 'is the bank’s number of another booking: one number stands for one payment; ask the bank for a file that is right',
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
