import * as z from 'zod/mini';
import { lineOf } from '../domain/cases/runs/line-of.ts';
import type { StepContext } from '../domain/cases/step-context.ts';
import { budget } from '../domain/ledger/records.ts';
import { rowFinder } from './batch-read.ts';
import { waitingKey } from './keys/cases.ts';
import type { ItemKey } from './keys/key.ts';
import { budgetKey } from './keys/money.ts';

const counter = z.object({ pk: z.string(), n: z.int() });

/** A part of a budget somebody is to wait for. */
export type Line = NonNullable<StepContext['line']> & { readonly isOpen: boolean };

/** The rows that say what is left of some budgets, and how many wait for each. */
export const lineKeys = (budgetIds: readonly string[]): ItemKey[] => budgetIds.flatMap((id) => [budgetKey(id), waitingKey(lineOf(id))]);

/** What is left of some budgets, and how many wait for each, of the rows that were read; nothing is left of one that is not open. */
export function linesAmong(rows: readonly Readonly<Record<string, unknown>>[], budgetIds: readonly string[]): Line[] {
  const of = rowFinder(rows);
  return budgetIds.map((budgetId) => {
    const [open, waiting] = [of(budgetKey(budgetId)), of(waitingKey(lineOf(budgetId)))];
    const left = open && budget.parse(open);
    const isOpen = left?.open === 1;
    return { budgetId, isOpen, availableFen: isOpen ? left.availableFen : 0, waiting: waiting ? counter.parse(waiting).n : 0 };
  });
}
