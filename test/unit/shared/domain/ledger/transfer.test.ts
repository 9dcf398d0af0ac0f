import { describe, expect, it } from 'vitest';
import { noMoney, post, reserve, voidRest } from '../../../../../shared/domain/ledger/case-money.ts';
import { changedBudget, counterChanges, emptyBudget } from '../../../../../shared/domain/ledger/counters.ts';
import { ACCOUNT_WORDS, ACCOUNTS } from '../../../../../shared/domain/ledger/kinds.ts';
import { type Transfer, transfer as transferSchema } from '../../../../../shared/domain/ledger/records.ts';
import {
  balancesOf,
  businessKey,
  moved,
  sumFen,
  type TransferFault,
  transferFaults,
} from '../../../../../shared/domain/ledger/transfer.ts';
import { act, actOfTwo, identityOf, must, newBooks } from '../../../../support/books.ts';

const { budgetId } = identityOf();
const books = newBooks();
books.open(1_000);
const good = must(reserve(noMoney('case1', 'case1'), books.budget(), 100, act())).transfer;
const [from, to] = good.postings as [Transfer['postings'][number], Transfer['postings'][number]];

describe('a transfer', () => {
  it('is sound as the rules make it, and comes back from its record unchanged', () => {
    expect(transferFaults(good)).toEqual([]);
    expect(transferFaults(books.journal[0] as Transfer)).toEqual([]);
    expect(transferSchema.parse(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  const FAULTY: readonly (readonly [string, Partial<Transfer>, TransferFault])[] = [
    ['that makes a fen', { postings: [from, { ...to, amountFen: 101 }] }, 'unbalanced'],
    ['with one side', { postings: [from] }, 'unbalanced'],
    ['between budgets that balances only in all', { postings: [from, { ...to, budgetId: 'other' }] }, 'unbalanced'],
    ['in dollars', { currency: 'USD' as 'CNY' }, 'foreign-currency'],
    [
      'of parts of a fen',
      {
        postings: [
          { ...from, amountFen: -0.5 },
          { ...to, amountFen: 0.5 },
        ],
      },
      'bad-amount',
    ],
    [
      'of nothing',
      {
        postings: [
          { ...from, amountFen: 0 },
          { ...to, amountFen: 0 },
        ],
      },
      'bad-amount',
    ],
    [
      'of more than there can be',
      {
        postings: [
          { ...from, amountFen: -(10 ** 15) - 1 },
          { ...to, amountFen: 10 ** 15 + 1 },
        ],
      },
      'bad-amount',
    ],
    [
      'the wrong way round',
      {
        postings: [
          { ...from, amountFen: 100 },
          { ...to, amountFen: -100 },
        ],
      },
      'wrong-account',
    ],
    ['to an account its kind does not give to', { postings: [from, { ...to, account: 'paid' }] }, 'wrong-account'],
    ['of money that is reserved for nobody', { postings: [from, { ...to, holder: null }] }, 'holder-missing'],
    ['of somebody’s money that is nobody’s yet', { postings: [{ ...from, holder: 'case1' }, to] }, 'holder-missing'],
    [
      'of two persons by one',
      { kind: 'increase', postings: [...moved('appropriation', 'available', { budgetId, amountFen: 1 })] },
      'second-person-missing',
    ],
    ['confirmed by who made it', { kind: 'close', confirmedBy: good.by, postings: [] }, 'second-person-missing'],
    ['that moves nothing', { postings: [] }, 'nothing-moved'],
    ['that opens no budget', { kind: 'open', confirmedBy: 'second', postings: [] }, 'nothing-opened'],
    [
      'that opens another budget than its own',
      { kind: 'open', confirmedBy: 'second', postings: [], opens: identityOf(2030) },
      'nothing-opened',
    ],
    ['that opens a budget beside what it does', { opens: identityOf() }, 'nothing-opened'],
  ];
  it.each(FAULTY)('%s is none', (_, change, fault) => {
    expect(transferFaults({ ...good, ...change })).toEqual([fault]);
  });

  it('reads from its record only what it can be', () => {
    for (const change of [
      { currency: 'USD' },
      { kind: 'gift' },
      { id: 'a#b' },
      { postings: [{ ...from, amountFen: 0.5 }] },
      { postings: [{ ...from, account: 'pocket' }] },
      { by: null },
    ])
      expect(transferSchema.safeParse({ ...good, ...change }).success).toBe(false);
  });

  it('is named by words that cannot run into each other', () => {
    expect(businessKey('case1', 'p1', 'post')).toBe('case1.p1.post');
    for (const word of ['', 'a.b', 'a#b', 'a b', '例']) expect(() => businessKey('case1', word)).toThrow(RangeError);
  });
});

describe('sums of fen', () => {
  it('are exact, or a fault', () => {
    expect(sumFen([])).toBe(0);
    expect(sumFen([10 ** 15, -(10 ** 15), 1])).toBe(1);
    expect(sumFen(Array.from({ length: 9 }, () => 10 ** 15))).toBe(9 * 10 ** 15);
    expect(() => sumFen(Array.from({ length: 10 }, () => 10 ** 15))).toThrow(RangeError);
    expect(() => sumFen([0.1, 0.2])).toThrow(RangeError);
  });

  it('stand on every account, also on those nothing moved on', () => {
    expect(balancesOf(good.postings)).toEqual({ appropriation: 0, available: -100, reserved: 100, paid: 0, recovered: 0, interest: 0 });
    expect(Object.keys(ACCOUNT_WORDS)).toEqual([...ACCOUNTS]);
  });
});

describe('the counters of a command', () => {
  it('move once for each budget, under the conditions of every step', () => {
    const reserved = must(reserve(noMoney('case1', 'case1'), books.budget(), 100, act()));
    const paid = must(post(reserved.money, { paymentId: 'p1', amountFen: 60 }, act()));
    const freed = must(voidRest(paid.money, act()));
    const [change, ...others] = counterChanges([reserved.transfer, paid.transfer, freed.transfer]);
    expect(others).toEqual([]);
    expect(change?.add).toMatchObject({ availableFen: -60, reservedFen: 0, paidFen: 60, transfers: 3 });
    expect(change?.require).toEqual({ open: 1, availableFen: 100 });
    expect(change?.short).toBe('budget-exhausted');
  });

  it('ask of a step what the steps before it left', () => {
    const reserved = must(reserve(noMoney('case1', 'case1'), books.budget(), 100, act()));
    const freed = must(voidRest(reserved.money, act()));
    const again = must(reserve(freed.money, { ...books.budget(), availableFen: 130 }, 130, act()));
    const [change] = counterChanges([freed.transfer, again.transfer]);
    expect(change?.require).toEqual({ open: 1, availableFen: 30, reservedFen: 100 });
  });

  it('do not move where one condition does not hold', () => {
    const empty = emptyBudget(identityOf());
    expect(changedBudget(empty, { add: { availableFen: -1 }, require: { availableFen: 1 } })).toBeUndefined();
    expect(changedBudget(empty, { add: { availableFen: 1 }, require: {} })).toEqual({ ...empty, availableFen: 1 });
  });

  it('of a budget that is opened begin with what it is', () => {
    const [change] = counterChanges([books.journal[0] as Transfer]);
    expect(change).toMatchObject({
      opens: identityOf(),
      add: { open: 1, allocatedFen: 1_000, availableFen: 1_000, transfers: 1 },
      short: 'anew',
    });
    expect(counterChanges([good])[0]?.opens).toBeNull();
    expect(actOfTwo('c').changeId).toBe('c');
  });
});
