/** The line for a part of a budget: its name without the year, since who waits in December waits in January. */
export const lineOf = (budgetId: string): string => budgetId.slice(budgetId.indexOf('.') + 1);

/** Said where a line could not be read whole: a part of it is no ground to say who is next. */
export const LINE_CUT = {
  zh: '待审批的案件太多，排队次序读不全：请先办结其他项目的案件',
  en: 'Too many cases are pending to read the whole line: decide those of other programmes first',
} as const;
