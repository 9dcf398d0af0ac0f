import * as z from 'zod/mini';
import { citation } from './citation.ts';

/**
 * One field that is not as it must be: where it lies in what was sent (JSON pointer; of a clause a case is judged by, `/clauses/<id>`), the rule
 * or clause by its id, the sentence, and where that rule is written. Without `citation` it is a rule of this platform or of form.
 */
export const fieldProblem = z.object({ pointer: z.string(), code: z.string(), detail: z.string(), citation: z.optional(citation) });

/** RFC 9457 problem details: the shape of every answer that is no. `type` is stable and names the rule; `errors` name fields, rules and clauses. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  errors: z.optional(z.array(fieldProblem)),
});
export type Problem = z.infer<typeof problem>;
export type FieldProblem = z.infer<typeof fieldProblem>;
