import * as z from 'zod/mini';

/** A sentence in both languages of the product, Chinese first. */
export const bilingual = z.strictObject({ zh: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) });
export type Bilingual = z.infer<typeof bilingual>;

/**
 * How far a figure can be trusted (reference.md, "Marks on every figure"):
 * `seed` founding document, `sourced` seen in an archived page, `typical` commonly known but not seen, `invented` our default.
 */
export const confidence = z.enum(['seed', 'sourced', 'typical', 'invented']);
export type Confidence = z.infer<typeof confidence>;

/** The place a rule comes from: a source of the programme (`S12`), its article, and the quoted words. */
export const clause = z.strictObject({
  ref: z.string().check(z.minLength(1)),
  article: z.optional(z.string().check(z.minLength(1))),
  quote: z.string().check(z.minLength(1)),
});
export type Clause = z.infer<typeof clause>;
