import * as z from 'zod/mini';

/** What every list takes: how many at most, and where the answer before ended. A list with filters extends it. */
export const pageQuery = z.strictObject({
  limit: z._default(z.coerce.number().check(z.int()).check(z.gte(1)).check(z.lte(100)), 50),
  /** As the answer before gave it in `nextCursor`. */
  cursor: z.optional(z.string().check(z.maxLength(600))),
});

/** What every list answers. A page may be shorter than asked for; the list ends where `nextCursor` is null. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });
