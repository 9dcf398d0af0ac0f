import { describe, expect, it } from 'vitest';
import {
  correctRecovery,
  draw,
  heldFen,
  noMoney,
  post,
  rebuiltMoney,
  recover,
  reserve,
  reversePost,
  rollHeld,
  voidRest,
} from '../../../../../shared/domain/ledger/case-money.ts';
import { type CaseMoney, caseMoney, type Transfer } from '../../../../../shared/domain/ledger/records.ts';
import { mirrored, transferFaults } from '../../../../../shared/domain/ledger/transfer.ts';
import { act, actOfTwo, identityOf, must, newBooks } from '../../../../support/books.ts';

const books = () => {
  const made = newBooks();
  made.open(1_000_000);
  return made;
};
const refusal = (code: string) => ({ ok: false, refusal: code });
const NEW = noMoney('case1', 'case1');

/** A case with 200,000 fen reserved, of which 150,000 were paid in one payment. */
function paidCase() {
  const own = books();
  const transfers: Transfer[] = [];
  const step = (made: { money: CaseMoney; transfer: Transfer }) => {
    expect(transferFaults(made.transfer)).toEqual([]);
    expect(own.write(made.transfer)).toBe(true);
    transfers.push(made.transfer);
    return made.money;
  };
  const reserved = step(must(reserve(NEW, own.budget(), 200_000, act())));
  const money = step(must(post(reserved, { paymentId: 'p1', amountFen: 150_000 }, act())));
  return { own, transfers, step, reserved, money };
}

describe('a reservation', () => {
  it('takes out of what is available, under a key that says which it is', () => {
    const own = books();
    const { money, transfer } = must(reserve(NEW, own.budget(), 200_000, act()));
    expect(transfer).toMatchObject({ id: 'case1.reserve.1', kind: 'reserve', caseId: 'case1', holder: 'case1', seq: 1, confirmedBy: null });
    expect(money).toMatchObject({ reservedFen: 200_000, reservations: 1, budgetId: identityOf().budgetId });
    expect(own.write(transfer)).toBe(true);
    expect(own.budget()).toMatchObject({ allocatedFen: 1_000_000, availableFen: 800_000, reservedFen: 200_000, transfers: 2 });
  });

  it.each([
    ['of nothing', 0, 'amount-out-of-range'],
    ['of less than nothing', -1, 'amount-out-of-range'],
    ['of half a fen', 0.5, 'amount-out-of-range'],
    ['of more than any amount', 10 ** 15 + 1, 'amount-out-of-range'],
    ['of a fen too much', 1_000_001, 'budget-exhausted'],
  ])('%s is refused', (_, amountFen, code) => {
    expect(reserve(NEW, books().budget(), amountFen, act())).toEqual(refusal(code));
  });

  it('is one at a time, and of an open budget', () => {
    const { own, reserved } = paidCase();
    expect(reserve(reserved, own.budget(), 1, act())).toEqual(refusal('already-reserved'));
    expect(reserve(NEW, { ...own.budget(), open: 0 }, 1, act())).toEqual(refusal('budget-closed'));
  });

  it('has a key nobody else can have', () => {
    expect(() => reserve(noMoney('case1.reserve', null), books().budget(), 1, act())).toThrow(RangeError);
  });

  it('is given back whole, and made anew under the next number', () => {
    const { own, step, reserved } = paidCase();
    const back = step(must(voidRest({ ...reserved, held: { [own.budget().budgetId]: 50_000 } }, act())));
    expect(heldFen(back)).toBe(0);
    expect(back).toMatchObject({ voidedFen: 50_000, voids: 1 });
    expect(own.budget()).toMatchObject({ availableFen: 850_000, reservedFen: 0, paidFen: 150_000 });
    expect(voidRest(back, act())).toEqual(refusal('nothing-reserved'));
    expect(must(reserve(back, own.budget(), 1, act())).transfer.id).toBe('case1.reserve.2');
  });
});

