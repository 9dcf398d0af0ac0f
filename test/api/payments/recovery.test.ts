import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import { returnFile, returnOfAll, wordOn } from '../../support/bank.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paymentHouse } from './house.ts';

const house = paymentHouse();
const FEN = 600_000;
const never = (): never => {
  throw new Error('no such line');
};
const GROUND = '经核查，发票为虚开';

interface View {
  readonly recovery: {
    readonly id: string;
    readonly state: string;
    readonly owed: { readonly principalFen: number; readonly interestFen: number; readonly totalFen: number };
    readonly repayments: readonly { readonly principalFen: number; readonly interestFen: number }[];
  };
}

/** A case that was paid on 1 December. */
async function paid(...firms: string[]): Promise<string[]> {
  const ids = await house.toBePaid(...firms);
  const batch = await house.sent(ids);
  await jsonOf(await house.takeReturn('payer', batch, returnOfAll(batch)));
  return ids;
}
const recoveries = (id: string, path = '') => `/v1/cases/${id}/recoveries${path}`;
const notice = (person: string, id: string, body: unknown = { paymentId: 'p1', ground: GROUND }) =>
  house.as(person).post(recoveries(id), body);
const act = (person: string, id: string, verb: string, body?: unknown) => house.as(person).post(recoveries(id, `/r1/${verb}`), body);

let first = '';
let second = '';
let third = '';
beforeAll(async () => {
  const ids = await paid('false-claim', 'poor', 'denies');
  [first = '', second = '', third = ''] = ids;
  expect(house.faults).toEqual([]);
});

