import type { Context } from 'hono';
import { auditPage, auditQuery } from '../contracts/audit-page.ts';
import type { AggregateKind, AuditEntry } from '../domain/audit/entry.ts';
import type { ChainHead } from '../domain/parties/records.ts';
import { unknownCursor, validatedPage, writeCursor } from './cursor.ts';
import { reply } from './reply.ts';

const SEQ = /^[1-9]\d{0,11}$/;

/** Entries of a chain from one on downwards, and whether they hold. */
export type ReadChain = (
  kind: AggregateKind,
  id: string,
  from: { readonly seq: number; readonly hash?: string },
  limit: number,
) => Promise<{
  readonly entries: readonly { readonly entry: AuditEntry; readonly holds: boolean }[];
  readonly intact: boolean;
  readonly more: boolean;
}>;

/** A page of what was ever done to an organisation or a case, newest first, with whether its chain holds. */
export async function auditReply(
  context: Context,
  { kind, id, head }: { readonly kind: AggregateKind; readonly id: string; readonly head: ChainHead },
  readChain: ReadChain,
): Promise<Response> {
  const list = `audit:${kind}:${id}`;
  const page = validatedPage(context, auditQuery, list);
  if (!page.ok) return page.refusal;
  const { after, limit } = page.value;
  if (after !== undefined && (!SEQ.test(after) || Number(after) > head.seq)) return unknownCursor(context);
  const from = after === undefined ? { seq: head.seq, hash: head.hash } : { seq: Number(after) };
  const { entries, intact, more } = await readChain(kind, id, from, limit);
  const last = entries.at(-1)?.entry.seq;
  return reply(context, auditPage, {
    items: entries.map(({ entry, holds }) => ({ ...entry, holds })),
    nextCursor: more && last !== undefined ? writeCursor(list, String(last - 1)) : null,
    head: { seq: head.seq, hash: head.hash },
    intact,
  });
}