describe('a payment', () => {
  it('is posted once, and never above what is reserved', () => {
    const { money, reserved } = paidCase();
    expect(money).toMatchObject({ postedFen: 150_000, payments: { p1: { postedFen: 150_000, times: 1 } } });
    expect(heldFen(money)).toBe(50_000);
    expect(post(money, { paymentId: 'p1', amountFen: 1 }, act())).toEqual(refusal('payment-posted'));
    expect(post(money, { paymentId: 'p2', amountFen: 50_001 }, act())).toEqual(refusal('over-posted'));
    expect(post(NEW, { paymentId: 'p1', amountFen: 1 }, act())).toEqual(refusal('nothing-reserved'));
    expect(post(reserved, { paymentId: 'p1', amountFen: 0 }, act())).toEqual(refusal('amount-out-of-range'));
  });

  it('has one key however often it is tried, until the bank returned it', () => {
    const { money, reserved, step } = paidCase();
    expect(must(post(reserved, { paymentId: 'p1', amountFen: 1 }, act())).transfer.id).toBe('case1.p1.post');
    const back = step(must(reversePost(money, 'p1', act())));
    expect(back).toMatchObject({ postedFen: 0, payments: { p1: { postedFen: 0, times: 1 } } });
    expect(heldFen(back)).toBe(200_000);
    expect(reversePost(back, 'p1', act())).toEqual(refusal('payment-not-posted'));
    const again = must(post(back, { paymentId: 'p1', amountFen: 150_000 }, act()));
    expect(again.transfer.id).toBe('case1.p1.post.2');
    expect(must(reversePost(step(again), 'p1', act())).transfer.id).toBe('case1.p1.reverse-post.2');
  });
});

describe('a recovery', () => {
  const back = (principalFen: number, interestFen: number, repaymentId = 'r1') => ({
    paymentId: 'p1',
    repaymentId,
    principalFen,
    interestFen,
  });

  it('goes to the treasury with its interest, and never above what was paid', () => {
    const { own, money, step } = paidCase();
    const some = step(must(recover(money, back(100_000, 1_234), act())));
    expect(some).toMatchObject({ postedFen: 150_000, recoveredFen: 100_000, payments: { p1: { interestFen: 1_234 } } });
    expect(own.budget()).toMatchObject({ paidFen: 50_000, recoveredFen: 101_234, interestFen: 1_234, availableFen: 800_000 });
    expect(recover(some, back(50_001, 0, 'r2'), act())).toEqual(refusal('over-recovered'));
    expect(recover(some, back(0, 0, 'r2'), act())).toEqual(refusal('amount-out-of-range'));
    expect(recover(some, back(1, -1, 'r2'), act())).toEqual(refusal('amount-out-of-range'));
    expect(recover(some, { ...back(1, 0), paymentId: 'p9' }, act())).toEqual(refusal('payment-not-posted'));
    expect(reversePost(some, 'p1', act())).toEqual(refusal('over-recovered'));
    const all = step(must(recover(some, back(50_000, 0, 'r2'), act())));
    expect(own.budget()).toMatchObject({ paidFen: 0, recoveredFen: 151_234 });
    expect(all.recoveredFen).toBe(150_000);
  });

  it('that was booked wrongly is compensated once, by two persons, to the fen', () => {
    const { own, money, step, transfers } = paidCase();
    const before = own.budget();
    const booked = step(must(recover(money, back(100_000, 1_234), act())));
    const older = transfers.at(-1) as Transfer;
    const wrong = back(100_000, 1_234);
    expect(correctRecovery(booked, wrong, act())).toEqual(refusal('same-person'));
    for (const other of [back(100_001, 0), back(0, 1_235), { ...wrong, paymentId: 'p9' }])
      expect(correctRecovery(booked, other, actOfTwo())).toEqual(refusal('cannot-be-corrected'));
    const corrected = must(correctRecovery(booked, wrong, actOfTwo()));
    expect(corrected.transfer.postings).toEqual(mirrored(older.postings));
    expect(corrected.transfer).toMatchObject({ id: 'case1.p1.r1.recover.correct', corrects: older.id, seq: 4 });
    expect(step(corrected)).toMatchObject({ recoveredFen: 0, payments: { p1: { recoveredFen: 0, interestFen: 0 } } });
    expect(own.budget()).toEqual({ ...before, transfers: before.transfers + 2 });
    expect(own.write(must(correctRecovery(booked, wrong, actOfTwo())).transfer)).toBe(false);
  });
});

