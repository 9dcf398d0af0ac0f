import type * as z from 'zod/mini';
import type {
  budgetList,
  ChangeView,
  changeAnswer,
  changeList,
  explanation,
  statement,
  trialBalance,
  waitingList,
} from '../../../../shared/contracts/ledger.ts';

/** What the API answers about the books, as the pages read it: types only. */
export type BudgetList = z.infer<typeof budgetList>;
export type Budget = BudgetList['items'][number];
export type Statement = z.infer<typeof statement>;
export type TrialBalance = z.infer<typeof trialBalance>;
export type Explanation = z.infer<typeof explanation>;
export type ChangeList = z.infer<typeof changeList>;
export type ChangeAnswer = z.infer<typeof changeAnswer>;
export type WaitingList = z.infer<typeof waitingList>;
export type { ChangeView };
