import { describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/domain/kernel/result.ts';
import {
  correctRecovery,
  type MoneyMove,
  noMoney,
  post,
  rebuiltMoney,
  recover,
  reserve,
  reversePost,
  rollHeld,
  voidRest,
} from '../../../shared/domain/ledger/case-money.ts';
import { correctChange, increaseBudget } from '../../../shared/domain/ledger/change-budget.ts';
import { rebuiltBudget } from '../../../shared/domain/ledger/counters.ts';
import type { Budget, BudgetIdentity, CaseMoney, Transfer } from '../../../shared/domain/ledger/records.ts';
import type { LedgerRefusal } from '../../../shared/domain/ledger/refusals.ts';
import { reconcile, tallyOf, trialBalance } from '../../../shared/domain/ledger/statement.ts';
import { balancesOf, mirrored } from '../../../shared/domain/ledger/transfer.ts';
import { firstBrokenLink } from '../../../shared/store/audit-chain.ts';
import type { CommitOutcome } from '../../../shared/store/commit.ts';
import { ledgerPartition, transferKey } from '../../../shared/store/keys/money.ts';
import { transferBreaches } from '../../../shared/store/transfer-hash.ts';
import { act, actOfTwo, must } from '../../support/books.ts';
import { ownTables } from '../../support/tables.ts';
import { createLedger, type Ledger, newHolder, newIdentity } from './house.ts';
import { AT_ONCE, MUTANTS } from './mutants.ts';

const { client, names } = ownTables();

/** Everything but the figures of a fault is the same in both: the check says whether the invariant holds of a ledger. */
type Check = (ledger: Ledger) => Promise<boolean>;
const kinds = (outcomes: readonly CommitOutcome[]) => outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind));
const many = <Made>(make: (index: number) => Promise<Made>): Promise<Made[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, index) => make(index)));
/** The order of fields is the database's own. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, one]) => [field, sorted(one)]));
};
const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const reserveFor = (ledger: Ledger, holder: string, budget: Budget, fen: number) =>
  ledger.command(holder, (money) => reserve(money, budget, fen, act()));
const newReservation = (budget: Budget, fen: number, holder = newHolder()): Transfer =>
  must(reserve(noMoney(holder, holder), budget, fen, act())).transfer;
/** Whether a transfer was taken, by whatever way it was not. */
const isTaken = (ledger: Ledger, transfer: Transfer): Promise<boolean> =>
  ledger.write([transfer], newHolder()).then(
    ({ kind }) => kind === 'committed',
    () => false,
  );

type Step = (money: CaseMoney) => Result<MoneyMove, LedgerRefusal>;
async function live(ledger: Ledger, holder: string, ...steps: readonly Step[]): Promise<void> {
  for (const step of steps) await ledger.command(holder, step);
}

/** The life of two cases: one paid, returned, paid again and recovered; the other given back. Ends with the budget. */
async function lives(ledger: Ledger): Promise<{ budget: Budget; holders: readonly [string, string]; next: Budget }> {
  const identity = newIdentity();
  const budget = await ledger.open(100_000, identity);
  const later: BudgetIdentity = { ...identity, fiscalYear: 2027, budgetId: identity.budgetId.replace('2026', '2027') };
  const next = await ledger.open(1, later);
  const [paid, back] = [newHolder(), newHolder()];
  await live(
    ledger,
    paid,
    (money) => reserve(money, budget, 30_000, act()),
    (money) => post(money, { paymentId: 'p1', amountFen: 20_000 }, act()),
    (money) => reversePost(money, 'p1', act()),
    (money) => post(money, { paymentId: 'p1', amountFen: 20_000 }, act()),
    (money) => recover(money, { paymentId: 'p1', repaymentId: 'r1', principalFen: 5_000, interestFen: 77 }, act()),
    (money) => rollHeld(money, budget, next, actOfTwo()),
  );
  await live(
    ledger,
    back,
    (money) => reserve(money, budget, 40_000, act()),
    (money) => voidRest(money, act()),
  );
  return { budget: await ledger.budget(budget.budgetId), holders: [paid, back], next: await ledger.budget(next.budgetId) };
}

