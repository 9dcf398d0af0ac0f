import type { HolidayLists } from '../calendar/working-days.ts';
import type { Budget, BudgetIdentity, CaseMoney } from '../ledger/records.ts';
import type { View } from './guards/check.ts';
import type { Concerned } from './people/four-eyes.ts';
import type { StepInput } from './step-input.ts';

/** What the rules cannot know by themselves. */
export interface StepContext extends Omit<StepInput, 'file' | 'by' | 'detail'> {
  readonly concerned: Concerned;
  /** Organisations the actor belongs to. */
  readonly organisationIds: readonly string[];
  readonly missing: View['missing'];
  readonly callOpen: boolean;
  readonly closed?: NonNullable<View['closed']>;
  readonly holidays: HolidayLists;
  /** Where an approval reserves; what it still holds is asked again in the write itself. */
  readonly budget?: Budget;
  /** A run that has reserved for many: the approval draws this case's part from it. */
  readonly run?: { readonly money: CaseMoney; readonly budget: BudgetIdentity; readonly grantedFen: number };
  readonly sha256Hex: (text: string) => string;
}
