import { beforeAll, describe, expect, it } from 'vitest';
import type { BatchView } from '../../../shared/contracts/payments.ts';
import { createChainReader } from '../../../shared/store/chain-store.ts';
import { returnFile, returnOfAll, wordOn } from '../../support/bank.ts';
import { injectFault } from '../../support/faults.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paymentHouse } from './house.ts';

const house = paymentHouse();
const FEN = 600_000;

/** Everything a return file could have moved. */
const standing = async (batch: BatchView) => ({
  batch: await house.readBatch(batch.id),
  budget: await house.readBudget(),
  cases: await Promise.all(batch.lines.map(({ caseId }) => house.reader().readCase(caseId))),
});
const lineOf = ({ lines }: BatchView, at: number) => {
  const line = lines[at];
  if (!line) throw new Error(`no line ${at}`);
  return line;
};

const dayFrom = (days: number): string => new Date(house.clock.now.getTime() + days * 86_400_000).toISOString();

describe('a return file that is not right', () => {
  let batch: BatchView;
  beforeAll(async () => {
    batch = await house.sent(await house.toBePaid('one', 'two', 'three'));
  }, 60_000);

  const rows = () => batch.lines.map((line) => wordOn(line));
  const changed = (at: number, cells: Record<number, string>): string[][] =>
    rows().map((row, index) => (index === at ? row.map((cell, column) => cells[column] ?? cell) : row));

  it.each<[name: string, code: string, pointer: string, file: () => string]>([
    [
      'with a line the batch does not have',
      'unknown-line',
      '/file/rows/3/line',
      () => returnFile(batch, [...rows(), wordOn({ ...lineOf(batch, 0), line: 9 })]),
    ],
    ['with a line twice', 'line-repeated', '/file/rows/3/line', () => returnFile(batch, [...rows(), wordOn(lineOf(batch, 2))])],
    ['with its lines in another order', 'line-out-of-order', '/file/rows/1/line', () => returnFile(batch, [...rows()].reverse())],
    ['with another amount', 'amount-mismatch', '/file/rows/1/amountFen', () => returnFile(batch, changed(1, { 3: '6000.01' }))],
    ['with another account', 'account-mismatch', '/file/rows/0/account', () => returnFile(batch, changed(0, { 2: '9999' }))],
    [
      'with the reference of another line',
      'unknown-reference',
      '/file/rows/0/reference',
      () => returnFile(batch, changed(0, { 1: lineOf(batch, 1).reference })),
    ],
    ['with a word no bank says', 'outcome-malformed', '/file/rows/2/outcome', () => returnFile(batch, changed(2, { 4: '也许' }))],
    ['with money back that never went out', 'returned-unpaid', '/file/rows/2/outcome', () => returnFile(batch, changed(2, { 4: '退汇' }))],
    ['of a day before it was sent', 'time-before-sent', '/file/rows/1/at', () => returnFile(batch, changed(1, { 8: dayFrom(-1) }))],
    ['of a day that has not come', 'time-ahead', '/file/rows/1/at', () => returnFile(batch, changed(1, { 8: dayFrom(1) }))],
    [
      'with one booking for two lines',
      'serial-repeated',
      '/file/rows/2/bankSerial',
      () => {
        const [first = [], second = [], third = []] = rows();
        return returnFile(batch, [first, second, third.with(7, ` ${first[7]}`)]);
      },
    ],
    ['of another batch', 'wrong-batch', '/file/batchId', () => returnFile({ ...batch, id: 'another' }, rows())],
    ['that answers other bytes', 'wrong-hash', '/file/bodyHash', () => returnFile({ ...batch, contentHash: '0'.repeat(64) }, rows())],
    ['without lines', 'not-a-return-file', '/file', () => returnFile(batch, [])],
    ['that is no CSV', 'malformed-csv', '/file', () => '批次号,"'],
    ['in another encoding', 'not-utf-8', '/file', () => `批次号,\ufffd`],
  ])('%s is refused whole, and nothing is booked', async (_name, code, pointer, file) => {
    const before = await standing(batch);
    const answer = await house.takeReturn('payer', batch, file());
    const { errors } = await jsonOf<{ errors: { code: string; pointer: string }[] }>(answer, 422);
    expect(errors).toContainEqual(expect.objectContaining({ code, pointer }));
    expect(await standing(batch)).toEqual(before);
  });

  it.each([
    ['an applicant', 'one-owner', 404],
    ['an approver of the bureau', 'approver', 403],
    ['an auditor', 'auditor', 403],
    ['another region', 'far-reviewer', 404],
  ])('is taken from nobody but a payer: not from %s', async (_name, person, status) => {
    expect((await house.takeReturn(person, batch, returnFile(batch, rows()))).status).toBe(status);
  });

  it('of a batch that was not sent is refused', async () => {
    const [id = ''] = await house.toBePaid('unsent');
    const sealed = await house.sealed('payer', [id]);
    const answer = await house.takeReturn('payer', sealed, returnOfAll(sealed));
    expect(await jsonOf(answer, 422)).toMatchObject({ errors: [{ code: 'batch-not-sent' }] });
  });
});

