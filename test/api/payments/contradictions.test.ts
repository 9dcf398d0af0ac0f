import { describe, expect, it } from 'vitest';
import type { BatchView, PaymentView } from '../../../shared/contracts/payments.ts';
import { expectProblem } from '../../support/api.ts';
import { returnOfAll, type wordOn } from '../../support/bank.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paymentHouse } from './house.ts';

const house = paymentHouse();
const FEN = 600_000;
const DAY = '2026-12-01';

const only = (batch: BatchView, word: Parameters<typeof wordOn>[1] = '成功') => returnOfAll(batch, word);
const take = async (batch: BatchView, word: Parameters<typeof wordOn>[1], status = 200) =>
  jsonOf(await house.takeReturn('payer', batch, only(batch, word)), status);
const answer = (person: string, id: string, said: 'arrived' | 'not-arrived') =>
  house.onPayment(person, id, 'answer-contradiction', { answer: said, finding: '银行书面答复' });
const recoveries = (id: string, verb = '') => `/v1/cases/${id}/recoveries${verb}`;
const paidFen = async () => (await house.readBudget())?.paidFen ?? 0;
const askedBack = async (id: string) =>
  (await jsonOf<{ items: Record<string, unknown>[] }>(await house.as('auditor').get(recoveries(id)))).items;

/** Failed, tried again, with the bank again; and then the bank says of the first try that it arrived. */
async function saidLate(firm: string): Promise<{ id: string; first: BatchView; second: BatchView }> {
  const [id = ''] = await house.toBePaid(firm);
  const first = await house.sent([id]);
  await take(first, '失败');
  await jsonOf(await house.onPayment('payer', id, 'retry'));
  const second = await house.sent([id]);
  await expectProblem(await house.takeReturn('payer', first, only(first)), 422, 'return-file-refused', '/file/rows/0/outcome');
  return { id, first, second };
}

describe('a try that arrived after all, while the next one is with the bank', () => {
  it('waits for what becomes of that one; paid twice, the books have it once, and the second is asked back beside them', {
    timeout: 60_000,
  }, async () => {
    const { id, first, second } = await saidLate('twice');
    const [line] = first.lines;
    expect(await house.paymentOf(id)).toMatchObject({
      state: 'sent',
      answers: { arrived: 'waits', 'not-arrived': 'goes-on' },
      contradictions: [{ reference: line?.reference, stands: 'failed', says: 'paid', row: 4, bankSerial: expect.stringMatching(/^2026/) }],
    });
    expect((await house.readBatch(second.id)).lines).toMatchObject([{ contradictedPaymentId: 'p1' }]);
    expect(await jsonOf(await answer('approver-2', id, 'arrived'), 409)).toMatchObject({ type: '/problems/later-attempt-sent' });
    const before = await paidFen();
    // The bank's word on the live try is booked, whatever is said of the first.
    expect(await take(second, '成功')).toMatchObject({ rows: [{ state: 'paid' }] });
    expect(await house.paymentOf(id)).toMatchObject({ answers: { arrived: 'beyond', 'not-arrived': 'goes-on' } });

    const twice = await jsonOf<{ payment: PaymentView }>(await answer('approver-2', id, 'arrived'));
    expect(twice).toMatchObject({
      payment: {
        state: 'paid',
        answers: null,
        attempts: [
          { n: 1, beyond: true },
          { n: 2, beyond: false },
        ],
      },
    });
    expect(await paidFen()).toBe(before + FEN);
    expect(await askedBack(id)).toMatchObject([
      { id: 'r1', paymentId: 'p1', ofAttempt: line?.reference, principalFen: FEN, state: 'noticed', terms: { rateBp: 0 } },
    ]);
    // Beside it, what was paid may be asked back on its own ground.
    expect((await house.as('reviewer-2').post(recoveries(id), { paymentId: 'p1', ground: '发票虚开' })).status).toBe(201);

    const repaid = { bankSerial: 'back-again', on: DAY, amountFen: FEN };
    expect(await jsonOf(await house.as('reviewer-2').post(recoveries(id, '/r1/repay'), repaid))).toMatchObject({
      recovery: { state: 'settled', repayments: [{ principalFen: FEN, interestFen: 0 }] },
    });
    expect(await paidFen()).toBe(before + FEN);
    expect(await jsonOf(await house.as('auditor').get(`/v1/ledger/budgets/${house.budgetId}/trial-balance`))).toMatchObject({
      balanced: true,
      differences: [],
    });
  });

  it('is settled on its line once that one failed, by its bank or by two persons, and is paid once', { timeout: 60_000 }, async () => {
    const { id, second } = await saidLate('once');
    const before = await paidFen();
    await take(second, '失败');
    expect((await house.onPayment('payer', id, 'retry')).status).toBe(409);
    expect(await jsonOf(await answer('approver-2', id, 'arrived'))).toMatchObject({ caseState: 'monitoring', payment: { state: 'paid' } });
    expect(await paidFen()).toBe(before + FEN);
    expect(await askedBack(id)).toEqual([]);
  });
});

