import { ok, type Result, refuse } from '../kernel/result.ts';
import { CORRECTABLE } from './kinds.ts';
import type { Budget, BudgetIdentity, Transfer } from './records.ts';
import type { LedgerRefusal } from './refusals.ts';
import { isAmount, type LedgerAct, mirrored, moved, newTransfer } from './transfer.ts';

type Decided = Result<Transfer, LedgerRefusal>;
/** An act of two persons: the one who proposed it under this id, and the one who confirms it. That they are two natural persons is asked before. */
export type BudgetAct = LedgerAct & { readonly changeId: string };

/** A budget's name: year, payer, programme, and the community of a sub-budget. */
export const budgetIdOf = ({ fiscalYear, payerId, programmeId, communityId }: Omit<BudgetIdentity, 'budgetId'>): string =>
  [fiscalYear, payerId, programmeId, ...(communityId === null ? [] : [communityId])].join('.');

/** The general budget that a part was made beside, itself where it is one. */
export const generalOf = (budgetId: string): string => budgetId.split('.').slice(0, 3).join('.');

/** The bureau that pays, as the name of a budget has it; undefined for what is no such name. */
export const payerOf = (budgetId: string): string | undefined => budgetId.split('.')[1] || undefined;
/** Its programme, in the same way. */
export const programmeOf = (budgetId: string): string | undefined => budgetId.split('.')[2] || undefined;

const refusedTwo = ({ by, confirmedBy }: LedgerAct): boolean => !confirmedBy || confirmedBy === by;

/** Opens a budget with an amount, which may be nothing where it will be allotted. Its key is its name, so that it opens once. */
export function openBudget(identity: BudgetIdentity, amountFen: number, act: LedgerAct): Decided {
  if (refusedTwo(act)) return refuse('same-person');
  if (amountFen !== 0 && !isAmount(amountFen)) return refuse('amount-out-of-range');
  const { budgetId } = identity;
  const postings = [...moved('appropriation', 'available', { budgetId, amountFen })];
  return ok(newTransfer({ id: `${budgetId}.open`, kind: 'open', budgetId, postings, opens: identity }, act));
}

/** More money for a budget. */
export function increaseBudget({ budgetId, open, allocatedFen }: Budget, amountFen: number, act: BudgetAct): Decided {
  if (refusedTwo(act)) return refuse('same-person');
  if (open === 0) return refuse('budget-closed');
  if (!isAmount(amountFen) || !isAmount(allocatedFen + amountFen)) return refuse('amount-out-of-range');
  const postings = [...moved('appropriation', 'available', { budgetId, amountFen })];
  return ok(newTransfer({ id: `${budgetId}.increase.${act.changeId}`, kind: 'increase', budgetId, postings }, act));
}

/** Less money: only of what nobody was promised. Works on a closed budget too, for what came back to it. */
export function decreaseBudget({ budgetId, availableFen }: Budget, amountFen: number, act: BudgetAct): Decided {
  if (refusedTwo(act)) return refuse('same-person');
  if (!isAmount(amountFen)) return refuse('amount-out-of-range');
  if (amountFen > availableFen) return refuse('budget-exhausted');
  const postings = [...moved('available', 'appropriation', { budgetId, amountFen })];
  return ok(newTransfer({ id: `${budgetId}.decrease.${act.changeId}`, kind: 'decrease', budgetId, postings }, act));
}

/** Closes a budget: what nobody was promised goes back, and nothing is promised any more. What is reserved may still be paid or given back. */
export function closeBudget({ budgetId, open, availableFen }: Budget, act: LedgerAct): Decided {
  if (refusedTwo(act)) return refuse('same-person');
  if (open === 0) return refuse('budget-closed');
  const postings = [...moved('available', 'appropriation', { budgetId, amountFen: availableFen })];
  return ok(newTransfer({ id: `${budgetId}.close`, kind: 'close', budgetId, postings }, act));
}

/** What is available here, made available there. */
const across = (from: Budget, to: Budget, amountFen: number) => [
  ...moved('available', 'appropriation', { budgetId: from.budgetId, amountFen }),
  ...moved('appropriation', 'available', { budgetId: to.budgetId, amountFen }),
];

const sameMoney = (a: Budget, b: Budget): boolean =>
  a.programmeId === b.programmeId && a.payerId === b.payerId && a.budgetId !== b.budgetId;

function betweenBudgets(from: Budget, to: Budget, amountFen: number, act: BudgetAct): LedgerRefusal | undefined {
  if (refusedTwo(act)) return 'same-person';
  if (to.open === 0) return 'budget-closed';
  if (!isAmount(amountFen) || !isAmount(to.allocatedFen + amountFen)) return 'amount-out-of-range';
  return amountFen > from.availableFen ? 'budget-exhausted' : undefined;
}

/** Moves money between the general part and a sub-budget of one year, in either direction. */
export function allot(from: Budget, to: Budget, amountFen: number, act: BudgetAct): Decided {
  const generalParts = [from, to].filter(({ communityId }) => communityId === null).length;
  if (!sameMoney(from, to) || from.fiscalYear !== to.fiscalYear || generalParts !== 1) return refuse('budgets-unrelated');
  const refusal = betweenBudgets(from, to, amountFen, act);
  if (refusal) return refuse(refusal);
  const { budgetId } = from;
  return ok(newTransfer({ id: `${budgetId}.allot.${act.changeId}`, kind: 'allot', budgetId, postings: across(from, to, amountFen) }, act));
}

/** Rolls what nobody was promised into the budget of a later year. What is reserved rolls case by case (`rollHeld`). */
export function rollUnspent(from: Budget, to: Budget, amountFen: number, act: BudgetAct): Decided {
  if (!canRoll(from, to)) return refuse('budgets-unrelated');
  const refusal = betweenBudgets(from, to, amountFen, act);
  if (refusal) return refuse(refusal);
  const { budgetId } = from;
  return ok(newTransfer({ id: `${budgetId}.roll.${act.changeId}`, kind: 'roll', budgetId, postings: across(from, to, amountFen) }, act));
}

/** Money of a year rolls into a later one of the same programme and payer. */
export const canRoll = (from: Budget, to: Budget): boolean => sameMoney(from, to) && to.fiscalYear > from.fiscalYear;

/**
 * Compensates a change of a budget that was wrong, by its mirror image. The earlier entry stays; its key holds the correction, so that there
 * is one. That what it gave is still there is asked by the write.
 */
export function correctChange(older: Transfer, act: LedgerAct): Decided {
  if (refusedTwo(act)) return refuse('same-person');
  if (older.holder !== null || !CORRECTABLE.includes(older.kind)) return refuse('cannot-be-corrected');
  return ok(correctionOf(older, act));
}

/** The business key of the correction of an entry: made of its own, so that there is one. */
export const correctionId = (id: string): string => `${id}.correct`;

/** The correction of an entry: everything of it, the other way round. */
export const correctionOf = (older: Transfer, act: LedgerAct): Transfer =>
  newTransfer(
    {
      id: correctionId(older.id),
      kind: 'correct',
      budgetId: older.budgetId,
      caseId: older.caseId,
      paymentId: older.paymentId,
      postings: mirrored(older.postings),
      corrects: older.id,
    },
    act,
  );
