/** The line for a part of a budget: its name without the year, since who waits in December waits in January. */
export const lineOf = (budgetId: string): string => budgetId.slice(budgetId.indexOf('.') + 1);

/** Said where a line could not be read whole: a part of it is no ground to say who is next. */
export const LINE_CUT = {
  zh: '本地区待审批的案件太多，无法读全排队次序：请先办结其他项目的待批案件',
  en: 'Too many cases of the region wait at the decision desk to read the whole line: decide those of other programmes first',
} as const;
