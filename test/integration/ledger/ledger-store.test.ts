import { describe, expect, it } from 'vitest';
import { noMoney, post, reserve, voidRest } from '../../../shared/domain/ledger/case-money.ts';
import { allot, closeBudget, openBudget } from '../../../shared/domain/ledger/change-budget.ts';
import type { Transfer } from '../../../shared/domain/ledger/records.ts';
import { createLedgerReader, ledgerWrites } from '../../../shared/store/ledger-store.ts';
import { hashOfTransfer, transferBreaches, transfersChanged } from '../../../shared/store/transfer-hash.ts';
import { act, actOfTwo, must } from '../../support/books.ts';
import { countCalls } from '../../support/faults.ts';
import { engineClient, ownTables } from '../../support/tables.ts';
import { createLedger, newHolder, newIdentity } from './house.ts';

const { client, names } = ownTables();
const ledger = createLedger(client, names);

/** A budget with some reservations, the first of its transfers being its opening. */
async function reserved(many: number) {
  const budget = await ledger.open(1_000_000);
  const transfers: Transfer[] = [];
  for (let index = 0; index < many; index++) {
    const holder = newHolder();
    const { transfer } = must(reserve(noMoney(holder, holder), budget, 10 + index, act()));
    await ledger.write([transfer], holder);
    transfers.push(transfer);
  }
  return { budgetId: budget.budgetId, transfers };
}

describe('the reader of the ledger', () => {
  it('pages through a budget in the order of time, from either end and from an instant on', async () => {
    const { budgetId, transfers } = await reserved(7);
    const all = await ledger.journal(budgetId);
    expect(all.slice(1)).toEqual(transfers);
    const first = await ledger.reader.readTransfers(budgetId, { limit: 3 });
    expect(first.transfers).toEqual(all.slice(0, 3));
    const rest = await ledger.reader.readTransfers(budgetId, { limit: 50, after: first.last ?? '' });
    expect(rest).toEqual({ transfers: all.slice(3), last: null });
    const newest = await ledger.reader.readTransfers(budgetId, { limit: 2, newestFirst: true });
    expect(newest.transfers).toEqual([...all].reverse().slice(0, 2));
    const from = all[4]?.at;
    expect((await ledger.reader.readTransfers(budgetId, { limit: 50, from })).transfers).toEqual(all.slice(4));
    expect(await ledger.reader.readTransfers('2026.nobody.nothing', { limit: 5 })).toEqual({ transfers: [], last: null });
  });

  it('finds transfers by their business keys, as an unknown outcome asks for them', async () => {
    const { transfers } = await reserved(3);
    const [one, two, three] = transfers as [Transfer, Transfer, Transfer];
    expect(await ledger.reader.readTransfer(two.id)).toEqual(two);
    expect(await ledger.reader.readTransfer('case0.reserve.1')).toBeUndefined();
    expect(await ledger.reader.readTransfersById([three.id, 'case0.reserve.1', one.id])).toEqual([three, one]);
  });

  it('brings a budget in one call, the budgets of a case in one, and a page in one', async () => {
    const { budgetId, transfers } = await reserved(1);
    const part = await ledger.open(5);
    const own = engineClient();
    const reader = createLedgerReader(own, names);
    const calls = countCalls(own);
    await reader.readBudget(budgetId);
    expect(calls).toEqual({ GetItemCommand: 1 });
    const budgets = await reader.readBudgets([part.budgetId, 'none', budgetId]);
    expect(budgets.map((one) => one.budgetId)).toEqual([part.budgetId, budgetId]);
    expect(calls).toEqual({ GetItemCommand: 1, BatchGetItemCommand: 1 });
    await reader.readTransfers(budgetId, { limit: 10 });
    expect(calls).toMatchObject({ QueryCommand: 1 });
    await reader.readTransfer(transfers[0]?.id ?? '');
    expect(calls).toEqual({ GetItemCommand: 1, BatchGetItemCommand: 3, QueryCommand: 1 });
    own.destroy();
  });
});

