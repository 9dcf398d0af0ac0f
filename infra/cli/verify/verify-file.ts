import canonicalize from 'canonicalize';
import { type AuditExport, auditExport } from '../../../shared/contracts/audit-export.ts';
import { firstFinding } from './check-export.ts';
import { endOfJson, firstDifference, type Path, placeOf } from './file-places.ts';
import type { FindingCode } from './findings.ts';

export type Verdict =
  | { readonly holds: true; readonly file: AuditExport }
  /** @property byte of the file, counted from 0, at which the first thing begins that does not verify */
  | { readonly holds: false; readonly code: FindingCode; readonly byte: number; readonly path: Path };

const broken = (code: FindingCode, byte: number, path: Path = []): Verdict => ({ holds: false, code, byte, path });

/** A key or an order that canonical JSON would have written otherwise; numbers and strings too. */
const canonicalBytes = (json: unknown): Uint8Array => Buffer.from(canonicalize(json) ?? '');

/**
 * Checks the bytes of an exported file from the outside in: that they are text, JSON, written as an export is, of its shape; then keys, seals, chain and
 * places under the seals.
 * @param trusted names of the keys that count; those in the file when undefined
 * @throws CannotTell when a seal was signed by an algorithm this program does not know
 */
export function verifyFile(bytes: Uint8Array, trusted?: ReadonlySet<string>): Verdict {
  // A mark of byte order is a letter like any other: an export has none.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const notText = firstDifference(bytes, Buffer.from(text));
  if (notText !== undefined) return broken('not-utf-8', notText);
  const end = endOfJson(text);
  if (end !== undefined) return broken('not-json', end);
  const json: unknown = JSON.parse(text);
  const written = firstDifference(bytes, canonicalBytes(json));
  if (written !== undefined) return broken('not-as-exported', written);
  const read = auditExport.safeParse(json);
  if (!read.success) {
    const path = (read.error.issues[0]?.path ?? []) as Path;
    return broken('wrong-shape', placeOf(text, path), path);
  }
  const found = firstFinding(read.data, trusted);
  return found ? broken(found.code, placeOf(text, found.path), found.path) : { holds: true, file: read.data };
}
