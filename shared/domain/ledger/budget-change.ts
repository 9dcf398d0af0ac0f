import * as z from 'zod/mini';
import { type Result, refuse } from '../kernel/result.ts';
import { onBehalf } from '../parties/organisation.ts';
import { allot, closeBudget, correctChange, decreaseBudget, increaseBudget, openBudget, rollUnspent } from './change-budget.ts';
import { changedBudget, counterChanges } from './counters.ts';
import { CHANGE_KINDS, type ChangeKind, MOST_FEN } from './kinds.ts';
import { type Budget, budgetIdentity, type Transfer, transfer } from './records.ts';
import type { LedgerRefusal } from './refusals.ts';
import type { LedgerAct } from './transfer.ts';

const person = z.object({
  personId: z.string(),
  personKey: z.string(),
  name: z.string(),
  role: z.string(),
  onBehalf: z.optional(onBehalf),
});
export type ChangePerson = z.infer<typeof person>;

/** What one person proposed to do with a budget, and what a second did with it. */
export const budgetChange = z.object({
  id: z.string(),
  kind: z.enum(CHANGE_KINDS),
  budget: budgetIdentity,
  /** Where money goes to: of another year, or between the general part and a community's. */
  to: z.nullable(budgetIdentity),
  /** Null where the whole goes: closing, and rolling what is reserved. */
  amountFen: z.nullable(z.int().check(z.gte(0), z.lte(MOST_FEN))),
  /** The entry a `correct` compensates, as the journal has it: it never changes. */
  corrects: z.optional(transfer),
  reason: z.string(),
  status: z.enum(['pending', 'confirmed', 'declined']),
  proposedBy: person,
  proposedAt: z.string(),
  decidedBy: z.nullable(person),
  decidedAt: z.nullable(z.string()),
  version: z.int().check(z.positive()),
});
export type BudgetChange = z.infer<typeof budgetChange>;

export interface BudgetsOfChange {
  readonly from: Budget | undefined;
  readonly to: Budget | undefined;
}

/** The act of two persons a change is: who proposed it, and who confirms it. */
export const actOf = (change: BudgetChange, confirmedBy: string, at: string): LedgerAct & { readonly changeId: string } => ({
  at,
  by: change.proposedBy.personId,
  confirmedBy,
  changeId: change.id,
  reason: change.reason,
  auditOf: { kind: 'programme', id: change.budget.programmeId },
});

type Act = ReturnType<typeof actOf>;
type Rule = (change: BudgetChange, budgets: { from: Budget; to: Budget | undefined }, act: Act) => Result<Transfer, LedgerRefusal>;
const between =
  (rule: (from: Budget, to: Budget, amountFen: number, act: Act) => Result<Transfer, LedgerRefusal>): Rule =>
  ({ amountFen }, { from, to }, act) =>
    to ? rule(from, to, amountFen ?? 0, act) : refuse('budgets-unrelated');

/** The mirror image of an entry, where every budget it touches still has what goes back. The write asks the same of the figures that hold then. */
const correctEntry: Rule = ({ corrects }, { from, to }, act) => {
  const decided: Result<Transfer, LedgerRefusal> = corrects ? correctChange(corrects, act) : refuse('cannot-be-corrected');
  if (!decided.ok) return decided;
  for (const { budgetId, add, require } of counterChanges([decided.value])) {
    const budget = [from, to].find((one) => one?.budgetId === budgetId);
    if (!budget) return refuse('budgets-unrelated');
    if ((require.open ?? 0) > budget.open) return refuse('budget-closed');
    if (!changedBudget(budget, { add, require })) return refuse('budget-exhausted');
  }
  return decided;
};

const RULES: Readonly<Record<Exclude<ChangeKind, 'open' | 'roll-reserved'>, Rule>> = {
  increase: ({ amountFen }, { from }, act) => increaseBudget(from, amountFen ?? 0, act),
  decrease: ({ amountFen }, { from }, act) => decreaseBudget(from, amountFen ?? 0, act),
  close: (_change, { from }, act) => closeBudget(from, act),
  allot: between(allot),
  roll: between(rollUnspent),
  correct: correctEntry,
};

/**
 * The transfer a change comes to, as the budgets stand. What cases hold is rolled case by case (`rollHeld`) and is none by itself.
 * @returns undefined for `roll-reserved`, where nothing but the budgets themselves is asked
 */
export function transferOf(change: BudgetChange, { from, to }: BudgetsOfChange, act: Act): Result<Transfer, LedgerRefusal> | undefined {
  if (change.kind === 'open') return from ? refuse('duplicate-transfer') : openBudget(change.budget, change.amountFen ?? 0, act);
  if (!from) return refuse('budgets-unrelated');
  if (change.kind !== 'roll-reserved') return RULES[change.kind](change, { from, to }, act);
  // Asked of the rule for what is not reserved: the same two budgets, the same persons.
  if (!to || to.fiscalYear <= from.fiscalYear || to.payerId !== from.payerId || to.programmeId !== from.programmeId)
    return refuse('budgets-unrelated');
  if (to.open === 0) return refuse('budget-closed');
  return act.confirmedBy === act.by ? refuse('same-person') : undefined;
}