describe('money that must come back', () => {
  it('comes back in parts with its interest to the fen, interest first, and the books have both', { timeout: 60_000 }, async () => {
    house.clock.now = new Date('2027-03-01T02:00:00.000Z');
    const noticed = await jsonOf<View>(await notice('reviewer-2', first), 201);
    // 6,000 yuan at 3 % over 90 days of 365: 44.38 yuan.
    expect(noticed.recovery).toMatchObject({
      state: 'noticed',
      principalFen: FEN,
      paidOn: '2026-12-01',
      noticedOn: '2027-03-01',
      terms: { rateBp: 300, dayCount: 365, confidence: 'invented' },
      owed: { principalFen: FEN, interestFen: 4_438, totalFen: 604_438 },
    });
    expect((await notice('reviewer-2', first)).status).toBe(409);
    expect(await jsonOf(await act('false-claim-owner', first, 'agree'))).toMatchObject({ recovery: { state: 'agreed' } });

    const part = { bankSerial: 'in-1', on: '2027-03-01', amountFen: 200_000 };
    const one = await jsonOf<View>(await act('reviewer-2', first, 'repay', part));
    expect(one.recovery).toMatchObject({
      state: 'repaying',
      repayments: [{ principalFen: 200_000 - 4_438, interestFen: 4_438 }],
      owed: { principalFen: FEN - 195_562, interestFen: 0 },
    });
    expect((await act('reviewer-2', first, 'repay', part)).status).toBe(409);
    expect((await act('reviewer-2', first, 'repay', { ...part, bankSerial: 'in-2', amountFen: FEN })).status).toBe(422);
    expect((await act('reviewer-2', first, 'repay', { ...part, bankSerial: 'in-2', on: '2027-02-28' })).status).toBe(422);

    house.clock.now = new Date('2027-03-31T02:00:00.000Z');
    const { items } = await jsonOf<{ items: View['recovery'][] }>(await house.as('false-claim-owner').get(recoveries(first)));
    // 4,438.36 + 998.25 = 5,435.60 fen in all, rounded once to 5,436, less what was paid of it.
    const owed = items[0]?.owed.totalFen ?? 0;
    expect(owed).toBe(404_438 + 998);
    const last = await jsonOf<View>(await act('reviewer-2', first, 'repay', { bankSerial: 'in-2', on: '2027-03-31', amountFen: owed }));
    expect(last.recovery).toMatchObject({ state: 'settled', owed: { totalFen: 0 } });
    expect(await house.readBudget()).toMatchObject({ recoveredFen: FEN + 4_438 + 998, interestFen: 4_438 + 998, paidFen: 2 * FEN });
    const trial = await jsonOf(await house.as('auditor').get(`/v1/ledger/budgets/${house.budgetId}/trial-balance`));
    expect(trial).toMatchObject({ balanced: true, differences: [] });
    expect((await notice('reviewer-2', first)).status).toBe(409);
  });

  it('is given up only by two natural persons, the second of whom approves', { timeout: 60_000 }, async () => {
    await jsonOf(await notice('reviewer-2', second), 201);
    const why = { reason: '企业已破产清算' };
    expect((await act('approver-2', second, 'confirm-write-off')).status).toBe(409);
    await jsonOf(await act('approver-2', second, 'propose-write-off', why));
    expect((await act('approver-2', second, 'confirm-write-off')).status).toBe(403);
    expect((await act('reviewer-2', second, 'confirm-write-off')).status).toBe(403);
    // Who approved the case has acted in it.
    expect((await act('approver', second, 'confirm-write-off')).status).toBe(403);
    await jsonOf(await act('reviewer-3', second, 'refuse-write-off', why));
    await jsonOf(await act('reviewer-3', second, 'propose-write-off', why));
    expect(await jsonOf(await act('approver-2', second, 'confirm-write-off'))).toMatchObject({
      recovery: { state: 'written_off', writeOff: { confirmed: true, on: '2027-03-31' } },
    });
    expect((await act('reviewer-3', second, 'repay', { bankSerial: 'late', on: '2027-03-31', amountFen: 1 })).status).toBe(409);
  });

  it('may be disputed by who signs, and the dispute dismissed by another than who gave notice', { timeout: 60_000 }, async () => {
    await jsonOf(await notice('reviewer-2', third), 201);
    expect((await act('denies-preparer', third, 'dispute', { reason: '发票真实' })).status).toBe(403);
    expect((await act('reviewer-2', third, 'agree')).status).toBe(403);
    await jsonOf(await act('denies-owner', third, 'dispute', { reason: '发票真实' }));
    expect((await act('reviewer-2', third, 'dismiss-dispute', { reason: '已核实' })).status).toBe(403);
    expect(await jsonOf(await act('reviewer-3', third, 'dismiss-dispute', { reason: '已核实' }))).toMatchObject({
      recovery: { state: 'agreed', disputeReason: '发票真实' },
    });
    // Neither closed nor terminated while it is asked back; the applicant owes the next step, by the day it is to be paid.
    for (const [verb, who] of [
      ['close', 'reviewer-2'],
      ['terminate', 'approver-2'],
    ] as const) {
      const ifMatch = (await house.caseOf(third)).version;
      const body = verb === 'terminate' ? { reason: '项目结束' } : {};
      const refused = await house.as(who).post(`/v1/cases/${third}/${verb}`, body, { ifMatch });
      expect(await jsonOf(refused, 409), verb).toMatchObject({ type: expect.stringMatching(/recovery-open$/) });
    }
    expect(await house.caseOf(third)).toMatchObject({
      state: 'monitoring',
      owedBy: 'applicant',
      waitsFor: { code: 'repayment' },
      dueOn: '2027-04-30',
    });
  });

  it.each([
    ['an applicant', 'poor-owner', {}, 403],
    ['a reviewer of the case', 'reviewer', {}, 403],
    ['another region', 'far-reviewer', {}, 404],
    ['a payer', 'payer-3', {}, 403],
    ['a payment that is not there', 'reviewer-2', { paymentId: 'p9' }, 409],
    ['no ground', 'reviewer-2', { ground: ' ' }, 400],
    ['terms of one’s own', 'reviewer-2', { rateBp: 0 }, 400],
  ])('is not asked back by or with %s', async (_name, person, more, status) => {
    const before = await house.reader().readCase(second);
    expect((await notice(person, second, { paymentId: 'p1', ground: GROUND, ...more })).status).toBe(status);
    expect(await house.reader().readCase(second)).toEqual(before);
  });

  it.each([
    ['half a fen', { amountFen: 0.5 }],
    ['no amount', { amountFen: 0 }],
    ['a day that is none', { on: '2027-02-30' }],
    ['no booking of the bank', { bankSerial: '' }],
  ])('takes no repayment of %s', async (_name, more) => {
    const body = { bankSerial: 'in-9', on: '2027-03-31', amountFen: 1, ...more };
    expect((await act('reviewer-2', third, 'repay', body)).status).toBe(400);
  });
});

