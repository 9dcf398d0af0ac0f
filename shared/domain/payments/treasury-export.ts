import { yuanCell } from './bank-file.ts';
import { csvFile, csvText } from './csv.ts';
import type { Batch, BatchLine, Sha256Hex } from './records.ts';

type Column = readonly [name: string, cell: (line: BatchLine) => string];

/** Invented: no layout of a treasury system (国库集中支付) was seen; these are the columns such a system needs to find the money again. */
const COLUMNS: readonly Column[] = [
  ['序号', ({ line }) => String(line)],
  ['预算编号', ({ budgetId }) => budgetId],
  ['预算年度', ({ fiscalYear }) => String(fiscalYear)],
  ['政策项目', ({ programmeId }) => programmeId],
  ['案件编号', ({ caseId }) => caseId],
  ['收款户名', ({ payee }) => payee.holderName],
  ['收款账号', ({ payee }) => payee.bankAccount],
  ['金额(元)', ({ amountFen }) => yuanCell(amountFen)],
  ['用途', ({ purpose }) => purpose],
  ['业务参考号', ({ reference }) => reference],
];
const wide = (...cells: string[]): string[] => [...cells, ...Array<string>(COLUMNS.length - cells.length).fill('')];

/**
 * The same lines as the bank file, for the treasury system: under which budget and year each stands. Its header names the hash of the bank
 * file it belongs to, and its own.
 * @param batch sealed at least; else there is no bank file it could belong to
 * @throws RangeError for one that is not
 */
export function treasuryExportOf(batch: Batch, sha256Hex: Sha256Hex): string {
  if (batch.contentHash === null) throw new RangeError(`not sealed: ${batch.id}`);
  const body = csvText([COLUMNS.map(([name]) => name), ...batch.lines.map((line) => COLUMNS.map(([, cell]) => cell(line)))]);
  const header = csvText([
    wide('批次号', batch.id),
    wide('付款单位', batch.payerId),
    wide('笔数', String(batch.count)),
    wide('合计金额(元)', yuanCell(batch.totalFen)),
    wide('拨付文件SHA-256', batch.contentHash),
    wide('明细SHA-256', sha256Hex(body)),
  ]);
  return csvFile(header, body);
}
