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

/** A chain with where it ends. */
export interface ChainToRead {
  readonly kind: AggregateKind;
  readonly id: string;
  readonly head: Pick<ChainHead, 'seq' | 'hash'>;
}
const FEW = 10;

/** The chain as it ended before a moment: what was entered from then on is not the asker's yet. Reads only where there is such a moment. */
export async function chainBefore(readChain: ReadChain, { kind, id, head }: ChainToRead, moment: string | undefined): Promise<ChainToRead> {
  if (moment === undefined) return { kind, id, head };
  for (let from = head.seq; from > 0; from -= FEW) {
    const { entries } = await readChain(kind, id, { seq: from }, FEW);
    const last = entries.find(({ entry }) => entry.at < moment)?.entry;
    if (last) return { kind, id, head: { seq: last.seq, hash: last.hash } };
  }
  throw new Error(`nothing of ${kind} ${id} was entered before ${moment}`);
}

/** A page of what was ever done to an organisation or a case, newest first, with whether its chain holds. */
export async function auditReply(context: Context, { kind, id, head }: ChainToRead, readChain: ReadChain): Promise<Response> {
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