describe('a run', () => {
  it('reserves for all at once, and each case draws its share under the key of its own reservation', () => {
    const own = books();
    const reserved = must(reserve(noMoney('run1', null), own.budget(), 500_000, act()));
    own.write(reserved.transfer);
    const first = must(draw(reserved.money, NEW, 200_000, act()));
    expect(first.transfer).toMatchObject({ id: 'case1.reserve.1', kind: 'draw', caseId: 'case1', holder: 'case1' });
    expect(transferFaults(first.transfer)).toEqual([]);
    expect(own.write(first.transfer)).toBe(true);
    expect(own.write(must(reserve(NEW, own.budget(), 1, act())).transfer)).toBe(false);
    expect(post(first.run, { paymentId: 'p1', amountFen: 1 }, act())).toEqual(refusal('nothing-reserved'));
    expect(own.budget()).toMatchObject({ availableFen: 500_000, reservedFen: 500_000, transfers: 3 });
    expect([heldFen(first.run), heldFen(first.money)]).toEqual([300_000, 200_000]);
    expect(draw(first.run, first.money, 1, act())).toEqual(refusal('already-reserved'));
    expect(draw(first.run, noMoney('case2', 'case2'), 300_001, act())).toEqual(refusal('budget-exhausted'));
    expect(draw(NEW, noMoney('case2', 'case2'), 1, act())).toEqual(refusal('nothing-reserved'));
    own.write(must(voidRest(first.run, act())).transfer);
    expect(own.budget()).toMatchObject({ availableFen: 800_000, reservedFen: 200_000 });
  });
});

describe('a year that ends', () => {
  it('takes what a case still holds into the next, and leaves what was paid where it was', () => {
    const { own, money, step } = paidCase();
    const old = own.budget();
    const next = own.open(10, identityOf(2027));
    expect(rollHeld(money, old, next, act())).toEqual(refusal('same-person'));
    expect(rollHeld(money, next, old, actOfTwo())).toEqual(refusal('budgets-unrelated'));
    expect(rollHeld(money, old, { ...next, open: 0 }, actOfTwo())).toEqual(refusal('budget-closed'));
    expect(rollHeld(NEW, old, next, actOfTwo())).toEqual(refusal('nothing-reserved'));
    const rolled = step(must(rollHeld(money, old, next, actOfTwo())));
    expect(rolled).toMatchObject({ budgetId: next.budgetId, held: { [next.budgetId]: 50_000 }, reservedFen: 200_000, rolls: 1 });
    expect(own.budget()).toMatchObject({ allocatedFen: 950_000, reservedFen: 0, paidFen: 150_000 });
    expect(own.budget(next.budgetId)).toMatchObject({ allocatedFen: 50_010, reservedFen: 50_000, availableFen: 10 });
    // The bank returns the payment of the old year: it is reserved where it was paid from, and paid from there again.
    const returned = step(must(reversePost(rolled, 'p1', act())));
    expect(returned.held).toEqual({ [old.budgetId]: 150_000, [next.budgetId]: 50_000 });
    expect(post(returned, { paymentId: 'p2', amountFen: 150_001 }, act())).toEqual(refusal('over-posted'));
    expect(must(post(returned, { paymentId: 'p1', amountFen: 150_000 }, act())).transfer.budgetId).toBe(old.budgetId);
    expect(step(must(voidRest(returned, act()))).held).toEqual({});
    expect(own.budget()).toMatchObject({ availableFen: 950_000, reservedFen: 0 });
    expect(own.budget(next.budgetId)).toMatchObject({ availableFen: 50_010, reservedFen: 0 });
  });
});

describe('the money of a case', () => {
  it('is the fold of its transfers, one later than the other', () => {
    const { money, step, transfers } = paidCase();
    const early = { ...act(), at: '2020-01-01T00:00:00.000Z' };
    const end = step(must(voidRest(money, early)));
    expect(rebuiltMoney('case1', 'case1', transfers)).toEqual(end);
    expect(transfers.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(transfers.map(({ at }) => at)).toEqual([...transfers.map(({ at }) => at)].sort());
    expect(new Set(transfers.map(({ at }) => at)).size).toBe(3);
    expect(caseMoney.parse(JSON.parse(JSON.stringify(end)))).toEqual(end);
    expect(end.reservedFen - end.postedFen - end.voidedFen).toBe(heldFen(end));
  });
});
