import * as z from 'zod/mini';

/**
 * Something a claim holds until its end without payment, so that no second claim has it too: a part of an invoice, a month of a line, a course
 * of a person, a share of a yearly cap. What kinds there are is no business of the machine, but for what an approval takes: `holds.ts` has them.
 */
export const hold = z.looseObject({ kind: z.string(), key: z.string() });
export type Hold = z.infer<typeof hold>;

/** What an approval takes, and every step that takes the approval back gives back. */
const AT_APPROVAL: readonly string[] = ['cap', 'granted', 'seen', 'paid'];
export const isTakenAtApproval = ({ kind }: Pick<Hold, 'kind'>): boolean => AT_APPROVAL.includes(kind);
