import { COUNTER_OF, type CounterField, counterChanges } from './counters.ts';
import { ACCOUNTS, type Account } from './kinds.ts';
import type { Budget, Transfer } from './records.ts';
import { sumFen } from './transfer.ts';

/** Transfers in the order of their time; those of one instant in that of their keys, as the journal has them. */
export const inOrder = (transfers: readonly Transfer[]): readonly Transfer[] =>
  [...transfers].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
const placeOf = ({ at, id }: Transfer): string => `${at}#${id}`;

const amountOn = ({ postings }: Transfer, budgetId: string, account: Account): number =>
  sumFen(postings.filter((one) => one.budgetId === budgetId && one.account === account).map(({ amountFen }) => amountFen));

/** One line of a statement: what moved on an account, and what stood there after it. */
export interface StatementLine {
  readonly transfer: Transfer;
  readonly amountFen: number;
  readonly balanceFen: number;
}

/** An account of a budget line by line, with its running balance. `openingFen`: what stood there before the first of these transfers. */
export function statementOf(
  { budgetId, account }: { readonly budgetId: string; readonly account: Account },
  transfers: readonly Transfer[],
  openingFen = 0,
): readonly StatementLine[] {
  let balanceFen = openingFen;
  return inOrder(transfers).flatMap((transfer) => {
    const amountFen = amountOn(transfer, budgetId, account);
    if (amountFen === 0) return [];
    balanceFen = sumFen([balanceFen, amountFen]);
    return [{ transfer, amountFen, balanceFen }];
  });
}

/** What some transfers of a budget come to: what each account took and gave, whether it is open, how many they are. One stretch of the journal adds to another. */
export interface Tally {
  readonly inFen: Readonly<Record<Account, number>>;
  readonly outFen: Readonly<Record<Account, number>>;
  readonly open: number;
  readonly transfers: number;
}

/** Adds up transfers of a budget. `before`: what those came to that stand before them in the journal. */
export function tallyOf(budgetId: string, transfers: readonly Transfer[], before?: Tally): Tally {
  const postings = transfers.flatMap((transfer) => transfer.postings).filter((one) => one.budgetId === budgetId);
  const add = counterChanges(transfers).find((change) => change.budgetId === budgetId)?.add;
  const sums = (side: 'inFen' | 'outFen', sign: 1 | -1) =>
    mapAccounts((account) => {
      const amounts = postings.filter((one) => one.account === account && one.amountFen * sign > 0);
      return sumFen([before?.[side][account] ?? 0, ...amounts.map(({ amountFen }) => amountFen * sign)]);
    });
  return {
    inFen: sums('inFen', 1),
    outFen: sums('outFen', -1),
    open: (before?.open ?? 0) + (add?.open ?? 0),
    transfers: (before?.transfers ?? 0) + (add?.transfers ?? 0),
  };
}

const mapAccounts = (of: (account: Account) => number): Record<Account, number> =>
  Object.fromEntries(ACCOUNTS.map((account) => [account, of(account)])) as Record<Account, number>;
const balanceOf = ({ inFen, outFen }: Tally, account: Account): number => inFen[account] - outFen[account];

/** The trial balance of a budget: what each account took and gave, and that it is nothing in all. */
export interface TrialBalance {
  readonly accounts: readonly { readonly account: Account; readonly inFen: number; readonly outFen: number; readonly balanceFen: number }[];
  readonly totalFen: number;
  readonly balanced: boolean;
}

export function trialBalance(tally: Tally): TrialBalance {
  const accounts = ACCOUNTS.map((account) => {
    const [inFen, outFen] = [tally.inFen[account], tally.outFen[account]];
    return { account, inFen, outFen, balanceFen: balanceOf(tally, account) };
  });
  const totalFen = sumFen(accounts.map(({ balanceFen }) => balanceFen));
  return { accounts, totalFen, balanced: totalFen === 0 };
}

/** Why a figure is what it is: the transfers that make it up, by the case or run they are for. What came and went again is left out. */
export interface Explanation {
  readonly account: Account;
  readonly totalFen: number;
  readonly groups: readonly {
    readonly holder: string | null;
    readonly caseId: string | null;
    readonly amountFen: number;
    readonly lines: readonly { readonly transfer: Transfer; readonly amountFen: number }[];
    /** Where it begins in the journal: groups stand in this order, which later entries do not change. */
    readonly place: string;
  }[];
  /** Cases and runs whose part of it has come back to nothing. */
  readonly settled: number;
}

/** What a posting is for: its holder, or for what nobody holds, the case or run the transfer was made for. */
const groupOf = (transfer: Transfer, holder: string | null): string | null => holder ?? transfer.holder;

/** Explains the balance of one account of a budget by all its transfers. */
export function explain(
  { budgetId, account }: { readonly budgetId: string; readonly account: Account },
  transfers: readonly Transfer[],
): Explanation {
  type Line = Explanation['groups'][number]['lines'][number];
  const lines = new Map<string | null, Line[]>();
  for (const transfer of inOrder(transfers))
    for (const one of transfer.postings) {
      if (one.budgetId !== budgetId || one.account !== account) continue;
      const group = groupOf(transfer, one.holder);
      lines.set(group, [...(lines.get(group) ?? []), { transfer, amountFen: one.amountFen }]);
    }
  const all = [...lines].map(([holder, own]) => ({
    place: `${own[0] ? placeOf(own[0].transfer) : ''}#${holder ?? ''}`,
    holder,
    caseId: own.find(({ transfer }) => transfer.holder === holder)?.transfer.caseId ?? null,
    amountFen: sumFen(own.map(({ amountFen }) => amountFen)),
    lines: own,
  }));
  const groups = all.filter(({ amountFen }) => amountFen !== 0).sort((a, b) => (a.place < b.place ? -1 : 1));
  return { account, totalFen: sumFen(groups.map(({ amountFen }) => amountFen)), groups, settled: all.length - groups.length };
}

/** A figure on which the counters and the journal do not agree. */
export interface Difference {
  readonly field: CounterField;
  readonly counter: number;
  readonly journal: number;
}

/** Compares the counters of a budget with all its transfers in the journal. None: they agree to the fen, and no entry is missing. */
export function reconcile(budget: Budget, tally: Tally): readonly Difference[] {
  const journal = [
    ...ACCOUNTS.map((account) => [COUNTER_OF[account][0], COUNTER_OF[account][1] * balanceOf(tally, account)] as const),
    ['open', tally.open] as const,
    ['transfers', tally.transfers] as const,
  ];
  return journal.flatMap(([field, fen]) => (budget[field] === fen ? [] : [{ field, counter: budget[field], journal: fen || 0 }]));
}
