import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../../shared/domain/kernel/result.ts';
import {
  draw,
  heldFen,
  type MoneyMove,
  noMoney,
  post,
  rebuiltMoney,
  recover,
  reserve,
  reversePost,
  rollHeld,
  voidRest,
} from '../../../../../shared/domain/ledger/case-money.ts';
import { allot, closeBudget, decreaseBudget, increaseBudget, rollUnspent } from '../../../../../shared/domain/ledger/change-budget.ts';
import { TRANSFER_KIND_NAMES } from '../../../../../shared/domain/ledger/kinds.ts';
import type { Budget, CaseMoney, Transfer } from '../../../../../shared/domain/ledger/records.ts';
import { reconcile, tallyOf, trialBalance } from '../../../../../shared/domain/ledger/statement.ts';
import { budgetsOf, transferFaults } from '../../../../../shared/domain/ledger/transfer.ts';
import { act, actOfTwo, identityOf, newBooks } from '../../../../support/books.ts';

/** Three budgets: the general part, a community's part of it, and the next year. */
const BUDGETS = [identityOf(), identityOf(2026, 'JS-320583-01'), identityOf(2027)];
const HOLDERS = ['case1', 'case2', 'case3', 'run1'];
const caseIdOf = (holder: string) => (holder === 'run1' ? null : holder);

class World {
  readonly books = newBooks();
  readonly money = new Map<string, CaseMoney>(HOLDERS.map((holder) => [holder, noMoney(holder, caseIdOf(holder))]));
  private changes = 0;

  constructor() {
    for (const identity of BUDGETS) this.books.open(1_000, identity);
    this.keep(reserve(this.of('run1'), this.budget(0), 500, act()));
  }
  of = (holder: string): CaseMoney => this.money.get(holder) ?? noMoney(holder, caseIdOf(holder));
  budget = (at: number): Budget => this.books.budget(BUDGETS[at % BUDGETS.length]?.budgetId);
  two = () => actOfTwo(`change${++this.changes}`);

  /** Writes what was decided, as the store would; a refusal changes nothing. */
  keep(decided: Result<MoneyMove & { readonly run?: CaseMoney }, string>): void {
    if (!decided.ok || !this.writeIfSound(decided.value.transfer)) return;
    const { money, run } = decided.value;
    this.money.set(money.holder, money);
    if (run) this.money.set(run.holder, run);
  }
  change(decided: Result<Transfer, string>): void {
    if (decided.ok) this.writeIfSound(decided.value);
  }
  private writeIfSound(transfer: Transfer): boolean {
    expect(transferFaults(transfer)).toEqual([]);
    return this.books.write(transfer);
  }
}

type Step = (world: World) => void;
/** A part of what there is, in percent; sometimes more than all of it. */
const share = fc.integer({ min: 1, max: 115 });
const part = (ofFen: number, percent: number): number => Math.max(1, Math.ceil((ofFen * percent) / 100));
const at = fc.nat({ max: 2 });
const holder = fc.constantFrom(...HOLDERS);
const caseHolder = fc.constantFrom('case1', 'case2', 'case3');
const paymentId = fc.constantFrom('p1', 'p2');
const held = (world: World, who: string): number => heldFen(world.of(who));
const owed = (world: World, who: string, id: string): number => {
  const { postedFen = 0, recoveredFen = 0 } = world.of(who).payments[id] ?? {};
  return postedFen - recoveredFen;
};

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(holder, at, share).map(
    ([who, of, percent]): Step =>
      (w) => {
        w.keep(reserve(w.of(who), w.budget(of), part(w.budget(of).availableFen, percent / 3), act()));
      },
  ),
  fc.tuple(caseHolder, share).map(
    ([who, percent]): Step =>
      (w) => {
        w.keep(draw(w.of('run1'), w.of(who), part(held(w, 'run1'), percent), act()));
      },
  ),
  fc.tuple(holder, paymentId, share).map(
    ([who, id, percent]): Step =>
      (w) => {
        w.keep(post(w.of(who), { paymentId: id, amountFen: part(held(w, who), percent) }, act()));
      },
  ),
  fc.tuple(caseHolder, paymentId, share, fc.nat({ max: 9 })).map(
    ([who, id, percent, interestFen]): Step =>
      (w) => {
        const repaymentId = `r${w.of(who).seq}`;
        w.keep(recover(w.of(who), { paymentId: id, repaymentId, principalFen: part(owed(w, who, id), percent), interestFen }, act()));
      },
  ),
  holder.map(
    (who): Step =>
      (w) =>
        w.keep(voidRest(w.of(who), act())),
  ),
  fc.tuple(caseHolder, paymentId).map(
    ([who, id]): Step =>
      (w) =>
        w.keep(reversePost(w.of(who), id, act())),
  ),
  fc.tuple(holder, at).map(
    ([who, from]): Step =>
      (w) =>
        w.keep(rollHeld(w.of(who), w.budget(from), w.budget(2), w.two())),
  ),
  fc.tuple(at, share).map(
    ([of, fen]): Step =>
      (w) =>
        w.change(increaseBudget(w.budget(of), fen, w.two())),
  ),
  fc.tuple(at, share).map(
    ([of, fen]): Step =>
      (w) =>
        w.change(decreaseBudget(w.budget(of), fen, w.two())),
  ),
  fc.tuple(at, at, share).map(
    ([from, to, fen]): Step =>
      (w) =>
        w.change(allot(w.budget(from), w.budget(to), fen, w.two())),
  ),
  fc.tuple(at, share).map(
    ([from, fen]): Step =>
      (w) =>
        w.change(rollUnspent(w.budget(from), w.budget(2), fen, w.two())),
  ),
);
/** All but corrections, which the tests of cases and budgets show. */
const WALKED = TRANSFER_KIND_NAMES.filter((kind) => kind !== 'correct');
/** Seldom, since little happens in a closed budget. */
const closing: fc.Arbitrary<Step> = at.map(
  (of): Step =>
    (w) =>
      w.change(closeBudget(w.budget(of), w.two())),
);
const walk = fc.array(fc.oneof({ arbitrary: step, weight: 80 }, { arbitrary: closing, weight: 1 }), {
  minLength: 1,
  maxLength: 60,
  size: 'max',
});