describe('one booking of the bank', () => {
  it('repays one recovery alone, however it is typed', { timeout: 60_000 }, async () => {
    const [one = '', two = ''] = await paid('books-once', 'books-again');
    for (const id of [one, two]) await jsonOf(await notice('reviewer-2', id), 201);
    const repay = { bankSerial: 'once-1', on: '2026-12-01', amountFen: 200_000 };
    await jsonOf(await act('reviewer-2', one, 'repay', repay));
    const before = await house.readBudget();
    for (const [id, bankSerial] of [
      [two, 'once-1'],
      [two, ' ONCE-１ '],
      [one, 'once-1'],
      [one, 'Once-1'],
    ] as const)
      await expectProblem(await act('reviewer-2', id, 'repay', { ...repay, bankSerial }), 409, 'repayment-repeated', '/bankSerial');
    expect(await house.readBudget()).toEqual(before);
    await jsonOf(await act('reviewer-2', two, 'repay', { ...repay, bankSerial: 'once-2' }));
  });
});

describe('a repayment that was entered wrongly', () => {
  const why = { repayment: 1, reason: '该笔到账属于另一企业' };

  it('is compensated by a second entry of two persons, and its booking is free for where it belongs', { timeout: 60_000 }, async () => {
    const [wrong = '', right = ''] = await paid('booked-wrongly', 'booked-rightly');
    for (const id of [wrong, right]) await jsonOf(await notice('reviewer-2', id), 201);
    const before = await house.readBudget();
    const on = '2026-12-01';
    const booking = { bankSerial: 'belongs-elsewhere', on, amountFen: FEN };
    await jsonOf(await act('reviewer-2', wrong, 'repay', booking));
    expect((await house.caseOf(wrong)).waitsFor).toBeNull();

    const proposed = await jsonOf<View>(await act('payer-3', wrong, 'propose-correction', why));
    expect(proposed.recovery).toMatchObject({
      state: 'settled',
      repayments: [{ n: 1, correction: { reason: why.reason, confirmed: false, on: null } }],
    });
    // The applicant is not told of what one person thinks.
    const { items } = await jsonOf<{ items: View['recovery'][] }>(await house.as('booked-wrongly-owner').get(recoveries(wrong)));
    expect(items[0]?.repayments).toMatchObject([{ correction: null }]);
    expect(await house.readBudget()).toMatchObject({ recoveredFen: (before?.recoveredFen ?? 0) + booking.amountFen });
    await expectProblem(await act('reviewer-2', wrong, 'propose-correction', why), 409, 'correction-proposed');
    await expectProblem(await act('reviewer-2', right, 'repay', booking), 409, 'repayment-repeated', '/bankSerial');

    // Who has the case at hand, as an approver has it, has decided nothing of it.
    const ifMatch = (await house.caseOf(wrong)).version;
    await jsonOf(await house.as('approver-2').post(`/v1/cases/${wrong}/take`, undefined, { ifMatch }));
    const confirmed = await jsonOf<View>(await act('approver-2', wrong, 'confirm-correction', { repayment: 1 }));
    expect(confirmed.recovery).toMatchObject({
      state: 'noticed',
      answerDueOn: '2026-12-16',
      owed: { principalFen: FEN },
      repayments: [{ amountFen: booking.amountFen, correction: { reason: why.reason, confirmed: true, on: on } }],
    });
    expect(await house.readBudget()).toEqual({ ...before, transfers: (before?.transfers ?? 0) + 2 });
    expect(await house.caseOf(wrong)).toMatchObject({ waitsFor: { code: 'repayment' }, owedBy: 'applicant' });
    await expectProblem(await act('approver-2', wrong, 'confirm-correction', { repayment: 1 }), 409, 'repayment-corrected');
    await expectProblem(await act('reviewer-2', wrong, 'propose-correction', why), 409, 'repayment-corrected');

    // Both entries stand in the books, each naming the other.
    const lines = await jsonOf<{ items: Record<string, unknown>[] }>(
      await house.as('auditor').get(`/v1/ledger/budgets/${house.budgetId}/statement?account=recovered&limit=100`),
    );
    const [older, newer] = lines.items.filter(({ caseId }) => caseId === wrong);
    expect(older).toMatchObject({ kind: 'recover', amountFen: booking.amountFen, correctedAt: newer?.at, correctable: false });
    expect(newer).toMatchObject({ kind: 'correct', amountFen: -booking.amountFen, corrects: older?.transferId, correctsAt: older?.at });
    expect(newer).toMatchObject({ reason: why.reason, by: 'payer-3', confirmedBy: 'approver-2' });

    expect(await jsonOf(await act('reviewer-2', right, 'repay', booking))).toMatchObject({ recovery: { state: 'settled' } });
    await expectProblem(await act('reviewer-2', wrong, 'repay', booking), 409, 'repayment-repeated', '/bankSerial');
    await jsonOf(await act('reviewer-2', wrong, 'repay', { ...booking, bankSerial: 'its-own', amountFen: 100 }));
    const trial = await jsonOf(await house.as('auditor').get(`/v1/ledger/budgets/${house.budgetId}/trial-balance`));
    expect(trial).toMatchObject({ balanced: true, differences: [] });
    expect(house.faults).toEqual([]);
  });

  it('is corrected by nobody alone, and may be left as it is', { timeout: 60_000 }, async () => {
    const [id = ''] = await paid('booked-well');
    await jsonOf(await notice('reviewer-2', id), 201);
    await jsonOf(await act('reviewer-2', id, 'repay', { bankSerial: 'well', on: '2026-12-01', amountFen: 200_000 }));
    const confirm = (person: string) => act(person, id, 'confirm-correction', { repayment: 1 });
    await expectProblem(await confirm('approver-2'), 409, 'no-correction');
    await jsonOf(await act('approver-2', id, 'propose-correction', why));
    const before = await house.readBudget();
    await expectProblem(await confirm('approver-2'), 403, 'same-person-twice');
    expect((await confirm('reviewer-3')).status).toBe(403);
    expect((await confirm('booked-well-owner')).status).toBe(403);
    // Who approved the case has acted in it.
    expect((await confirm('approver')).status).toBe(403);
    expect((await confirm('far-reviewer')).status).toBe(404);
    expect(await jsonOf(await act('payer-3', id, 'refuse-correction', { ...why, reason: '与银行流水一致' }))).toMatchObject({
      recovery: { state: 'repaying', repayments: [{ correction: null }] },
    });
    await expectProblem(await confirm('approver-2'), 409, 'no-correction');
    await expectProblem(await act('reviewer-2', id, 'propose-correction', { ...why, repayment: 2 }), 422, 'repayment-unknown');
    expect((await act('booked-well-owner', id, 'propose-correction', why)).status).toBe(403);
    expect((await act('reviewer-2', id, 'propose-correction', { ...why, reason: ' ' })).status).toBe(400);
    expect((await act('reviewer-2', id, 'propose-correction', { ...why, repayment: 0 })).status).toBe(400);
    expect(await house.readBudget()).toEqual(before);
  });

  it('opens what had ended, also where the case has', { timeout: 60_000 }, async () => {
    const [id = ''] = await paid('ended-early');
    await jsonOf(await notice('reviewer-2', id), 201);
    const { recovery } = await jsonOf<View>(
      await act('reviewer-2', id, 'repay', { bankSerial: 'ended', on: '2026-12-01', amountFen: FEN }),
    );
    expect(recovery.state).toBe('settled');
    await jsonOf(await act('reviewer-2', id, 'propose-correction', why));
    for (const person of ['reviewer-2', 'reviewer-3'])
      await jsonOf(await house.as(person).post(`/v1/cases/${id}/close`, {}, { ifMatch: (await house.caseOf(id)).version }));
    expect(await house.caseOf(id)).toMatchObject({ state: 'closed', waitsFor: null });
    await jsonOf(await act('approver-2', id, 'confirm-correction', { repayment: 1 }));
    expect(await house.caseOf(id)).toMatchObject({ state: 'closed', waitsFor: { code: 'repayment' }, owedBy: 'applicant' });
  });
});