describe('the writes of transfers', () => {
  it('of one command move one counter for each budget, and stand in the ledger of each', async () => {
    const identity = newIdentity();
    const general = await ledger.open(1_000, identity);
    const part = await ledger.open(0, { ...identity, budgetId: `${identity.budgetId}.JS-320583-01`, communityId: 'JS-320583-01' });
    const moved = must(allot(general, part, 400, actOfTwo()));
    const holder = newHolder();
    const { money, transfer } = must(reserve(noMoney(holder, holder), { ...part, availableFen: 400 }, 300, act()));
    const paid = must(post(money, { paymentId: 'p1', amountFen: 100 }, act()));
    const freed = must(voidRest(paid.money, act()));
    const transfers = [moved, transfer, paid.transfer, freed.transfer];
    expect(ledgerWrites(...transfers).filter((write) => 'count' in write)).toHaveLength(2);
    expect(await ledger.write(transfers, holder)).toEqual({ kind: 'committed' });
    expect(await ledger.budget(general.budgetId)).toMatchObject({ availableFen: 600, allocatedFen: 600 });
    expect(await ledger.budget(part.budgetId)).toMatchObject({
      availableFen: 300,
      reservedFen: 0,
      paidFen: 100,
      allocatedFen: 400,
      transfers: 5,
    });
    expect(await ledger.journal(general.budgetId)).toContainEqual(moved);
    expect((await ledger.journal(part.budgetId)).slice(1)).toEqual(transfers);
  });

  it('are refused with one refusal of their own, or decided anew where figures have merely changed', async () => {
    const budget = await ledger.open(1_000);
    const holder = newHolder();
    const { money, transfer } = must(reserve(noMoney(holder, holder), budget, 600, act()));
    const closing = must(closeBudget(budget, actOfTwo()));
    const over = must(reserve(noMoney('other', 'other'), budget, 600, act())).transfer;
    const lost = must(post(money, { paymentId: 'p1', amountFen: 600 }, act())).transfer;
    const refused = (code: string) => ({ kind: 'refused', code, faults: [] });
    // What a case says it holds, and no budget has reserved.
    expect(await ledger.write([lost], holder)).toEqual(refused('ledger-out-of-balance'));
    expect(await ledger.write([transfer], holder)).toEqual({ kind: 'committed' });
    expect(await ledger.write([over], newHolder())).toEqual(refused('budget-exhausted'));
    expect(await ledger.write([closing], newHolder())).toEqual({ kind: 'moved' });
    expect(await ledger.write([must(openBudget(newIdentity(), 5, actOfTwo())), transfer], newHolder())).toEqual(
      refused('duplicate-transfer'),
    );
  });

  it('are none where one of them is no transfer', () => {
    const budget = {
      ...newIdentity(),
      open: 1,
      allocatedFen: 9,
      availableFen: 9,
      reservedFen: 0,
      paidFen: 0,
      recoveredFen: 0,
      interestFen: 0,
      transfers: 1,
    };
    const { transfer } = must(reserve(noMoney('case0', 'case0'), budget, 9, act()));
    expect(() => ledgerWrites(transfer, { ...transfer, postings: transfer.postings.slice(1) })).toThrow('unbalanced');
  });
});

describe('the hash of a transfer', () => {
  it('stands in the audit entry of its command, and tells what was altered, left out or slipped in', async () => {
    const budget = await ledger.open(1_000);
    const holder = newHolder();
    const { transfer } = must(reserve(noMoney(holder, holder), budget, 600, act()));
    await ledger.write([transfer], holder);
    const entries = await ledger.chain(holder);
    expect(entries[0]?.changed).toEqual({ transfers: [`${transfer.id} ${hashOfTransfer(transfer)}`] });
    expect(transfersChanged([])).toEqual({ transfers: [] });
    const back = await ledger.reader.readTransfersById([transfer.id]);
    expect(transferBreaches(entries, back)).toEqual([]);
    expect(transferBreaches(entries, [{ ...transfer, reason: 'x' }])).toEqual([{ id: transfer.id, breach: 'altered' }]);
    expect(transferBreaches(entries, [])).toEqual([{ id: transfer.id, breach: 'missing' }]);
    expect(transferBreaches([], back)).toEqual([{ id: transfer.id, breach: 'unrecorded' }]);
  });
});
