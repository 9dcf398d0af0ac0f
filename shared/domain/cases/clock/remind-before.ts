import type { CaseState } from '../states.ts';

/** How many days before the last day an applicant is reminded; defaults of ours (invented). */
export const REMIND_BEFORE: Partial<Record<CaseState, number>> = { draft: 7, returned: 3, conditional: 7, contracting: 3 };
