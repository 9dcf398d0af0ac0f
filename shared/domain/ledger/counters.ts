import { type Account, TRANSFER_KINDS } from './kinds.ts';
import type { Budget, BudgetIdentity, Transfer } from './records.ts';
import { balancesOf, budgetsOf } from './transfer.ts';

/** The counter of each account, and the sign with which it shows it. */
export const COUNTER_OF = {
  appropriation: ['allocatedFen', -1],
  available: ['availableFen', 1],
  reserved: ['reservedFen', 1],
  paid: ['paidFen', 1],
  recovered: ['recoveredFen', 1],
  interest: ['interestFen', -1],
} as const satisfies Record<Account, readonly [keyof Budget, 1 | -1]>;

export type CounterField = (typeof COUNTER_OF)[Account][0] | 'open' | 'transfers';

/** How one command moves the counters of one budget, and what each must be at least for it. */
export interface CounterChange {
  readonly budgetId: string;
  readonly add: Readonly<Partial<Record<CounterField, number>>>;
  readonly require: Readonly<Partial<Record<CounterField, number>>>;
  /** What the budget is, where it is opened. */
  readonly opens: BudgetIdentity | null;
  readonly short: 'budget-exhausted' | 'anew' | 'ledger-out-of-balance';
}

/** A budget as it is before its first transfer. */
export const emptyBudget = (identity: BudgetIdentity): Budget => ({
  ...identity,
  open: 0,
  allocatedFen: 0,
  availableFen: 0,
  reservedFen: 0,
  paidFen: 0,
  recoveredFen: 0,
  interestFen: 0,
  transfers: 0,
});

/** Money enters a budget, or is promised out of it, only while it is open. Giving back and recovering go on. */
const needsOpen = ({ kind }: Transfer, appropriated: number): boolean =>
  kind === 'reserve' || kind === 'close' || (appropriated > 0 && kind !== 'open');

/** How one transfer moves the counters of one budget. */
function stepOf(transfer: Transfer, budgetId: string) {
  const balances = balancesOf(transfer.postings.filter((posting) => posting.budgetId === budgetId));
  const add: Partial<Record<CounterField, number>> = { transfers: 1 };
  for (const [account, [field, sign]] of Object.entries(COUNTER_OF)) {
    const by = sign * balances[account as Account];
    if (by !== 0) add[field] = by;
  }
  if (transfer.kind === 'open') add.open = 1;
  if (transfer.kind === 'close') add.open = -1;
  const least: Partial<Record<CounterField, number>> = needsOpen(transfer, add.allocatedFen ?? 0) ? { open: 1 } : {};
  for (const [field, by] of Object.entries(add) as [CounterField, number][]) if (by < 0) least[field] = -by;
  return { add, least };
}

const SHORT_FIRST = ['budget-exhausted', 'anew', 'ledger-out-of-balance'] as const;

/**
 * What a list of transfers, one after another, does to the counters of every budget they touch: one change for each, whose conditions are those
 * of every step. So many transfers of one command stay one write of a row.
 */
export function counterChanges(transfers: readonly Transfer[]): readonly CounterChange[] {
  const budgets = [...new Set(transfers.flatMap(budgetsOf))];
  return budgets.map((budgetId) => {
    const own = transfers.filter((transfer) => budgetsOf(transfer).includes(budgetId));
    const add: Partial<Record<CounterField, number>> = {};
    const require: Partial<Record<CounterField, number>> = {};
    for (const transfer of own) {
      const step = stepOf(transfer, budgetId);
      for (const [field, least] of Object.entries(step.least) as [CounterField, number][]) {
        const before = least - (add[field] ?? 0);
        if (before > (require[field] ?? 0)) require[field] = before;
      }
      for (const [field, by] of Object.entries(step.add) as [CounterField, number][]) add[field] = (add[field] ?? 0) + by;
    }
    const kinds = own.map(({ kind }) => TRANSFER_KINDS[kind].short);
    return {
      budgetId,
      add,
      require,
      opens: own.find(({ opens }) => opens?.budgetId === budgetId)?.opens ?? null,
      short: SHORT_FIRST.find((short) => kinds.includes(short)) ?? 'anew',
    };
  });
}

/** The counters after a change; undefined where a condition does not hold. What the database does, as a rule. */
export function changedBudget(budget: Budget, { add, require }: Pick<CounterChange, 'add' | 'require'>): Budget | undefined {
  for (const [field, least] of Object.entries(require) as [CounterField, number][]) if (budget[field] < least) return undefined;
  const moved = Object.entries(add).map(([field, by]) => [field, budget[field as CounterField] + by]);
  return { ...budget, ...Object.fromEntries(moved) };
}

/** The counters as the journal alone has them: every transfer of a budget, from its opening on. */
export function rebuiltBudget(identity: BudgetIdentity, transfers: readonly Transfer[]): Budget {
  const [change] = counterChanges(transfers).filter(({ budgetId }) => budgetId === identity.budgetId);
  return changedBudget(emptyBudget(identity), { add: change?.add ?? {}, require: {} }) ?? emptyBudget(identity);
}