describe('a return file', () => {
  it('pays one line and fails another, which is tried again and paid once', { timeout: 60_000 }, async () => {
    const [good = '', bad = ''] = await house.toBePaid('good', 'bad');
    const batch = await house.sent([good, bad]);
    const before = await house.readBudget();
    const file = returnFile(batch, [wordOn(lineOf(batch, 0)), wordOn(lineOf(batch, 1), '失败')]);
    expect(await jsonOf(await house.takeReturn('payer-3', batch, file))).toMatchObject({
      rows: [{ state: 'paid' }, { state: 'failed' }],
      openLines: 0,
      batch: { state: 'reconciled' },
    });
    expect(await house.caseOf(good)).toMatchObject({ state: 'monitoring' });
    expect(await house.caseOf(bad)).toMatchObject({ state: 'disbursing' });
    expect(await house.readBudget()).toMatchObject({
      reservedFen: (before?.reservedFen ?? 0) - FEN,
      paidFen: (before?.paidFen ?? 0) + FEN,
    });

    const after = await standing(batch);
    expect(await jsonOf(await house.takeReturn('payer', batch, file))).toMatchObject({ repeated: true, rows: [] });
    expect(await standing(batch)).toEqual(after);
    // The same line in another file is no second payment.
    const again = await house.takeReturn('payer', batch, returnFile(batch, [wordOn(lineOf(batch, 0))]));
    expect(await jsonOf(again, 422)).toMatchObject({ errors: [{ code: 'line-settled' }] });

    expect(await jsonOf(await house.onPayment('payer', bad, 'retry'))).toMatchObject({ payment: { state: 'drafted', attempt: 2 } });
    const second = await house.sent([bad]);
    expect(second.lines[0]?.reference).toBe(`${bad}.p1.2`);
    await jsonOf(await house.takeReturn('payer', second, returnFile(second, [wordOn(lineOf(second, 0))])));
    expect(await house.caseOf(bad)).toMatchObject({ state: 'monitoring' });
    expect((await house.readBudget())?.paidFen).toBe((before?.paidFen ?? 0) + 2 * FEN);
  });

  it('sends money back: it is reserved again, and paid anew it is paid once', { timeout: 60_000 }, async () => {
    const [id = ''] = await house.toBePaid('comes-back');
    const batch = await house.sent([id]);
    const before = await house.readBudget();
    await jsonOf(await house.takeReturn('payer', batch, returnFile(batch, [wordOn(lineOf(batch, 0))])));
    const back = returnFile(batch, [wordOn(lineOf(batch, 0), '退汇')]);
    expect(await jsonOf(await house.takeReturn('payer', batch, back))).toMatchObject({ rows: [{ state: 'reversed' }] });
    expect(await house.readBudget()).toMatchObject({ reservedFen: before?.reservedFen, paidFen: before?.paidFen });
    expect(await house.caseOf(id)).toMatchObject({ state: 'disbursing' });
    await jsonOf(await house.onPayment('payer', id, 'retry'));
    const second = await house.sent([id]);
    await jsonOf(await house.takeReturn('payer', second, returnFile(second, [wordOn(lineOf(second, 0))])));
    expect((await house.readBudget())?.paidFen).toBe((before?.paidFen ?? 0) + FEN);
    expect(await house.caseOf(id)).toMatchObject({ state: 'monitoring' });
  });

  it('may come in parts', { timeout: 60_000 }, async () => {
    const batch = await house.sent(await house.toBePaid('part-one', 'part-two'));
    const first = await house.takeReturn('payer', batch, returnFile(batch, [wordOn(lineOf(batch, 1))]));
    expect(await jsonOf(first)).toMatchObject({ openLines: 1, batch: { state: 'sent' } });
    const rest = await house.takeReturn('payer', batch, returnFile(batch, [wordOn(lineOf(batch, 0))]));
    expect(await jsonOf(rest)).toMatchObject({ openLines: 0, batch: { state: 'reconciled' } });
  });

  it('is taken in where the bureau does something else in the same moment', { timeout: 60_000 }, async () => {
    const [id = '', other = ''] = await house.toBePaid('met', 'beside');
    const batch = await house.sent([id]);
    let met = false;
    const mend = injectFault(house.client, async ({ command }) => {
      if (met || !command.startsWith('TransactWrite')) return undefined;
      met = true;
      // Noted in the chain of the bureau, which the file was about to be noted in.
      await house.sealed('payer-2', [other]);
      return undefined;
    });
    const answer = await house.takeReturn('payer', batch, returnFile(batch, [wordOn(lineOf(batch, 0))]));
    mend();
    expect(met).toBe(true);
    expect(await jsonOf(answer)).toMatchObject({ repeated: false, rows: [{ state: 'paid' }], batch: { state: 'reconciled' } });
  });

  // The mark on the batch, each of two cases, and the end of the file: four writes.
  it.each([1, 2, 3, 4].flatMap((at) => [['before', at] as const, ['after', at] as const]))(
    'breaks off %s write %i, and sent again by another it is done once',
    { timeout: 60_000 },
    async (when, crashAt) => {
      const ids = await house.toBePaid(`crash-${when}-${crashAt}-one`, `crash-${when}-${crashAt}-two`);
      const batch = await house.sent(ids);
      const before = await house.readBudget();
      const file = returnOfAll(batch);
      let writes = 0;
      const mend = injectFault(house.client, ({ command }) => {
        if (!command.startsWith('TransactWrite')) return undefined;
        writes += 1;
        // The process is gone: nothing comes after it.
        return writes === crashAt ? when : writes > crashAt ? 'before' : undefined;
      });
      const { status } = await house.takeReturn('payer', batch, file);
      mend();
      expect(house.faults.length > 0).toBe(status >= 500);
      house.faults.length = 0;
      expect(await jsonOf(await house.takeReturn('payer-3', batch, file))).toMatchObject({
        openLines: 0,
        batch: { state: 'reconciled', takingReturn: null },
      });
      expect(await house.readBudget()).toMatchObject({
        reservedFen: (before?.reservedFen ?? 0) - 2 * FEN,
        paidFen: (before?.paidFen ?? 0) + 2 * FEN,
      });
      for (const id of ids) expect(await house.caseOf(id)).toMatchObject({ state: 'monitoring' });
      const books = await house.as('payer').get(`/v1/ledger/budgets/${house.budgetId}/trial-balance`);
      expect(await jsonOf(books)).toMatchObject({ balanced: true, differences: [] });
    },
  );

  it('that breaks off keeps every other file out until it is through', { timeout: 60_000 }, async () => {
    const batch = await house.sent(await house.toBePaid('half-one', 'half-two'));
    const file = returnOfAll(batch);
    let writes = 0;
    const mend = injectFault(house.client, ({ command }) => {
      if (command.startsWith('TransactWrite')) writes += 1;
      return command.startsWith('TransactWrite') && writes > 1 ? 'before' : undefined;
    });
    expect((await house.takeReturn('payer', batch, file)).status).toBeGreaterThanOrEqual(500);
    mend();
    house.faults.length = 0;
    const other = returnOfAll(batch);
    expect(await jsonOf(await house.takeReturn('payer', batch, other), 409)).toMatchObject({ type: '/problems/return-under-way' });
    expect(await jsonOf(await house.takeReturn('payer-2', batch, file))).toMatchObject({ openLines: 0 });
  });

  it('that says a failed payment was made stops the next try of it until somebody has found out', { timeout: 60_000 }, async () => {
    const [id = ''] = await house.toBePaid('said-twice');
    const batch = await house.sent([id]);
    await jsonOf(await house.takeReturn('payer', batch, returnFile(batch, [wordOn(lineOf(batch, 0), '失败')])));
    await jsonOf(await house.onPayment('payer', id, 'retry'));
    const second = await house.sealed('payer', [id]);
    const before = await house.readBudget();
    const otherwise = returnFile(batch, [wordOn(lineOf(batch, 0))]);
    for (let time = 0; time < 2; time++)
      expect(await jsonOf(await house.takeReturn('payer', batch, otherwise), 422)).toMatchObject({
        errors: [{ code: 'contradicts-settled' }],
      });
    expect(await house.readBudget()).toEqual(before);
    expect(await house.paymentOf(id)).toMatchObject({
      state: 'l1_ok',
      contradictions: [{ reference: `${id}.p1.1`, stands: 'failed', says: 'paid', answered: false }],
    });
    const approve = () => house.move('payer-2', second, 'approve', { contentHash: second.contentHash });
    expect(await jsonOf(await approve(), 409)).toMatchObject({ type: '/problems/contradiction-open' });
    const body = { answer: 'not-arrived', finding: '银行确认前一份回单有误，未到账' };
    const answer = (person: string) => house.onPayment(person, id, 'answer-contradiction', body);
    expect((await house.onPayment('approver-2', id, 'answer-contradiction', { finding: '未到账' })).status).toBe(400);
    expect((await answer('payer')).status).toBe(403);
    expect((await answer('approver')).status).toBe(403);
    expect(await jsonOf(await answer('approver-2'))).toMatchObject({
      payment: { contradictions: [{ answered: false, stated: 'not-arrived' }] },
    });
    expect(await jsonOf(await approve(), 409)).toMatchObject({ type: '/problems/contradiction-open' });
    expect((await answer('approver-2')).status).toBe(403);
    expect(await jsonOf(await answer('payer-3'))).toMatchObject({ payment: { contradictions: [{ answer: 'not-arrived' }] } });
    expect((await answer('approver-2')).status).toBe(409);
    await jsonOf(await approve());
  });

  it('that says so and is right settles the first try as paid, and no second one is sent', { timeout: 60_000 }, async () => {
    const [id = '', beside = ''] = await house.toBePaid('arrived-late', 'arrived-beside');
    const batch = await house.sent([id, beside]);
    const failed = batch.lines.map((line) => wordOn(line, '失败'));
    await jsonOf(await house.takeReturn('payer', batch, returnFile(batch, failed)));
    for (const one of [id, beside]) await jsonOf(await house.onPayment('payer', one, 'retry'));
    const second = await house.approved('payer-2', await house.sealed('payer', [id, beside]));
    const at = batch.lines.findIndex(({ caseId }) => caseId === id);
    expect((await house.takeReturn('payer', batch, returnFile(batch, [wordOn(lineOf(batch, at))]))).status).toBe(422);
    const before = await house.readBudget();
    const body = { answer: 'arrived', finding: '确已到账' };
    const settled = await jsonOf(await house.onPayment('approver-2', id, 'answer-contradiction', body));
    expect(settled).toMatchObject({
      caseState: 'monitoring',
      payment: { state: 'paid', batchId: null, attempts: [{ n: 1, outcome: 'paid', basis: 'bank-line' }] },
    });
    expect(await house.readBudget()).toMatchObject({ paidFen: (before as { paidFen: number }).paidFen + 600_000 });
    // The batch that named the second try is not sent; taken apart it gives the other payment free.
    expect((await house.move('payer', second, 'send')).status).toBe(409);
    await jsonOf(await house.move('payer', second, 'discard'));
    expect(await house.paymentOf(id)).toMatchObject({ state: 'paid' });
    expect(await house.paymentOf(beside)).toMatchObject({ state: 'drafted', batchId: null });
    expect((await house.onPayment('payer', id, 'retry')).status).toBe(409);
  });
});

