import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { yuanCell } from '../../../../../shared/domain/payments/bank-file.ts';
import { csvFile, csvText } from '../../../../../shared/domain/payments/csv.ts';
import { decidePayment } from '../../../../../shared/domain/payments/payment.ts';
import { batch as batchRow, payment as paymentRow } from '../../../../../shared/domain/payments/records.ts';
import { RETURN_LAYOUT, readReturnFile } from '../../../../../shared/domain/payments/return-file.ts';
import { accepted, context, PAYEE, refusalOf, SYSTEM } from './fixtures.ts';
import { answer, applied, match, only, sent, takenIn } from './return-files.ts';

describe('a return file is read', () => {
  const columns = [...RETURN_LAYOUT.columns];
  const line = ['1', 'C1.p1.1', '****5678', '1.00', '成功', '00', '交易成功', 'S1', '2026-11-23T09:00:00+08:00'];
  const fileOf = (...lines: string[][]) =>
    csvFile(csvText([['批次号', 'B1', ...Array<string>(7).fill('')], ['拨付文件SHA-256', 'abc'], columns, ...lines]));
  const recordsOf = (file: string) =>
    (parse(file, { bom: true, relax_column_count: true }) as string[][]).map((cells, at) => ({ row: at + 1, cells }));
  const faults = (...lines: string[][]) =>
    refusalOf(readReturnFile(recordsOf(fileOf(...lines)))).faults.map(({ row, pointer, code }) => [row, pointer, code]);
  const but = (at: number, cell: string) => line.with(at, cell);

  it('in its layout, which is ours', () => {
    expect(accepted(readReturnFile(recordsOf(fileOf(line))))).toEqual({
      batchId: 'B1',
      bodyHash: 'abc',
      rows: [
        {
          row: 4,
          line: 1,
          reference: 'C1.p1.1',
          account: '5678',
          amountFen: 100,
          outcome: 'success',
          bankCode: '00',
          bankText: '交易成功',
          bankSerial: 'S1',
          at: '2026-11-23T01:00:00.000Z',
        },
      ],
    });
  });
  it.each([
    ['失败', 'failed'],
    ['退汇', 'returned'],
  ])('%s is %s', (word, outcome) => expect(accepted(readReturnFile(recordsOf(fileOf(but(4, word))))).rows).toMatchObject([{ outcome }]));
  it.each<[number, string, string, string]>([
    [0, '0', '/rows/0/line', 'line-malformed'],
    [0, '1.5', '/rows/0/line', 'line-malformed'],
    [1, '', '/rows/0/reference', 'reference-missing'],
    [2, '678', '/rows/0/account', 'account-malformed'],
    [3, '1', '/rows/0/amountFen', 'amount-malformed'],
    [3, '1,000.00', '/rows/0/amountFen', 'amount-malformed'],
    [4, '已受理', '/rows/0/outcome', 'outcome-malformed'],
    [4, 'constructor', '/rows/0/outcome', 'outcome-malformed'],
    [7, '', '/rows/0/bankSerial', 'serial-malformed'],
    [7, 'S'.repeat(65), '/rows/0/bankSerial', 'serial-malformed'],
    [7, 'S\u200b1', '/rows/0/bankSerial', 'serial-malformed'],
    [6, 'x'.repeat(501), '/rows/0/bankText', 'text-too-long'],
    [8, '2026-11-23', '/rows/0/at', 'time-malformed'],
    [8, '2026-13-23T09:00:00+08:00', '/rows/0/at', 'time-malformed'],
    [8, '2026-02-30T09:00:00+08:00', '/rows/0/at', 'time-malformed'],
  ])('with cell %i %j it is refused by line, field and rule', (at, cell, pointer, code) =>
    expect(faults(but(at, cell))).toEqual([[4, pointer, code]]),
  );
  it('all faults at once, by their line', () =>
    expect(faults(but(0, 'x'), line, but(3, '1'), line.slice(1))).toEqual([
      [4, '/rows/0/line', 'line-malformed'],
      [6, '/rows/2/amountFen', 'amount-malformed'],
      [7, '/rows/3', 'cell-count'],
    ]));
  it.each<[string, string[][]]>([
    ['nothing', []],
    ['no lines', [['批次号', 'B1'], ['拨付文件SHA-256', 'abc'], columns]],
    ['other columns', [['批次号', 'B1'], ['拨付文件SHA-256', 'abc'], columns.toReversed(), line]],
    ['another word for the batch', [['批号', 'B1'], ['拨付文件SHA-256', 'abc'], columns, line]],
    ['another word for the hash', [['批次号', 'B1'], ['SHA', 'abc'], columns, line]],
    ['a head with more', [['批次号', 'B1', 'B2'], ['拨付文件SHA-256', 'abc'], columns, line]],
    ['no batch', [['批次号'], ['拨付文件SHA-256', 'abc'], columns, line]],
    ['41 lines', [['批次号', 'B1'], ['拨付文件SHA-256', 'abc'], columns, ...Array<string[]>(41).fill(line)]],
  ])('%s is none', (_what, lines) =>
    expect(refusalOf(readReturnFile(lines.map((cells, at) => ({ row: at + 1, cells })))).faults).toMatchObject([
      { row: 1, code: 'not-a-return-file' },
    ]),
  );
  it('of 40 lines is one', () =>
    expect(accepted(readReturnFile(recordsOf(fileOf(...Array<string[]>(40).fill(line))))).rows).toHaveLength(40));
  it('as a bank writes it for a batch of ours, and matches it', () => {
    const held = sent();
    const lines = held.batch.lines.map(({ line: n, reference, amountFen }) => [
      String(n),
      reference,
      PAYEE.bankAccount,
      yuanCell(amountFen),
      '成功',
      '00',
      '',
      `S${n}`,
      '2026-11-23T09:00:00+08:00',
    ]);
    const text = csvFile(csvText([['批次号', 'B1'], ['拨付文件SHA-256', held.batch.contentHash ?? ''], columns, ...lines]));
    expect(applied(held, accepted(readReturnFile(recordsOf(text)))).openLines).toBe(0);
  });
});

