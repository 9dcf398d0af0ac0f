import { LEDGER_PROBLEMS } from './ledger-problems.ts';
import type { Problems } from './problem-tables.ts';
import { PROBLEMS } from './problems.ts';

const CHANGES = {
  'budget-refused': {
    status: 422,
    zh: '这项预算不能下达，请看所指的字段',
    en: 'This budget cannot be opened; see the field that is named',
  },
  // As of a case, in the same words: their table says far more than is ever refused here.
  'above-authority': { status: 403, zh: '金额超出您的审批权限', en: 'The amount is above your authority' },
  'change-decided': { status: 409, zh: '这项预算调整已确认或已否决', en: 'This change of a budget was confirmed or declined already' },
} as const satisfies Problems;

/** The refusals of changes of budgets: for the function that serves them alone. */
export const BUDGET_PROBLEMS = {
  ...PROBLEMS,
  ...LEDGER_PROBLEMS,
  ...CHANGES,
} satisfies Problems;
export type BudgetProblemCode = keyof typeof BUDGET_PROBLEMS;
