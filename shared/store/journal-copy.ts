import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import { auditEntry } from '../domain/audit/entry.ts';
import { sha256Hex } from './artefact-parts.ts';
import { hashOfEntry } from './audit-chain.ts';
import { auditKey, SEALS } from './keys/journal.ts';
import { type Plain, plainItem } from './plain-item.ts';

/** A change of the journal as its stream tells it, as far as it is kept. Source: DynamoDB Streams API Reference, `Record`. */
const streamRecord = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({ NewImage: z.optional(z.unknown()), OldImage: z.optional(z.unknown()) }),
});

/**
 * What is kept of one change. `added`: a new item, as everything in the journal should be. The other two must never come: the item was replaced
 * or removed, by someone with more rights than any function has.
 */
const journalCopy = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('added'), item: z.record(z.string(), z.any()) }),
  z.strictObject({
    change: z.enum(['replaced', 'removed']),
    before: z.record(z.string(), z.any()),
    item: z.nullable(z.record(z.string(), z.any())),
  }),
]);
export type JournalCopy = z.infer<typeof journalCopy>;

const CHANGES = { MODIFY: 'replaced', REMOVE: 'removed' } as const;

/**
 * A record of the journal's stream as it is kept.
 * @returns undefined for seals and checks, which the sealer keeps by itself
 * @throws ZodError when it is no such record, or lacks an image
 */
export function copyOf(record: unknown): JournalCopy | undefined {
  const { eventName, dynamodb } = streamRecord.parse(record);
  if (eventName === 'INSERT') {
    const item = plainItem(dynamodb.NewImage);
    return item.pk === SEALS ? undefined : { change: 'added', item };
  }
  const item = eventName === 'MODIFY' ? plainItem(dynamodb.NewImage) : null;
  return { change: CHANGES[eventName], before: plainItem(dynamodb.OldImage), item };
}

/** The bytes of a copy: canonical JSON (RFC 8785), the same however often the change is told. */
export const bytesOfCopy = (copy: JournalCopy): Uint8Array => Buffer.from(canonicalize(copy) as string);

/** @throws Error when they are no copy */
export const readCopy = (bytes: Uint8Array): JournalCopy => journalCopy.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));

/** What a row of the journal is known by: an audit entry by the hash of its content, anything else by that of its canonical JSON. */
export function leafOfItem(item: Readonly<Record<string, Plain>>): string {
  const { pk, sk, ...content } = item;
  const entry = auditEntry.safeParse(content);
  if (entry.success) {
    const { aggregate, seq } = entry.data;
    const key = auditKey(aggregate.kind, aggregate.id, seq);
    // Computed anew, never taken from the row; and only where nothing stands in the row beside the entry.
    if (key.pk === pk && key.sk === sk && canonicalize(entry.data) === canonicalize(content)) return hashOfEntry(entry.data);
  }
  return sha256Hex(canonicalize(item) as string);
}

/** What a copy is known by under the seal: that of its row, or, of what should never have happened, the hash of the copy itself. */
export const leafOf = (copy: JournalCopy): string => (copy.change === 'added' ? leafOfItem(copy.item) : sha256Hex(bytesOfCopy(copy)));