describe('one booking of the bank', () => {
  it('stands for one payment: named again in another file, its line is put aside by name, and books once it is put right', {
    timeout: 60_000,
  }, async () => {
    const [paid = '', other = '', beside = ''] = await house.toBePaid('booked', 'booked-again', 'booked-beside');
    const first = await house.sent([paid]);
    const known = wordOn(lineOf(first, 0));
    await jsonOf(await house.takeReturn('payer', first, returnFile(first, [known])));
    const second = await house.sent([other, beside]);
    const at = second.lines.findIndex(({ caseId }) => caseId === other);
    const rows = second.lines.map((line, index) => (index === at ? wordOn(line).with(7, ` ${known[7]?.toLowerCase()}`) : wordOn(line)));
    const before = await house.readBudget();
    const report = await jsonOf<{ rows: { caseId: string }[] }>(await house.takeReturn('payer', second, returnFile(second, rows)));
    expect(report).toMatchObject({ openLines: 1, batch: { state: 'sent' } });
    expect(report.rows.find(({ caseId }) => caseId === other)).toMatchObject({ state: 'sent', refusedBy: 'serial-repeated' });
    expect(report.rows.find(({ caseId }) => caseId === beside)).toMatchObject({ state: 'paid', refusedBy: null });
    expect((await house.readBudget())?.paidFen).toBe((before?.paidFen ?? 0) + 600_000);
    const { entries } = await createChainReader(house.client, house.names.journal).readChain('organisation', 'finance', { seq: 9_999 }, 5);
    expect(JSON.stringify(entries)).toContain(`${at + 1} serial-repeated`);
    // The bank corrects its file.
    expect(await jsonOf(await house.takeReturn('payer', second, returnFile(second, [wordOn(lineOf(second, at))])))).toMatchObject({
      openLines: 0,
      batch: { state: 'reconciled' },
    });
  });

  it('is not also money that came back, nor what somebody finds out about another payment', { timeout: 60_000 }, async () => {
    const [paid = '', late = ''] = await house.toBePaid('booked-out', 'booked-late');
    const first = await house.sent([paid]);
    const known = wordOn(lineOf(first, 0));
    await jsonOf(await house.takeReturn('payer', first, returnFile(first, [known])));
    await jsonOf(await house.as('reviewer-2').post(`/v1/cases/${paid}/recoveries`, { paymentId: 'p1', ground: '发票虚开' }), 201);
    const on = house.clock.now.toISOString().slice(0, 10);
    const repaid = await house.as('reviewer-2').post(`/v1/cases/${paid}/recoveries/r1/repay`, { bankSerial: known[7], on, amountFen: 100 });
    expect(await jsonOf(repaid, 409)).toMatchObject({ type: '/problems/repayment-repeated' });

    const second = await house.sent([late]);
    await jsonOf(await house.takeReturn('payer', second, returnFile(second, [wordOn(lineOf(second, 0), '失败')])));
    const says = returnFile(second, [wordOn(lineOf(second, 0)).with(7, known[7] ?? '')]);
    expect((await house.takeReturn('payer', second, says)).status).toBe(422);
    const found = { answer: 'arrived', finding: '确已到账' };
    expect(await jsonOf(await house.onPayment('approver-2', late, 'answer-contradiction', found), 409)).toMatchObject({
      type: '/problems/serial-repeated',
    });
    expect(await house.paymentOf(late)).toMatchObject({ state: 'failed' });
  });
});
