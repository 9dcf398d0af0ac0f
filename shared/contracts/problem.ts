import * as z from 'zod/mini';

/** RFC 9457 problem details: the shape of every answer that is no. `type` is stable and names the rule; `errors` name the fields. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))),
});
export type Problem = z.infer<typeof problem>;
