import { describe, expect, it } from 'vitest';
import { noMoney, reserve, voidRest } from '../../../../../shared/domain/ledger/case-money.ts';
import {
  allot,
  closeBudget,
  correctChange,
  decreaseBudget,
  increaseBudget,
  openBudget,
  rollUnspent,
} from '../../../../../shared/domain/ledger/change-budget.ts';
import type { Transfer } from '../../../../../shared/domain/ledger/records.ts';
import { transferFaults } from '../../../../../shared/domain/ledger/transfer.ts';
import { act, actOfTwo, identityOf, must, newBooks } from '../../../../support/books.ts';

const refusal = (code: string) => ({ ok: false, refusal: code });
const PART = identityOf(2026, 'JS-320583-01');

describe('a budget', () => {
  it('is named by year, payer, programme, and community', () => {
    expect(identityOf().budgetId).toBe('2026.finance-kunshan.community-broadband-subsidy');
    expect(PART.budgetId).toBe('2026.finance-kunshan.community-broadband-subsidy.JS-320583-01');
  });

  it('opens once, grows, shrinks by what nobody was promised, and closes', () => {
    const books = newBooks();
    books.open(1_000);
    expect(books.write(must(openBudget(identityOf(), 1, actOfTwo())))).toBe(false);
    books.write(must(increaseBudget(books.budget(), 500, actOfTwo('c1'))));
    expect(books.budget()).toMatchObject({ allocatedFen: 1_500, availableFen: 1_500, open: 1, transfers: 2 });
    const reserved = must(reserve(noMoney('case1', 'case1'), books.budget(), 900, act()));
    books.write(reserved.transfer);
    expect(decreaseBudget(books.budget(), 601, actOfTwo())).toEqual(refusal('budget-exhausted'));
    books.write(must(decreaseBudget(books.budget(), 100, actOfTwo('c2'))));
    const closing = must(closeBudget(books.budget(), actOfTwo()));
    books.write(closing);
    expect(books.budget()).toMatchObject({ allocatedFen: 900, availableFen: 0, reservedFen: 900, open: 0 });
    expect(closeBudget(books.budget(), actOfTwo())).toEqual(refusal('budget-closed'));
    expect(increaseBudget(books.budget(), 1, actOfTwo())).toEqual(refusal('budget-closed'));
    // What is given back to a closed budget can be promised to nobody, and is taken out of it.
    expect(books.write(must(voidRest(reserved.money, act())).transfer)).toBe(true);
    const late = must(reserve(noMoney('case2', 'case2'), { ...books.budget(), open: 1 }, 1, act()));
    expect(books.write(late.transfer)).toBe(false);
    expect(books.write(must(decreaseBudget(books.budget(), 900, actOfTwo('c3'))))).toBe(true);
    expect(books.budget()).toMatchObject({ allocatedFen: 0, availableFen: 0, reservedFen: 0 });
  });

  it('closes with what is there at that moment, or is decided anew', () => {
    const books = newBooks();
    books.open(1_000);
    const closing = must(closeBudget(books.budget(), actOfTwo()));
    books.write(must(reserve(noMoney('case1', 'case1'), books.budget(), 1, act())).transfer);
    expect(books.write(closing)).toBe(false);
    expect(books.write(must(closeBudget(books.budget(), actOfTwo())))).toBe(true);
  });

  it.each([
    ['open', () => openBudget(identityOf(2030), 5, act())],
    ['increase', (b: ReturnType<typeof newBooks>) => increaseBudget(b.budget(), 5, { ...act(), changeId: 'c' })],
    ['decrease', (b: ReturnType<typeof newBooks>) => decreaseBudget(b.budget(), 5, { ...act(), changeId: 'c' })],
    ['close', (b: ReturnType<typeof newBooks>) => closeBudget(b.budget(), { ...act(), confirmedBy: 'approver' })],
    ['allot', (b: ReturnType<typeof newBooks>) => allot(b.budget(), b.budget(PART.budgetId), 5, { ...act(), changeId: 'c' })],
    [
      'roll',
      (b: ReturnType<typeof newBooks>) => rollUnspent(b.budget(), b.budget(identityOf(2027).budgetId), 5, { ...act(), changeId: 'c' }),
    ],
    ['correct', (b: ReturnType<typeof newBooks>) => correctChange(b.journal[0] as Transfer, act())],
  ])('needs a second person to %s', (_, decide) => {
    const books = newBooks();
    books.open(1_000);
    books.open(0, PART);
    books.open(0, identityOf(2027));
    expect(decide(books)).toEqual(refusal('same-person'));
  });

  it.each([-1, 0, 0.5, 10 ** 15 + 1, Number.NaN])('is not changed by %d fen', (fen) => {
    const books = newBooks();
    books.open(1_000);
    for (const change of [increaseBudget, decreaseBudget])
      expect(change(books.budget(), fen, actOfTwo())).toEqual(refusal('amount-out-of-range'));
    if (fen !== 0) expect(openBudget(identityOf(2030), fen, actOfTwo())).toEqual(refusal('amount-out-of-range'));
  });

  it('never grows above the greatest amount', () => {
    const books = newBooks();
    books.open(10 ** 15);
    expect(increaseBudget(books.budget(), 1, actOfTwo())).toEqual(refusal('amount-out-of-range'));
  });
});

