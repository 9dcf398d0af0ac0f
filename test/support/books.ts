import type { Result } from '../../shared/domain/kernel/result.ts';
import { budgetIdOf, openBudget } from '../../shared/domain/ledger/change-budget.ts';
import { changedBudget, counterChanges, emptyBudget } from '../../shared/domain/ledger/counters.ts';
import type { Budget, BudgetIdentity, Transfer } from '../../shared/domain/ledger/records.ts';
import type { LedgerAct } from '../../shared/domain/ledger/transfer.ts';

/** Whose money: a demo bureau's broadband budget of a year, or the part of it for one community. */
export const identityOf = (fiscalYear = 2026, communityId: string | null = null): BudgetIdentity => {
  const parts = { fiscalYear, payerId: 'finance-kunshan', programmeId: 'community-broadband-subsidy', communityId };
  return { budgetId: budgetIdOf(parts), ...parts };
};

let moments = 0;
/** An act of one person, each a second after the one before. */
export const act = (): LedgerAct => ({
  at: new Date(Date.UTC(2026, 10, 23, 1, 0, moments++)).toISOString(),
  by: 'approver',
  auditOf: { kind: 'case', id: 'case1' },
});
/** An act of two persons. */
export const actOfTwo = (changeId = `change${moments}`) => ({ ...act(), confirmedBy: 'second', changeId });

export function must<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** The books of some budgets, kept in memory by the rules the database keeps them by. */
export function newBooks() {
  const budgets = new Map<string, Budget>();
  const journal: Transfer[] = [];
  return {
    journal,
    budget(budgetId: string = identityOf().budgetId): Budget {
      const found = budgets.get(budgetId);
      if (!found) throw new Error(`no budget ${budgetId}`);
      return found;
    },
    all: () => [...budgets.values()],
    /** Whether it was written; all of it or nothing. */
    write(...transfers: readonly Transfer[]): boolean {
      if (transfers.some(({ id }) => journal.some((one) => one.id === id))) return false;
      const after = counterChanges(transfers).map((change) => {
        const before = budgets.get(change.budgetId) ?? (change.opens ? emptyBudget(change.opens) : undefined);
        return before && changedBudget(before, change);
      });
      if (after.includes(undefined)) return false;
      for (const budget of after) if (budget) budgets.set(budget.budgetId, budget);
      journal.push(...transfers);
      return true;
    },
    open(amountFen: number, identity: BudgetIdentity = identityOf()): Budget {
      if (!this.write(must(openBudget(identity, amountFen, actOfTwo())))) throw new Error('opened twice');
      return this.budget(identity.budgetId);
    },
  };
}
