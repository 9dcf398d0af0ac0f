import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenFromYuanText } from '../../../../../shared/domain/kernel/money.ts';
import { bankFileOf, fenOfCell, yuanCell } from '../../../../../shared/domain/payments/bank-file.ts';
import { csvText, guardCell, unguardCell } from '../../../../../shared/domain/payments/csv.ts';
import { type Batch, MOST_FEN } from '../../../../../shared/domain/payments/records.ts';
import { treasuryExportOf } from '../../../../../shared/domain/payments/treasury-export.ts';
import { readBankFile } from '../../../../support/read-bank-file.ts';
import { accepted, batchIn, PAYEE, paymentOf, refusalOf, sha256Hex } from './fixtures.ts';

const cellsOf = (file: string): string[][] => parse(file, { bom: true, relax_column_count: false });
const fileOf = (batch: Batch): string => accepted(bankFileOf(batch));
const read = (file: string) => readBankFile(file, cellsOf(file), sha256Hex);

describe('cells', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\0x', "'\0x"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠a', "'＠a"],
    ["'=1", "''=1"],
    ['昆山=1', '昆山=1'],
    ["O'Neill", "O'Neill"],
    ["'x", "'x"],
    ['', ''],
  ])('%j is written %j', (cell, guarded) => {
    expect(guardCell(cell)).toBe(guarded);
    expect(unguardCell(guarded)).toBe(cell);
  });
  it('none begins a formula, and every one comes back', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n\0＝＋－＠\',"a昆 ') });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'grapheme' })), (cell) => {
        expect(guardCell(cell)).not.toMatch(/^[=+\-@\t\r\0＝＋－＠]/u);
        expect(unguardCell(guardCell(cell))).toBe(cell);
      }),
    );
  });
  it('are read by another parser as they were written', () => {
    const line = fc.array(fc.string({ unit: fc.constantFrom(...'=",\r\n\'a昆 ') }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const back = (parse(csvText(lines)) as string[][]).map((cells) => cells.map(unguardCell));
        expect(back).toEqual(lines);
      }),
    );
  });
});

describe('amounts', () => {
  it.each([
    [1, '0.01'],
    [10, '0.10'],
    [100, '1.00'],
    [150_000, '1500.00'],
    [1_479_452, '14794.52'],
    [MOST_FEN, '10000000000000.00'],
  ])('%i fen is %s yuan', (fen, yuan) => {
    expect(yuanCell(fen)).toBe(yuan);
    expect(fenOfCell(yuan)).toBe(fen);
    expect(fenFromYuanText(yuan)).toBe(BigInt(fen));
  });
  it.each(['1', '1.0', '1.000', '-1.00', '1,000.00', '１.00', '', 'NaN', '99999999999999999.00'])('%j is none', (cell) =>
    expect(fenOfCell(cell)).toBeUndefined(),
  );
});

