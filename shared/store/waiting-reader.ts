import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { lineOf } from '../domain/cases/line-of.ts';
import type { StepContext } from '../domain/cases/step.ts';
import { budget } from '../domain/ledger/records.ts';
import { readRows } from './batch-read.ts';
import { budgetKey, waitingKey } from './keys.ts';

const counter = z.object({ pk: z.string(), n: z.int() });

/** A part of a budget somebody is to wait for. */
export type Line = NonNullable<StepContext['line']> & { readonly isOpen: boolean };

/** What is left of some budgets, and how many wait for each; nothing is left of one that is not open. One consistent BatchGetItem. */
export const createLineCounts =
  (client: DynamoDBDocumentClient, table: string) =>
  async (budgetIds: readonly string[]): Promise<Line[]> => {
    const keys = budgetIds.flatMap((id) => [budgetKey(id), waitingKey(lineOf(id))]);
    const rows = new Map((await readRows(client, table, keys)).map((row) => [row.pk, row]));
    return budgetIds.map((budgetId) => {
      const [open, waiting] = [rows.get(budgetKey(budgetId).pk), rows.get(waitingKey(lineOf(budgetId)).pk)];
      const left = open && budget.parse(open);
      const isOpen = left?.open === 1;
      return { budgetId, isOpen, availableFen: isOpen ? left.availableFen : 0, waiting: waiting ? counter.parse(waiting).n : 0 };
    });
  };