describe('money that stands as paid', () => {
  it('and did not arrive goes back to the reserve by the word of two persons, and is paid again once', { timeout: 60_000 }, async () => {
    const [id = ''] = await house.toBePaid('not-there');
    const batch = await house.sent([id]);
    const reserved = (await house.readBudget())?.reservedFen;
    await take(batch, '成功');
    await take(batch, '失败', 422);
    expect(await house.paymentOf(id)).toMatchObject({ state: 'paid', answers: { arrived: 'stands', 'not-arrived': 'reverses' } });
    expect(await jsonOf(await answer('approver-2', id, 'not-arrived'))).toMatchObject({
      caseState: 'monitoring',
      payment: { state: 'paid' },
    });
    expect((await answer('approver-2', id, 'not-arrived')).status).toBe(403);
    expect(await jsonOf(await answer('payer-3', id, 'not-arrived'))).toMatchObject({
      caseState: 'disbursing',
      payment: { state: 'reversed', attempts: [{ outcome: 'failed' }] },
    });
    expect((await house.readBudget())?.reservedFen).toBe(reserved);
    await jsonOf(await house.onPayment('payer', id, 'retry'));
    expect(await take(await house.sent([id]), '成功')).toMatchObject({ rows: [{ state: 'paid' }] });
  });
});