describe('a return file is taken in', () => {
  it('whole: every payment moves, the ledger posts each once, the batch is reconciled', () => {
    const held = sent();
    const { batch, payments, effects, openLines } = applied(held, answer(held));
    expect(openLines).toBe(0);
    expect(batch).toMatchObject({ state: 'reconciled', version: held.batch.version + 1, returns: [{ lines: 3 }] });
    expect(payments.map(({ state }) => state)).toEqual(['paid', 'paid', 'paid']);
    expect(effects.map(({ kind, reference, amountFen }) => [kind, reference, amountFen])).toEqual([
      ['post', 'C1.p1.1', 100],
      ['post', 'C2.p1.1', 250],
      ['post', 'C3.p1.1', 399],
    ]);
    expect(batchRow.parse(batch)).toEqual(batch);
    for (const one of payments) expect(paymentRow.parse(one)).toEqual(one);
    expect(payments[0]?.attempts).toMatchObject([{ bankAt: '2026-11-23T01:00:00.000Z', why: null }]);
  });
  it('with failures: those keep their reserve and the bank’s reason', () => {
    const held = sent();
    const file = answer(held, ({ line }) => (line === 2 ? { outcome: 'failed', bankCode: 'E7', bankText: '账号户名不符' } : {}));
    const { payments, effects, batch } = applied(held, file);
    expect(payments[1]).toMatchObject({ state: 'failed', attempts: [{ why: 'E7 账号户名不符' }] });
    expect(effects.map(({ reference }) => reference)).toEqual(['C1.p1.1', 'C3.p1.1']);
    expect(batch.state).toBe('reconciled');
  });
  it('in parts: lines it does not name stay open', () => {
    const held = sent();
    const first = applied(held, answer(held, only(2)));
    expect(first).toMatchObject({ openLines: 2, batch: { state: 'sent' } });
    expect(first.payments.map(({ caseId }) => caseId)).toEqual(['C2']);
    const second = takenIn(held, answer(held, only(2)));
    expect(second.payments.filter(({ attempts }) => attempts.length === 0).map(({ caseId }) => caseId)).toEqual(['C1', 'C3']);
    expect(
      applied(
        second,
        answer(held, ({ line }) => (line === 2 ? null : {})),
      ),
    ).toMatchObject({ openLines: 0 });
  });
  it('after silence: what was unknown is known', () => {
    const held = sent();
    const payments = held.payments.map((one) => accepted(decidePayment(one, { kind: 'note_silence' }, context(SYSTEM))).payment);
    expect(applied({ ...held, payments }, answer(held)).openLines).toBe(0);
  });
  it('once: the very same file again is nothing, also after others', () => {
    const held = sent();
    const once = takenIn(held, answer(held, only(1)), 'a'.repeat(64));
    const twice = takenIn(once, answer(held, only(2)), 'b'.repeat(64));
    expect(accepted(match(twice, answer(held, only(1)), 'a'.repeat(64)))).toEqual({ kind: 'repeated' });
  });
  it('when money comes back: paid is reversed, and may be paid again', () => {
    const held = sent();
    const paid = takenIn(held, answer(held));
    const { payments, effects, batch } = applied(paid, answer(held, only(3, { outcome: 'returned', bankText: '销户' })));
    expect(payments).toMatchObject([{ caseId: 'C3', state: 'reversed', attempts: [{ outcome: 'returned', why: '00 销户' }] }]);
    expect(effects).toMatchObject([{ kind: 'reverse-post', amountFen: 399 }]);
    expect(batch.state).toBe('reconciled');
  });
});