function checkBudget(budget: Budget): void {
  const { allocatedFen, availableFen, reservedFen, paidFen, recoveredFen, interestFen } = budget;
  expect(availableFen + reservedFen + paidFen + recoveredFen).toBe(allocatedFen + interestFen);
  for (const figure of [allocatedFen, availableFen, reservedFen, paidFen, recoveredFen, interestFen])
    expect(figure).toBeGreaterThanOrEqual(0);
}

function checkJournal(budget: Budget, journal: readonly Transfer[]): void {
  const own = journal.filter((transfer) => budgetsOf(transfer).includes(budget.budgetId));
  expect(trialBalance(tallyOf(budget.budgetId, own)).balanced).toBe(true);
  expect(reconcile(budget, tallyOf(budget.budgetId, own))).toEqual([]);
}

function checkMoney(world: World): void {
  const all = [...world.money.values()];
  const budgets = world.books.all();
  for (const money of all) {
    expect(heldFen(money)).toBe(money.reservedFen - money.postedFen - money.voidedFen);
    expect(money.recoveredFen).toBeLessThanOrEqual(money.postedFen);
    for (const figure of [...Object.values(money.held), money.postedFen, money.voidedFen]) expect(figure).toBeGreaterThanOrEqual(0);
  }
  // What the cases hold and were paid is what the budgets say, budget by budget.
  for (const { budgetId, reservedFen } of budgets) expect(all.reduce((sum, { held }) => sum + (held[budgetId] ?? 0), 0)).toBe(reservedFen);
  expect(all.reduce((sum, money) => sum + money.postedFen - money.recoveredFen, 0)).toBe(
    budgets.reduce((sum, { paidFen }) => sum + paidFen, 0),
  );
}

describe('whatever is done to the books', () => {
  it('every fen is somewhere, the journal tells all of it, and cases and budgets agree', () => {
    const done = new Map<string, number>();
    fc.assert(
      fc.property(walk, (steps) => {
        const world = new World();
        for (const one of steps) {
          one(world);
          for (const budget of world.books.all()) checkBudget(budget);
          checkMoney(world);
        }
        for (const budget of world.books.all()) checkJournal(budget, world.books.journal);
        for (const money of world.money.values()) expect(rebuiltMoney(money.holder, money.caseId, world.books.journal)).toEqual(money);
        for (const { kind } of world.books.journal) done.set(kind, (done.get(kind) ?? 0) + 1);
      }),
      { numRuns: 150 },
    );
    // The walks do go everywhere, also where it takes several steps before.
    for (const kind of WALKED) expect([kind, (done.get(kind) ?? 0) > 3]).toEqual([kind, true]);
  });
});
