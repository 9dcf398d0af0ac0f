import * as z from 'zod/mini';

/** What every list takes: `?limit=` and, to go on, the `?cursor=` of the answer before. Spread into the query of an operation. */
export const pageQuery = {
  limit: z._default(z.coerce.number().check(z.int()).check(z.gte(1)).check(z.lte(100)), 50),
  cursor: z.optional(z.string().check(z.maxLength(512))),
};

/** What every list answers. `nextCursor` null: that was all. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });
