import type { Budget } from './records.ts';

/** A budget as every answer has it. */
export const showBudget = ({ open, ...budget }: Budget) => ({ ...budget, open: open > 0 });
