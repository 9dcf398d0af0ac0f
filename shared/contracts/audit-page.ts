import * as z from 'zod/mini';
import { author } from '../domain/audit/entry.ts';
import { pageOf, pageQuery } from './page.ts';

const instant = z.string();

/** `GET /v1/organisations/{id}/audit`: the chain, newest first. */
export const auditQuery = z.strictObject({ ...pageQuery });
const audited = z.object({
  seq: z.int(),
  action: z.string(),
  at: instant,
  by: author,
  changed: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), z.object({ hashed: z.string() })]),
  ),
  reason: z.optional(z.string()),
  prevHash: z.string(),
  hash: z.string(),
  /** Its hash is that of its content, and it stands on the entry before it. */
  holds: z.boolean(),
});
export const auditPage = z.object({
  ...pageOf(audited).shape,
  /** The end of the chain as the organisation's own record has it. */
  head: z.object({ seq: z.int(), hash: z.string() }),
  /** Every entry of this page holds, none is missing, and the newest is the head. */
  intact: z.boolean(),
});
