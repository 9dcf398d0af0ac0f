import * as z from 'zod/mini';

/** Where a rule is written: the source of the programme, its article and the quoted words. */
export const citation = z.object({
  ref: z.string(),
  title: z.nullable(z.string()),
  year: z.nullable(z.number()),
  url: z.nullable(z.string()),
  article: z.nullable(z.string()),
  quote: z.string(),
});
