import type { AuditExport } from '../contracts/audit-export.ts';
import type { AuditEntry } from '../domain/audit/entry.ts';
import { keyOfValue } from './audit-chain.ts';
import type { Values } from './case-contents.ts';

/** What entries hashed last of each field that still is there: field → entry and hash. */
export function hashedLast(entries: readonly Pick<AuditEntry, 'seq' | 'changed'>[]): ReadonlyMap<string, { seq: number; hashed: string }> {
  const last = new Map<string, { seq: number; hashed: string }>();
  for (const { seq, changed } of entries)
    for (const [field, value] of Object.entries(changed)) {
      if (typeof value === 'object' && value !== null && 'hashed' in value) last.set(field, { seq, hashed: value.hashed });
      else last.delete(field);
    }
  return last;
}

/**
 * The records themselves, each with the key of the one value it is: whoever has the file can tell that nothing of them was changed since.
 * @param values as `contentsOfCase` has them
 * @param kinds the first words of the fields the reader may know
 */
export function discloseRecords(
  entries: readonly AuditEntry[],
  values: Values,
  kinds: readonly string[],
  salt: string,
): AuditExport['records'] {
  const named = hashedLast(entries);
  return Object.keys(values)
    .filter((field) => kinds.includes(field.split('.', 1)[0] as string))
    .sort()
    .flatMap((field) => {
      const value = values[field];
      const seq = named.get(field)?.seq;
      if (seq === undefined || typeof value !== 'object' || value === null || !('sensitive' in value)) return [];
      return [{ seq, field, key: keyOfValue(salt, seq, field), content: JSON.parse(value.sensitive) }];
    });
}