describe('the bank file', () => {
  const { batch } = batchIn('sent', [paymentOf('C1', 150_000), paymentOf('C2', 1_479_452)]);
  const file = fileOf(batch);

  it('says what a typical bulk transfer says, and that the layout is ours', () => {
    expect(file).toBe(
      `\uFEFF${[
        '"批次号","B1","","","","","","",""',
        '"笔数","2","","","","","","",""',
        '"合计金额(元)","16294.52","","","","","","",""',
        `"明细SHA-256","${batch.contentHash}","","","","","","",""`,
        '"序号","付款账号","收款户名","收款账号","开户行","联行号","金额(元)","用途","业务参考号"',
        '"1","320583999900001111","昆山示例（科技）有限公司","320583000012345678","中国银行昆山支行","104305300018","1500.00","宽带接入补贴","C1.p1.1"',
        '"2","320583999900001111","昆山示例（科技）有限公司","320583000012345678","中国银行昆山支行","104305300018","14794.52","宽带接入补贴","C2.p1.1"',
        '',
      ].join('\r\n')}`,
    );
  });
  it('carries the hash of its own lines, the very one that was approved', () =>
    expect(sha256Hex(file.split('\r\n').slice(4).join('\r\n'))).toBe(batch.contentHash));
  it('is the same bytes each time', () => expect(fileOf(structuredClone(batch))).toBe(file));

  it('names no formula, whatever a payee is called', () => {
    const evil = paymentOf('C1', 100, { payee: { ...PAYEE, holderName: '=HYPERLINK("http://x")' }, purpose: '＝cmd' });
    const cells = cellsOf(fileOf(batchIn('sent', [evil]).batch)).flat();
    expect(cells.filter((cell) => /^[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
    expect(cells).toContain(`'=HYPERLINK("http://x")`);
  });

  const text = fc.string({ unit: fc.constantFrom(...'=+-@"\',昆山科技（）() ab'), minLength: 1, maxLength: 20 });
  const digits = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
  const payments = fc
    .array(
      fc.record({
        amountFen: fc.integer({ min: 1, max: 10_000_000_000 }),
        purpose: text,
        payee: fc.record({
          holderName: text,
          holderIdKey: fc.constant(null),
          bankName: text,
          bankAccount: digits(8, 32),
          cnaps: fc.option(digits(12, 12)),
        }),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .map((all) => all.map(({ amountFen, ...more }, at) => paymentOf(`C${at}`, amountFen, more)));

  it('reads back as the batch it was made of, to the fen', () => {
    fc.assert(
      fc.property(payments, (rows) => {
        const sent = batchIn('sent', rows).batch;
        const back = accepted(read(fileOf(sent)));
        expect(back).toMatchObject({ batchId: sent.id, count: rows.length, totalFen: sent.totalFen, hash: sent.contentHash });
        expect(back.lines).toEqual(
          sent.lines.map(({ line, payee, amountFen, purpose, reference }) => ({
            line,
            payerAccount: sent.payerAccount,
            holderName: payee.holderName,
            bankAccount: payee.bankAccount,
            bankName: payee.bankName,
            cnaps: payee.cnaps,
            amountFen,
            purpose,
            reference,
          })),
        );
        expect(rows.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(back.totalFen);
      }),
      { numRuns: 30 },
    );
  });
  it('altered by one character in its lines is found out', () => {
    const body = file.indexOf('"序号"');
    fc.assert(
      fc.property(fc.integer({ min: body + 6, max: file.length - 3 }), fc.constantFrom(...'0123456789昆'), (at, character) => {
        fc.pre(file[at] !== character && !'",\r\n'.includes(file[at] as string));
        expect(read(file.slice(0, at) + character + file.slice(at + 1)).ok).toBe(false);
      }),
    );
  });
  it.each<[string, string, string]>([
    ['another total', file.replace('16294.52', '16294.53'), 'total-mismatch'],
    ['another count', file.replace('"笔数","2"', '"笔数","3"'), 'total-mismatch'],
    ['another amount', file.replace('"1500.00"', '"1500.01"'), 'hash-mismatch'],
    ['another account', file.replace('320583000012345678', '320583000012345679'), 'hash-mismatch'],
    ['other columns', file.replace('"联行号"', '"行号"'), 'not-a-bank-file'],
    ['no head', file.split('\r\n').slice(4).join('\r\n'), 'not-a-bank-file'],
  ])('with %s is refused', (_what, altered, code) => expect(refusalOf(read(altered)).code).toBe(code));
});

describe('the export for the treasury', () => {
  const { batch } = batchIn('sent', [paymentOf('C1', 150_000), paymentOf('C2', 1_479_452)]);
  const cells = cellsOf(treasuryExportOf(batch, sha256Hex));

  it('has the lines of the bank file under their budget and year', () => {
    expect(cells.slice(6)).toEqual([
      ['序号', '预算编号', '预算年度', '政策项目', '案件编号', '收款户名', '收款账号', '金额(元)', '用途', '业务参考号'],
      ...batch.lines.map(({ line, budgetId, caseId, amountFen, reference }) => [
        String(line),
        budgetId,
        '2026',
        'community-broadband-subsidy',
        caseId,
        PAYEE.holderName,
        PAYEE.bankAccount,
        yuanCell(amountFen),
        '宽带接入补贴',
        reference,
      ]),
    ]);
    const bank = accepted(read(fileOf(batch)));
    expect(cells.slice(7).map((line) => line.at(-1))).toEqual(bank.lines.map(({ reference }) => reference));
  });
  it('names the bank file it stands beside', () => {
    const head = Object.fromEntries(cells.slice(0, 6).map(([name, value]) => [name, value]));
    expect(head).toMatchObject({ 批次号: 'B1', 笔数: '2', '合计金额(元)': '16294.52', '拨付文件SHA-256': batch.contentHash });
  });
  it('is made of no batch that is not sealed', () =>
    expect(() => treasuryExportOf(batchIn('open', [paymentOf('C1')]).batch, sha256Hex)).toThrow(RangeError));
});
