import type { CaseRecord } from './records.ts';

/** What the applicant says of the conditions of an approval, and what whoever checks it answers. */
export type ConditionReport = NonNullable<CaseRecord['conditionReports']>[number];

/** Those nobody has found met yet. */
export const openConditions = ({ conditions }: Pick<CaseRecord, 'conditions'>): CaseRecord['conditions'] =>
  conditions.filter(({ metAt }) => metAt === null);

type Conditional = Pick<CaseRecord, 'state' | 'since' | 'conditionReports'>;

/**
 * The report that waits to be checked; undefined: it is the applicant's turn, or the case is not approved on conditions (any more). One of before
 * this approval is about other conditions.
 */
export const openReport = ({ state, since, conditionReports = [] }: Conditional): ConditionReport | undefined =>
  state === 'conditional' ? conditionReports.find(({ at, missing }) => missing === null && at >= since) : undefined;
