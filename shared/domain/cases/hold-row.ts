import * as z from 'zod/mini';

/**
 * Something a claim holds until its end without payment, so that no second claim has it too: a part of an invoice, a month of a line, a course
 * of a person, a share of a yearly cap. What kinds there are is no business of the machine: `holds.ts` has them.
 */
export const hold = z.looseObject({ kind: z.string(), key: z.string() });
export type Hold = z.infer<typeof hold>;