describe('a sub-budget', () => {
  const both = () => {
    const books = newBooks();
    books.open(1_000);
    books.open(0, PART);
    return books;
  };

  it('is allotted of the general part and gives back to it, each balanced by itself', () => {
    const books = both();
    const there = must(allot(books.budget(), books.budget(PART.budgetId), 300, actOfTwo('a1')));
    expect(transferFaults(there)).toEqual([]);
    books.write(there);
    expect(books.budget()).toMatchObject({ allocatedFen: 700, availableFen: 700 });
    expect(books.budget(PART.budgetId)).toMatchObject({ allocatedFen: 300, availableFen: 300 });
    expect(allot(books.budget(), books.budget(PART.budgetId), 701, actOfTwo())).toEqual(refusal('budget-exhausted'));
    books.write(must(allot(books.budget(PART.budgetId), books.budget(), 300, actOfTwo('a2'))));
    expect(books.budget()).toMatchObject({ allocatedFen: 1_000, availableFen: 1_000 });
  });

  it('deals with its own general part only', () => {
    const books = both();
    books.open(0, identityOf(2027));
    books.open(0, identityOf(2026, 'JS-320583-02'));
    const other = { ...books.budget(PART.budgetId), programmeId: 'other' };
    const refused = refusal('budgets-unrelated');
    expect(allot(books.budget(), other, 1, actOfTwo())).toEqual(refused);
    expect(allot(books.budget(), books.budget(), 1, actOfTwo())).toEqual(refused);
    expect(allot(books.budget(), books.budget(identityOf(2027).budgetId), 1, actOfTwo())).toEqual(refused);
    expect(allot(books.budget(PART.budgetId), books.budget(identityOf(2026, 'JS-320583-02').budgetId), 1, actOfTwo())).toEqual(refused);
    expect(rollUnspent(books.budget(identityOf(2027).budgetId), books.budget(), 1, actOfTwo())).toEqual(refused);
  });
});

describe('a change that was wrong', () => {
  it('stays, and is compensated once by its mirror image', () => {
    const books = newBooks();
    books.open(1_000);
    const wrong = must(increaseBudget(books.budget(), 500, actOfTwo('c1')));
    books.write(wrong);
    const correction = must(correctChange(wrong, actOfTwo()));
    expect(correction).toMatchObject({ kind: 'correct', corrects: wrong.id });
    expect(transferFaults(correction)).toEqual([]);
    expect(books.write(correction)).toBe(true);
    expect(books.write(must(correctChange(wrong, actOfTwo())))).toBe(false);
    expect(books.budget()).toMatchObject({ allocatedFen: 1_000, availableFen: 1_000, transfers: 3 });
    expect(books.journal).toContain(wrong);
  });

  it('is not corrected where its opposite is a step of its own, or what it gave is gone', () => {
    const books = newBooks();
    books.open(1_000);
    expect(correctChange(books.journal[0] as Transfer, actOfTwo())).toEqual(refusal('cannot-be-corrected'));
    const reserved = must(reserve(noMoney('case1', 'case1'), books.budget(), 1_000, act())).transfer;
    expect(correctChange(reserved, actOfTwo())).toEqual(refusal('cannot-be-corrected'));
    const more = must(increaseBudget(books.budget(), 500, actOfTwo('c1')));
    books.write(more);
    books.write(must(reserve(noMoney('case2', 'case2'), books.budget(), 1_100, act())).transfer);
    expect(books.write(must(correctChange(more, actOfTwo())))).toBe(false);
  });
});

describe('a year that ends', () => {
  it('gives what nobody was promised to a later one', () => {
    const books = newBooks();
    books.open(1_000);
    books.open(0, identityOf(2027));
    const next = identityOf(2027).budgetId;
    const roll = must(rollUnspent(books.budget(), books.budget(next), 400, actOfTwo('y1')));
    expect(transferFaults(roll)).toEqual([]);
    books.write(roll);
    expect(books.budget()).toMatchObject({ allocatedFen: 600, availableFen: 600 });
    expect(books.budget(next)).toMatchObject({ allocatedFen: 400, availableFen: 400 });
    expect(rollUnspent(books.budget(), { ...books.budget(next), open: 0 }, 1, actOfTwo())).toEqual(refusal('budget-closed'));
    expect(rollUnspent(books.budget(), books.budget(next), 601, actOfTwo())).toEqual(refusal('budget-exhausted'));
  });
});
