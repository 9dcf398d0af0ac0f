import { LINE_CUT } from '../domain/cases/runs/line-of.ts';
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
  'entry-unknown': {
    status: 422,
    zh: '这项预算的账上没有这一笔',
    en: 'No such entry stands in the books of this budget',
  },
  'entry-of-another-budget': {
    status: 422,
    zh: '这一笔是另一项预算的调整，请在那项预算上更正',
    en: 'This entry is a change of another budget; correct it there',
  },
  'change-decided': { status: 409, zh: '这项预算调整已确认或已否决', en: 'This change of a budget was confirmed or declined already' },
  'line-not-whole': { status: 409, ...LINE_CUT },
} as const satisfies Problems;

/** The refusals of changes of budgets: for the function that serves them alone. */
export const BUDGET_PROBLEMS = {
  ...PROBLEMS,
  ...LEDGER_PROBLEMS,
  ...CHANGES,
} satisfies Problems;
export type BudgetProblemCode = keyof typeof BUDGET_PROBLEMS;
