/** The line for a part of a budget: its name without the year, since who waits in December waits in January. */
export const lineOf = (budgetId: string): string => budgetId.slice(budgetId.indexOf('.') + 1);
