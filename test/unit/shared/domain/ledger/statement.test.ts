import { describe, expect, it } from 'vitest';
import { draw, noMoney, post, reserve, voidRest } from '../../../../../shared/domain/ledger/case-money.ts';
import { rebuiltBudget } from '../../../../../shared/domain/ledger/counters.ts';
import type { Transfer } from '../../../../../shared/domain/ledger/records.ts';
import { explain, inOrder, reconcile, statementOf, tallyOf, trialBalance } from '../../../../../shared/domain/ledger/statement.ts';
import { act, identityOf, must, newBooks } from '../../../../support/books.ts';

const { budgetId } = identityOf();

/** A budget of 1,000: case1 was promised 300 and paid 200 of it; case2 gave all back; case3 drew 150 of a run that holds 250 more. */
function year() {
  const books = newBooks();
  const keep = <Made extends { transfer: Transfer }>(made: Made): Made => {
    expect(books.write(made.transfer)).toBe(true);
    return made;
  };
  books.open(1_000);
  const one = keep(must(reserve(noMoney('case1', 'case1'), books.budget(), 300, act())));
  const two = keep(must(reserve(noMoney('case2', 'case2'), books.budget(), 100, act())));
  keep(must(post(one.money, { paymentId: 'p1', amountFen: 200 }, act())));
  keep(must(voidRest(two.money, act())));
  const run = keep(must(reserve(noMoney('run1', null), books.budget(), 400, act())));
  keep(must(draw(run.money, noMoney('case3', 'case3'), 150, act())));
  return books;
}

describe('a statement', () => {
  it('runs an account line by line, whatever order the transfers come in', () => {
    const { journal } = year();
    const lines = statementOf({ budgetId, account: 'available' }, [...journal].reverse());
    expect(lines.map(({ transfer, amountFen, balanceFen }) => [transfer.kind, amountFen, balanceFen])).toEqual([
      ['open', 1_000, 1_000],
      ['reserve', -300, 700],
      ['reserve', -100, 600],
      ['void', 100, 700],
      ['reserve', -400, 300],
    ]);
    expect(statementOf({ budgetId, account: 'paid' }, journal).map(({ balanceFen }) => balanceFen)).toEqual([200]);
    expect(statementOf({ budgetId, account: 'available' }, journal.slice(1, 2), 1_000)[0]?.balanceFen).toBe(700);
    expect(statementOf({ budgetId: 'other', account: 'available' }, journal)).toEqual([]);
  });

  it('orders those of one instant by their keys', () => {
    const [, one, two] = year().journal as [Transfer, Transfer, Transfer];
    const at = one.at;
    expect(inOrder([{ ...two, at }, one]).map(({ id }) => id)).toEqual(['case1.reserve.1', 'case2.reserve.1']);
  });
});

describe('a trial balance', () => {
  it('is nothing in all, and says what each account took and gave', () => {
    const { accounts, totalFen, balanced } = trialBalance(tallyOf(budgetId, year().journal));
    expect([totalFen, balanced]).toEqual([0, true]);
    expect(accounts).toContainEqual({ account: 'reserved', inFen: 950, outFen: 450, balanceFen: 500 });
    expect(accounts).toContainEqual({ account: 'appropriation', inFen: 0, outFen: 1_000, balanceFen: -1_000 });
  });

  it('is the same in however many stretches the journal is added up', () => {
    const { journal } = year();
    const whole = tallyOf(budgetId, journal);
    for (let at = 0; at <= journal.length; at++)
      expect(tallyOf(budgetId, journal.slice(at), tallyOf(budgetId, journal.slice(0, at)))).toEqual(whole);
    expect(whole).toMatchObject({ open: 1, transfers: journal.length });
  });

  it('shows what does not balance', () => {
    const [first, ...rest] = year().journal as [Transfer, ...Transfer[]];
    const bad = { ...first, postings: first.postings.slice(1) };
    expect(trialBalance(tallyOf(budgetId, [bad, ...rest]))).toMatchObject({ totalFen: 1_000, balanced: false });
  });
});

describe('an explanation', () => {
  it('makes up a figure of the transfers of each case, and leaves out what came and went', () => {
    const books = year();
    const { totalFen, groups, settled } = explain({ budgetId, account: 'reserved' }, books.journal);
    expect(totalFen).toBe(books.budget().reservedFen);
    expect(
      groups.map(({ holder, caseId, amountFen, lines }) => [holder, caseId, amountFen, lines.map(({ transfer }) => transfer.id)]),
    ).toEqual([
      ['case1', 'case1', 100, ['case1.reserve.1', 'case1.p1.post']],
      ['run1', null, 250, ['run1.reserve.1', 'case3.reserve.1']],
      ['case3', 'case3', 150, ['case3.reserve.1']],
    ]);
    expect(settled).toBe(1);
    // Each at a place of its own, also where one entry begins several.
    expect(new Set(groups.map(({ place }) => place)).size).toBe(groups.length);
    expect(groups.map(({ place }) => place)).toEqual(groups.map(({ place }) => place).sort());
  });

  it('groups what is available by whom it was taken for', () => {
    const { groups, totalFen } = explain({ budgetId, account: 'available' }, year().journal);
    expect(groups.map(({ holder, amountFen }) => [holder, amountFen])).toEqual([
      [null, 1_000],
      ['case1', -300],
      ['run1', -400],
    ]);
    expect(totalFen).toBe(300);
  });
});

describe('counters and journal', () => {
  it('agree to the fen', () => {
    const books = year();
    expect(reconcile(books.budget(), tallyOf(budgetId, books.journal))).toEqual([]);
    expect(rebuiltBudget(identityOf(), books.journal)).toEqual(books.budget());
    expect(rebuiltBudget(identityOf(2030), books.journal)).toMatchObject({ open: 0, transfers: 0, allocatedFen: 0 });
  });

  it('name every figure on which they do not', () => {
    const books = year();
    expect(reconcile({ ...books.budget(), paidFen: 201 }, tallyOf(budgetId, books.journal))).toEqual([
      { field: 'paidFen', counter: 201, journal: 200 },
    ]);
    expect(reconcile(books.budget(), tallyOf(budgetId, books.journal.slice(0, -1)))).toEqual([
      { field: 'transfers', counter: 7, journal: 6 },
    ]);
    expect(reconcile({ ...books.budget(), open: 0 }, tallyOf(budgetId, books.journal))).toEqual([
      { field: 'open', counter: 0, journal: 1 },
    ]);
  });
});