describe('money the bank sends back whole', () => {
  it('is not asked back any more: the recovery ends with it, and nothing is owed', { timeout: 60_000 }, async () => {
    const [id = ''] = await house.toBePaid('asked-and-bounced');
    const batch = await house.sent([id]);
    const line = batch.lines[0] ?? never();
    await jsonOf(await house.takeReturn('payer', batch, returnFile(batch, [wordOn(line)])));
    await jsonOf(await notice('reviewer-2', id), 201);
    await jsonOf(await house.takeReturn('payer', batch, returnFile(batch, [wordOn(line, '退汇')])));
    const { items } = await jsonOf<{ items: View['recovery'][] }>(await house.as('reviewer-2').get(recoveries(id)));
    expect(items).toMatchObject([{ state: 'settled', owed: { principalFen: 0, interestFen: 0, totalFen: 0 } }]);
    expect((await act('reviewer-2', id, 'repay', { bankSerial: 'after', on: '2026-12-01', amountFen: 1 })).status).toBe(409);
    // Paid anew, it can be asked back anew.
    await jsonOf(await house.onPayment('payer', id, 'retry'));
    const again = await house.sent([id]);
    await jsonOf(await house.takeReturn('payer', again, returnFile(again, [wordOn(again.lines[0] ?? never())])));
    await jsonOf(await notice('reviewer-2', id), 201);
  });
});

