import type { Context } from 'hono';
import type * as z from 'zod/mini';

type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;

/**
 * Sends an answer after parsing it with its own schema: a field no contract names cannot slip out, and a wrong answer is a fault here,
 * not a puzzle there. `etag` makes it cacheable with a question each time.
 */
export function reply<Schema extends z.ZodMiniType>(
  context: Context,
  schema: Schema,
  answer: DeepReadonly<z.input<Schema>>,
  etag?: string,
): Response {
  if (etag !== undefined) {
    const tag = `"${etag}"`;
    context.header('etag', tag);
    context.header('cache-control', 'public, max-age=60, stale-while-revalidate=600');
    // Compared weakly: the tag of a packed answer comes back with `W/` in front.
    if (context.req.header('if-none-match')?.replace(/^W\//, '') === tag) return context.body(null, 304);
  }
  return context.json(schema.parse(answer) as object);
}
