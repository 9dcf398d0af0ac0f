import type { Context } from 'hono';
import * as z from 'zod/mini';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import { problemReply } from './problems.ts';
import { validatedQuery } from './validate.ts';

const cursorContent = z.tuple([z.string(), z.string().check(z.minLength(1))]);

/** Where a page ended, as an opaque word. `list` names the list with whose it is: of another it is no cursor. */
export const writeCursor = (list: string, lastKey: string): string => Buffer.from(JSON.stringify([list, lastKey])).toString('base64url');

/** The key a cursor of this list stands for; undefined for anything else. */
export function readCursor(list: string, cursor: string): string | undefined {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
  const read = cursorContent.safeParse(content);
  return read.success && read.data[0] === list && writeCursor(list, read.data[1]) === cursor ? read.data[1] : undefined;
}

/** The refusal of a cursor this list never gave. */
export function unknownCursor(context: Context): Response {
  const detail = { zh: '不是本列表给出的翻页标记', en: 'is not a cursor an earlier answer of this list gave' };
  return problemReply(context, 'invalid-request', [{ pointer: '/cursor', code: 'invalid-cursor', detail }]);
}

/**
 * The query of a request for a page: `after` is the key of the last row of the page before. A cursor that is broken or belongs to another
 * list is refused by its name; `fits` says what a key of this list looks like.
 */
export function validatedPage<Schema extends z.ZodMiniType<{ limit: number; cursor?: string | undefined }>>(
  context: Context,
  schema: Schema,
  list: string,
  fits: (lastKey: string) => boolean = () => true,
): Result<z.output<Schema> & { readonly after: string | undefined }, Response> {
  const query = validatedQuery(context, schema);
  if (!query.ok) return query;
  const { cursor } = query.value;
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  if (cursor !== undefined && (after === undefined || !fits(after))) return refuse(unknownCursor(context));
  return ok({ ...query.value, after });
}

const BY_PLACE = /^\d{6}#[^#]{1,40}#[A-Za-z0-9._-]{1,64}$/;
/**
 * What the keys of a list by place look like: division, day, case. A list of a region begins with its digits, and a place outside of it is no
 * place of that list.
 */
export const inRegion =
  (region: string) =>
  (place: string): boolean =>
    BY_PLACE.test(place) && place.startsWith(region);
