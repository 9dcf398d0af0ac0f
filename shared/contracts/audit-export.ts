import * as z from 'zod/mini';
import { AGGREGATES, auditEntry } from '../domain/audit/entry.ts';
import { hex32, seal, sealingKey } from '../domain/audit/seal.ts';

const position = z.int().check(z.nonnegative());

/** Where something lies under a seal: its place in the tree, and the hashes on its way to the root. */
const inclusion = {
  /** The number of a seal of this file. */
  seal: z.int().check(z.positive()),
  index: position,
  size: z.int().check(z.positive()),
  proof: z.array(hex32),
};

/** A row of the ledger that belongs to the file, as it stands in the journal, key and all. What was read from JSON holds nothing but JSON. */
const transfer = z.record(z.string(), z.custom<z.core.util.JSONType>());

const fields = z.string().check(z.regex(/^[a-z]+(?:\.[A-Za-z0-9._-]+)?$/i));
/** A record of the case as it stands, with the key that shows it to be what entry `seq` hashed last of this field. */
const record = z.strictObject({ seq: z.int().check(z.positive()), field: fields, key: hex32, content: z.custom<z.core.util.JSONType>() });

/** What of a case every reader of its chain may know in full; all of it that an entry names is in the file. */
export const RECORDS_FOR_ALL = [
  'settled',
  'struck',
  'confirmation',
  'conditions',
  'conditionReports',
  'decision',
  'corrections',
  'appeals',
] as const;
/** What only the offices that decide, and auditors, are told beside it. */
export const RECORDS_FOR_OFFICES = ['flags', 'halt', 'proposal', 'opinions', 'recoveries'] as const;
/** Who objects is told to those who settle objections, and to auditors. */
export const RECORDS_FOR_SETTLERS = ['objections'] as const;

/**
 * One chain of the audit as anyone may keep it and check it without us (`npm run verify-case`). The file is the canonical JSON (RFC 8785) of this
 * and nothing else, in UTF-8 without a line's end, so that there is no byte in it that proves nothing.
 */
export const auditExport = z.strictObject({
  format: z.literal('rongqiao-audit/1'),
  aggregate: z.strictObject({ kind: z.enum(AGGREGATES), id: z.string() }),
  /** The newest entry: an export that ends before it lacks something. */
  head: z.strictObject({ seq: position, hash: hex32 }),
  /** From the first to the newest, none left out. */
  entries: z.array(z.strictObject({ ...auditEntry.shape, prevHash: hex32, hash: hex32 })).check(z.minLength(1)),
  /** Those that are sealed: nothing else in the file would vouch for one that is not yet. */
  transfers: z.array(transfer),
  /** In the order of their fields. What an entry names and its reader may not know is not among them. */
  records: z.array(record),
  /** How many entries, from the first on, lie under a seal; the newest may wait some minutes for theirs. */
  sealed: position,
  inclusion: z.array(z.strictObject({ seq: z.int().check(z.positive()), ...inclusion })),
  /** Of the transfers in their order, `at` counted from 0. */
  transferInclusion: z.array(z.strictObject({ at: position, ...inclusion })),
  /** Every seal named above, by number, and no other. */
  seals: z.array(seal),
  /** Every key those were signed with. */
  publicKeys: z.array(sealingKey),
});
export type AuditExport = z.infer<typeof auditExport>;