describe('a payment that was given up for one to another account', () => {
  /** Failed, given up as the firm names another account, approved anew, and past its notice: the second payment is to be made. */
  async function toAnotherAccount(firm: string): Promise<{ id: string; first: BatchView }> {
    const [id = ''] = await house.toBePaid(firm);
    const first = await house.sent([id]);
    await take(first, '失败');
    const account = { bankName: '示例城北银行', bankAccount: '9900583000000000033' };
    await house.taken(`${firm}-owner`, id, 'change-payee', account);
    house.clock.now = new Date('2026-12-10T02:00:00.000Z');
    const { contentHash } = await house.caseOf(id);
    await house.taken('approver', id, 'approve', { contentHash });
    return { id, first };
  }
  async function pastNotice(id: string): Promise<void> {
    house.clock.now = new Date('2026-12-25T02:00:00.000Z');
    await house.tick(id);
  }
  /** The bank says of the payment that was given up that it arrived after all. */
  const arrivedLate = async (first: BatchView) =>
    expectProblem(await house.takeReturn('payer', first, only(first)), 422, 'return-file-refused', '/file/rows/0/outcome');
  const answerFirst = (person: string, id: string, said: 'arrived' | 'not-arrived') =>
    house.onPayment(person, id, 'answer-contradiction', { answer: said, finding: '银行书面答复' }, 'p1');

  it('keeps that one from being sent, whenever the bank says that it arrived, until somebody has found out', {
    timeout: 90_000,
  }, async () => {
    const { id, first } = await toAnotherAccount('moved-account');
    await pastNotice(id);
    const batch = await house.approved('payer-2', await house.sealed('payer', [id]));
    await arrivedLate(first);
    expect((await house.readBatch(batch.id)).lines).toMatchObject([{ contradictedPaymentId: 'p1', paymentId: 'p2' }]);
    await expectProblem(await house.move('payer', batch, 'send'), 409, 'contradiction-open', '/lines/0');
    expect(await house.paymentOf(id)).toMatchObject({ id: 'p2', state: 'l2_ok' });
    // Taken apart, it goes into no other batch either.
    await jsonOf(await house.move('payer', batch, 'discard'));
    await expectProblem(await house.seal('payer', [id]), 409, 'contradiction-open', '/caseIds/0');
    const due = await jsonOf<{ items: { caseId: string }[] }>(await house.as('payer').get('/v1/payments/due?limit=100'));
    expect(due.items.find(({ caseId }) => caseId === id)).toMatchObject({
      blockedBy: 'contradiction-open',
      contradictedPaymentId: 'p1',
    });
    await jsonOf(await answerFirst('approver-2', id, 'not-arrived'));
    await expectProblem(await house.seal('payer', [id]), 409, 'contradiction-open', '/caseIds/0');
    await jsonOf(await answerFirst('payer-3', id, 'not-arrived'));
    const before = await paidFen();
    expect(await take(await house.sent([id]), '成功')).toMatchObject({ rows: [{ state: 'paid' }] });
    expect(await paidFen()).toBe(before + FEN);
  });

  it('keeps it as well where the bank says so before there is another payment', { timeout: 90_000 }, async () => {
    const { id, first } = await toAnotherAccount('on-notice');
    await arrivedLate(first);
    await pastNotice(id);
    await expectProblem(await house.seal('payer', [id]), 409, 'contradiction-open', '/caseIds/0');
  });

  it('and is found to have arrived before another one was made: that one waits until all of it is back', { timeout: 90_000 }, async () => {
    const { id, first } = await toAnotherAccount('arrived-elsewhere');
    await arrivedLate(first);
    await jsonOf(await answerFirst('approver-2', id, 'arrived'));
    await pastNotice(id);
    await expectProblem(await house.seal('payer', [id]), 409, 'paid-elsewhere', '/caseIds/0');
    const due = await jsonOf<{ items: { caseId: string }[] }>(await house.as('payer').get('/v1/payments/due?limit=100'));
    expect(due.items.find(({ caseId }) => caseId === id)).toMatchObject({ blockedBy: 'paid-elsewhere', contradictedPaymentId: null });
    const repay = (amountFen: number) =>
      house.as('reviewer-2').post(recoveries(id, '/r1/repay'), { bankSerial: `back-${amountFen}`, on: '2026-12-25', amountFen });
    await jsonOf(await repay(FEN - 1));
    await expectProblem(await house.seal('payer', [id]), 409, 'paid-elsewhere', '/caseIds/0');
    await jsonOf(await repay(1));
    expect(await take(await house.sent([id]), '成功')).toMatchObject({ rows: [{ state: 'paid' }] });
  });

  it('and arrived, which is asked back no more: the other one is given up, and not sent', { timeout: 90_000 }, async () => {
    const { id, first } = await toAnotherAccount('written-off');
    await arrivedLate(first);
    await jsonOf(await answerFirst('payer-3', id, 'arrived'));
    await pastNotice(id);
    await expectProblem(await house.seal('payer', [id]), 409, 'paid-elsewhere', '/caseIds/0');
    await jsonOf(await house.as('reviewer-2').post(recoveries(id, '/r1/propose-write-off'), { reason: '无法追回' }));
    await jsonOf(await house.as('approver-2').post(recoveries(id, '/r1/confirm-write-off')));
    await expectProblem(await house.seal('payer', [id]), 409, 'paid-elsewhere', '/caseIds/0');
    for (const payer of ['payer', 'payer-2']) await jsonOf(await house.take(payer, id, 'cancel-payment', { reason: '已另行到账' }));
    expect(await house.paymentOf(id)).toMatchObject({ id: 'p2', state: 'cancelled' });
  });

  it('and is said to have arrived at the moment the other one is sent: either it is not sent, or its line says so', {
    timeout: 90_000,
  }, async () => {
    const { id, first } = await toAnotherAccount('same-moment');
    await pastNotice(id);
    const batch = await house.approved('payer-2', await house.sealed('payer', [id]));
    const [sent] = await Promise.all([house.move('payer', batch, 'send'), arrivedLate(first)]);
    const now = await house.readBatch(batch.id);
    expect(now.lines).toMatchObject([{ contradictedPaymentId: 'p1' }]);
    expect([now.state, sent.status]).toEqual(sent.ok ? ['sent', 200] : ['approved', 409]);
  });

  it('and turns out to have arrived takes the place of the second: the books have it once, and nothing more is sent', {
    timeout: 90_000,
  }, async () => {
    const { id, first } = await toAnotherAccount('came-first');
    await pastNotice(id);
    const batch = await house.approved('payer-2', await house.sealed('payer', [id]));
    await arrivedLate(first);
    const before = await house.readBudget();
    const [given, second] = (await jsonOf<{ items: PaymentView[] }>(await house.as('auditor').get(`/v1/cases/${id}/payments`))).items;
    expect(given).toMatchObject({ state: 'cancelled', answers: { arrived: 'settles', 'not-arrived': 'goes-on' } });
    expect(second).toMatchObject({ id: 'p2', state: 'l2_ok' });
    expect(await jsonOf(await answerFirst('approver-2', id, 'arrived'))).toMatchObject({
      caseState: 'monitoring',
      payment: { id: 'p1', state: 'paid', contradictions: [{ answer: 'arrived' }] },
    });
    expect(await house.paymentOf(id)).toMatchObject({ id: 'p2', state: 'cancelled', batchId: null });
    expect(await house.readBudget()).toMatchObject({
      paidFen: (before?.paidFen ?? 0) + FEN,
      reservedFen: (before?.reservedFen ?? 0) - FEN,
      availableFen: before?.availableFen,
    });
    expect(await askedBack(id)).toEqual([]);
    expect((await house.move('payer', await house.readBatch(batch.id), 'send')).status).toBe(409);
    await jsonOf(await house.move('payer', await house.readBatch(batch.id), 'discard'));
    const due = await jsonOf<{ items: { caseId: string }[] }>(await house.as('payer').get('/v1/payments/due?limit=100'));
    expect(due.items.filter(({ caseId }) => caseId === id)).toEqual([]);
  });

  it('waits while the second one is with the bank: paid as well, it is asked back; failed, it takes its place', {
    timeout: 120_000,
  }, async () => {
    for (const [firm, word, state] of [
      ['both-came', '成功', 'cancelled'],
      ['one-came', '失败', 'paid'],
    ] as const) {
      house.clock.now = new Date(Math.max(house.clock.now.getTime(), Date.parse('2026-11-25T02:00:00.000Z')));
      const { id, first } = await toAnotherAccount(firm);
      await pastNotice(id);
      const second = await house.sent([id]);
      await arrivedLate(first);
      await expectProblem(await answerFirst('approver-2', id, 'arrived'), 409, 'later-attempt-sent');
      await take(second, word);
      expect(await jsonOf(await answerFirst('approver-2', id, 'arrived'))).toMatchObject({ caseState: 'monitoring', payment: { state } });
      expect(await askedBack(id)).toHaveLength(state === 'cancelled' ? 1 : 0);
      expect(await house.paymentOf(id)).toMatchObject({ id: 'p2', state: state === 'paid' ? 'cancelled' : 'paid' });
    }
  });
});