/** Whether the journal has both entries of a correction, the older as it was, and nothing is left of the two. */
async function isCompensated(ledger: Ledger, before: Transfer, figures: Budget): Promise<boolean> {
  const journal = await ledger.journal(before.budgetId);
  const [older, ...twice] = journal.filter(({ id }) => id === before.id);
  const [newer, ...more] = journal.filter(({ corrects }) => corrects === before.id);
  if (!older || !newer || twice.length + more.length > 0) return false;
  const left = balancesOf([...older.postings, ...newer.postings]);
  const { transfers, ...now } = await ledger.budget(before.budgetId);
  return same(older, before) && Object.values(left).every((fen) => fen === 0) && same(now, { ...figures, transfers: undefined });
}

const INVARIANTS: Readonly<Record<string, readonly [sentence: string, check: Check]>> = {
  'INV-01': [
    'every transfer balances: what one account gains, others lose',
    async (ledger) => {
      const budget = await ledger.open(1_000);
      const sound = newReservation(budget, 100);
      const [from, to] = sound.postings;
      const taken = from && to && (await isTaken(ledger, { ...sound, postings: [from, { ...to, amountFen: 101 }] }));
      return !taken && trialBalance(tallyOf(budget.budgetId, await ledger.journal(budget.budgetId))).balanced;
    },
  ],
  'INV-02': [
    'the journal is only ever added to',
    async (ledger) => {
      const budget = await ledger.open(1_000);
      const transfer = newReservation(budget, 100);
      await ledger.write([transfer], newHolder());
      const before = await ledger.rows(ledgerPartition(budget.budgetId));
      await isTaken(ledger, { ...transfer, reason: 'another' });
      const after = await ledger.rows(ledgerPartition(budget.budgetId));
      return before.every((row) => after.some((one) => same(one, row)));
    },
  ],
  'INV-03': [
    'the chain of hashes covers every transfer',
    async (ledger) => {
      const { budget, holders, next } = await lives(ledger);
      const chains = await Promise.all([...holders, budget.payerId].map(ledger.chain));
      const transfers = [...(await ledger.journal(budget.budgetId)), ...(await ledger.journal(next.budgetId))];
      const distinct = [...new Map(transfers.map((one) => [one.id, one])).values()];
      return chains.every((chain) => firstBrokenLink(chain) === undefined) && transferBreaches(chains.flat(), distinct).length === 0;
    },
  ],
  'INV-04': [
    'a duplicate does nothing, whether it comes at the same instant or says a later one',
    async (ledger) => {
      const budget = await ledger.open(1_000);
      const transfer = newReservation(budget, 100);
      const first = await ledger.write([transfer], newHolder());
      const before = await ledger.budget(budget.budgetId);
      const second = await ledger.write([transfer], newHolder());
      const third = await ledger.write([{ ...transfer, at: act().at }], newHolder());
      return (
        same(kinds([first, second, third]), ['committed', 'duplicate-transfer', 'duplicate-transfer']) &&
        same(await ledger.budget(budget.budgetId), before)
      );
    },
  ],
  'INV-05': [
    'duplicates at the same time are one',
    async (ledger) => {
      const budget = await ledger.open(1_000_000);
      const transfer = newReservation(budget, 100);
      const outcomes = kinds(await many(() => ledger.write([{ ...transfer, at: act().at }], newHolder())));
      const { reservedFen, transfers } = await ledger.budget(budget.budgetId);
      return outcomes.filter((one) => one === 'committed').length === 1 && reservedFen === 100 && transfers === 2;
    },
  ],
  'INV-06': [
    'no move of a hot account is lost',
    async (ledger) => {
      const budget = await ledger.open(1_000_000);
      const outcomes = kinds(await many((index) => reserveFor(ledger, newHolder(), budget, 10 ** (index % 5))));
      const wanted = Array.from({ length: AT_ONCE }, (_, index) => 10 ** (index % 5)).reduce((sum, fen) => sum + fen, 0);
      const { reservedFen, availableFen } = await ledger.budget(budget.budgetId);
      return outcomes.every((one) => one === 'committed') && reservedFen === wanted && availableFen === 1_000_000 - wanted;
    },
  ],
  'INV-07': [
    'value is conserved: what was put in is somewhere',
    async (ledger) => {
      const { budget, next } = await lives(ledger);
      return [budget, next].every(
        ({ allocatedFen, interestFen, availableFen, reservedFen, paidFen, recoveredFen }) =>
          availableFen + reservedFen + paidFen + recoveredFen === allocatedFen + interestFen,
      );
    },
  ],
  'INV-08': [
    'a balance is the projection of the journal',
    async (ledger) => {
      const { budget, next } = await lives(ledger);
      const differences = await Promise.all(
        [budget, next].map(async (one) => reconcile(one, tallyOf(one.budgetId, await ledger.journal(one.budgetId)))),
      );
      return differences.flat().length === 0;
    },
  ],
  'INV-09': [
    'nothing is overdrawn, however many drain it',
    async (ledger) => {
      const budget = await ledger.open(999);
      const outcomes = kinds(await many(() => reserveFor(ledger, newHolder(), budget, 100)));
      const { availableFen, reservedFen } = await ledger.budget(budget.budgetId);
      return (
        outcomes.filter((one) => one === 'committed').length === 9 &&
        outcomes.filter((one) => one === 'budget-exhausted').length === AT_ONCE - 9 &&
        availableFen === 99 &&
        reservedFen === 900
      );
    },
  ],
  'INV-10': [
    'no fen is lost to precision',
    async (ledger) => {
      const budget = await ledger.open(10 ** 15);
      for (const fen of [333_333_333_333_333, 333_333_333_333_333, 333_333_333_333_333]) await reserveFor(ledger, newHolder(), budget, fen);
      const { availableFen, reservedFen, allocatedFen } = await ledger.budget(budget.budgetId);
      const sound = newReservation(budget, 1);
      const halves = { ...sound, postings: sound.postings.map((one) => ({ ...one, amountFen: one.amountFen / 2 })) };
      return availableFen === 1 && reservedFen === 999_999_999_999_999 && allocatedFen === 10 ** 15 && !(await isTaken(ledger, halves));
    },
  ],
  'INV-11': [
    'currencies do not mix',
    async (ledger) => {
      const budget = await ledger.open(1_000);
      const taken = await isTaken(ledger, { ...newReservation(budget, 100), currency: 'USD' as 'CNY' });
      const rows = await ledger.rows(ledgerPartition(budget.budgetId));
      return !taken && rows.every(({ currency }) => currency === 'CNY') && (await ledger.budget(budget.budgetId)).availableFen === 1_000;
    },
  ],
  'INV-12': [
    'what is reversed is compensated by a new entry, and stays',
    async (ledger) => {
      const budget = await ledger.open(1_000);
      const holder = newHolder();
      await reserveFor(ledger, holder, budget, 100);
      const [, before] = await ledger.journal(budget.budgetId);
      await ledger.command(holder, (money) => voidRest(money, act()));
      const [, older, newer, ...more] = await ledger.journal(budget.budgetId);
      const sums = await ledger.budget(budget.budgetId);
      const compensates = older && newer && same([...mirrored(older.postings)].reverse(), newer.postings);
      return more.length === 0 && same(older, before) && compensates === true && sums.availableFen === 1_000 && sums.reservedFen === 0;
    },
  ],
  'INV-13': [
    'every balance, of budgets and of cases, is rebuilt from the journal alone',
    async (ledger) => {
      const { budget, next, holders } = await lives(ledger);
      const journals = await Promise.all([budget, next].map(({ budgetId }) => ledger.journal(budgetId)));
      const opened = journals[0]?.find(({ opens }) => opens)?.opens;
      const transfers = [...new Map(journals.flat().map((one) => [one.id, one])).values()].sort((a, b) => (a.at < b.at ? -1 : 1));
      const cases = await Promise.all(
        holders.map(async (holder) => same(rebuiltMoney(holder, holder, transfers), await ledger.money(holder))),
      );
      return opened !== undefined && opened !== null && same(rebuiltBudget(opened, journals[0] ?? []), budget) && cases.every(Boolean);
    },
  ],
  'INV-14': [
    'the order of the journal is the order in which things were done',
    async (ledger) => {
      const identity = newIdentity();
      const budget = await ledger.open(1_000, identity);
      const holder = newHolder();
      const clocks = ['2026-11-23T05:00:00.000Z', '2026-11-23T04:59:59.000Z', '2026-11-23T05:00:00.000Z', '2026-11-23T04:00:00.000Z'];
      const [one, two, three, four] = clocks.map((at) => ({ ...act(), at })) as [Act, Act, Act, Act];
      await live(
        ledger,
        holder,
        (money) => reserve(money, budget, 100, one),
        (money) => post(money, { paymentId: 'p1', amountFen: 60 }, two),
        (money) => reversePost(money, 'p1', three),
        (money) => voidRest(money, four),
      );
      const own = (await ledger.journal(identity.budgetId)).filter((transfer) => transfer.holder === holder);
      return same(
        own.map(({ seq }) => seq),
        [1, 2, 3, 4],
      );
    },
  ],
  'INV-15': [
    'a duplicate of what was refused is not reported as done, and may be done later',
    async (ledger) => {
      const budget = await ledger.open(50);
      const transfer = newReservation({ ...budget, availableFen: 100 }, 100);
      const outcomes = kinds([await ledger.write([transfer], newHolder()), await ledger.write([transfer], newHolder())]);
      const rows = await ledger.rows(transferKey(transfer.id).pk);
      await ledger.write([must(increaseBudget(budget, 50, actOfTwo()))], newHolder());
      const later = kinds([await ledger.write([transfer], newHolder())]);
      const { reservedFen } = await ledger.budget(budget.budgetId);
      return (
        same([...outcomes, ...later], ['budget-exhausted', 'budget-exhausted', 'committed']) && rows.length === 0 && reservedFen === 100
      );
    },
  ],
  'INV-16': [
    'a correction is a new entry and sums to zero with what it corrects, and there is one',
    async (ledger) => {
      const budget = await ledger.open(1_000);
      const wrong = must(increaseBudget(budget, 700, actOfTwo()));
      await ledger.write([wrong], newHolder());
      const correction = () => must(correctChange(wrong, actOfTwo()));
      const ofChange = kinds([await ledger.write([correction()], newHolder()), await ledger.write([correction()], newHolder())]);
      const changeIsGone = await isCompensated(ledger, wrong, budget);

      const holder = newHolder();
      await live(
        ledger,
        holder,
        (money) => reserve(money, budget, 500, act()),
        (money) => post(money, { paymentId: 'p1', amountFen: 400 }, act()),
      );
      const repayment = { paymentId: 'p1', repaymentId: 'r1', principalFen: 300, interestFen: 7 };
      const paid = await ledger.budget(budget.budgetId);
      await ledger.command(holder, (money) => recover(money, repayment, act()));
      const [entered] = (await ledger.journal(budget.budgetId)).filter(({ kind }) => kind === 'recover');
      await ledger.command(holder, (money) => correctRecovery(money, repayment, actOfTwo()));
      const again = await ledger.command(holder, (money) => correctRecovery(money, repayment, actOfTwo()));
      const repaymentIsGone = entered !== undefined && (await isCompensated(ledger, entered, paid));
      return same(ofChange, ['committed', 'already-corrected']) && changeIsGone && repaymentIsGone && kinds([again])[0] !== 'committed';
    },
  ],
};
type Act = ReturnType<typeof act>;

describe('the ledger on the real store', () => {
  it('has a planted mutant for each of the sixteen invariants', () => {
    expect(Object.keys(INVARIANTS)).toEqual(Array.from({ length: 16 }, (_, index) => `INV-${String(index + 1).padStart(2, '0')}`));
    expect(Object.keys(MUTANTS)).toEqual(Object.keys(INVARIANTS));
  });

  describe.each(Object.entries(INVARIANTS))('%s', (id, [sentence, check]) => {
    it(`${sentence}`, { timeout: 60_000 }, async () => {
      expect(await check(createLedger(client, names))).toBe(true);
    });

    it('does not hold of its mutant', { timeout: 60_000 }, async () => {
      const mutant = MUTANTS[id]?.();
      expect(mutant && (await check(createLedger(client, names, mutant)))).toBe(false);
    });
  });
});
