import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import { problemReply } from './problems.ts';
import { validatedQuery } from './validate.ts';

/** The place a list goes on from, as callers see it: base64url of plain characters. */
export const toCursor = (place: string): string => btoa(place).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

function placeOf(cursor: string): string | undefined {
  try {
    return atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}

type PageQuery = { readonly limit: number; readonly cursor?: string | undefined };

/**
 * The query of a list, and the place it goes on from. A cursor is the caller's to alter, so it is believed only where its place has the form
 * of this list; what place it names within, the key of the query limits.
 * @param form of the places of this very list, anchored at both ends
 */
export function validatedPage<Schema extends z.ZodMiniType<PageQuery>>(
  context: Context,
  schema: Schema,
  form: RegExp,
): Result<{ readonly query: z.output<Schema>; readonly after: string | undefined }, Response> {
  const query = validatedQuery(context, schema);
  if (!query.ok) return query;
  const { cursor } = query.value;
  if (cursor === undefined) return ok({ query: query.value, after: undefined });
  const after = placeOf(cursor);
  if (after !== undefined && form.test(after)) return ok({ query: query.value, after });
  const detail = { zh: '不是本列表给出的游标', en: 'is no cursor of this list' };
  return refuse(problemReply(context, 'invalid-request', [{ pointer: '/cursor', code: 'unknown-cursor', detail }]));
}
