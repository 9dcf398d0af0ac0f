import { createHmac, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditDraft, AuditEntry, AuditValue } from '../domain/audit/entry.ts';
import type { ChainHead } from '../domain/parties/records.ts';
import { sha256Hex } from './artefact-parts.ts';

/** What the first entry of a chain stands on. */
export const FIRST_HASH = '0'.repeat(64);

/** The head of a chain that has no entry yet, with a secret of its own. */
export const newHead = (): ChainHead => ({ seq: 0, hash: FIRST_HASH, salt: randomBytes(16).toString('hex') });

/** SHA-256 over the canonical JSON of an entry without its own hash. */
export const hashOfEntry = ({ hash: _own, ...entry }: AuditEntry | (Omit<AuditEntry, 'hash'> & { hash?: string })): string =>
  sha256Hex(canonicalize(entry) as string);

const keyed = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');
/** The key of one value of one entry: whoever may know the value can be given it, and learns nothing of any other. */
export const keyOfValue = (salt: string, seq: number, field: string): string => keyed(salt, `${seq} ${field}`);
/** What the chain keeps of a sensitive value. */
export const hashOfValue = keyed;

const shown = (value: AuditValue, key: () => string): AuditEntry['changed'][string] => {
  if (typeof value === 'object' && value !== null && 'sensitive' in value) return { hashed: hashOfValue(key(), value.sensitive) };
  return Array.isArray(value) ? [...value] : (value as string | number | boolean | null);
};

/** The next link of a chain: sensitive values hashed by keys of the chain's secret, number and hash of the link before it taken in. */
export function nextEntry(draft: AuditDraft, head: ChainHead): { readonly entry: AuditEntry; readonly head: ChainHead } {
  const seq = head.seq + 1;
  const changed = Object.fromEntries(
    Object.entries(draft.changed).map(([field, value]) => [field, shown(value, () => keyOfValue(head.salt, seq, field))]),
  );
  const open = { ...draft, changed, seq, prevHash: head.hash };
  const hash = hashOfEntry(open);
  return { entry: { ...open, hash }, head: { seq: open.seq, hash, salt: head.salt } };
}

/** The number of the first link that is missing or was touched; undefined when the chain is whole. */
export function firstBrokenLink(entries: readonly AuditEntry[]): number | undefined {
  let prevHash = FIRST_HASH;
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1 || entry.prevHash !== prevHash || hashOfEntry(entry) !== entry.hash) return index + 1;
    prevHash = entry.hash;
  }
  return undefined;
}