describe('money of which some came back', () => {
  it('is not sent back whole by the bank once part of it has come: the file is refused, the case flagged, the batch goes on', {
    timeout: 60_000,
  }, async () => {
    const ids = await house.toBePaid('bounces', 'beside');
    const batch = await house.sent(ids);
    const paidAll = batch.lines.map((line) => wordOn(line));
    await jsonOf(await house.takeReturn('payer', batch, returnFile(batch, paidAll)));
    const [id = '', beside = ''] = ids;
    await jsonOf(await notice('reviewer-2', id), 201);
    await jsonOf(await act('reviewer-2', id, 'repay', { bankSerial: 'part', on: '2026-12-01', amountFen: 200_000 }));
    const before = await house.readBudget();
    const back = (at: number) => returnFile(batch, [wordOn(batch.lines[at] ?? never(), '退汇')]);
    const refused = await house.takeReturn('payer', batch, back(0));
    await expectProblem(refused, 422, 'return-file-refused', '/file/rows/0/outcome');
    expect(await house.readBudget()).toEqual(before);
    expect(await house.paymentOf(id)).toMatchObject({
      state: 'paid',
      contradictions: [{ stands: 'paid', says: 'returned', answered: false }],
    });
    expect(await jsonOf(await house.takeReturn('payer', batch, back(1)))).toMatchObject({ rows: [{ caseId: beside, state: 'reversed' }] });
  });
});
