import canonicalize from 'canonicalize';
import { auditExport } from '../../../shared/contracts/audit-export.ts';
import type { AuditEntry } from '../../../shared/domain/audit/entry.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { ChainHead } from '../../../shared/domain/parties/records.ts';
import { type ChainToExport, exportChain } from '../../../shared/store/export-chain.ts';
import { transfersNamed } from '../../../shared/store/transfer-hash.ts';
import { readTransferRows } from '../../../shared/store/transfer-rows.ts';
import type { AuditParts } from '../audit-parts.ts';

/** An entry with its proof takes some 2 KB, and an answer of Lambda 6 MB with every quotation mark in it counted twice. */
export const MOST_ENTRIES = 2_000;
export const MOST_BYTES = 4_500_000;
const PAGE = 200;

type Aggregate = ChainToExport['aggregate'];
type Head = Pick<ChainHead, 'seq' | 'hash'>;

/**
 * A chain from the first entry to its head, as far as it is there: a row that somebody took away is missing in the file too, whose head then tells on it.
 * One Query for each 200 entries, or 1 MB.
 */
async function readWholeChain({ chains }: Pick<AuditParts, 'chains'>, { kind, id }: Aggregate, head: Head): Promise<AuditEntry[]> {
  const newestFirst: AuditEntry[] = [];
  for (let seq = head.seq; seq > 0; ) {
    const { entries } = await chains.readChain(kind, id, { seq }, PAGE);
    newestFirst.push(...entries.map(({ entry }) => entry));
    seq = (entries.at(-1)?.entry.seq ?? 1) - 1;
  }
  return newestFirst.toReversed();
}

/**
 * The file that proves a chain (`npm run verify-case`): its entries, the transfers they name, and the seals all of it lies under.
 * @param head where the records of the case or organisation say that the chain ends, or how far it is the asker's; the file says the same, whatever
 *   the journal holds
 * @param recordsOf what of the records themselves is shown beside it, by the entries that speak of them
 * @returns the very text of the file, canonical JSON (RFC 8785); `chain-too-long` when one answer cannot carry it
 */
export async function exportFile(
  parts: AuditParts,
  aggregate: Aggregate,
  head: Head,
  recordsOf: (entries: readonly AuditEntry[]) => NonNullable<ChainToExport['records']> = () => [],
): Promise<Result<string, 'chain-too-long'>> {
  if (head.seq > MOST_ENTRIES) return refuse('chain-too-long');
  const entries = await readWholeChain(parts, aggregate, head);
  const transfers = await readTransferRows(parts.rows, [...transfersNamed(entries).keys()]);
  const chain = await exportChain(parts, { aggregate, entries, transfers, records: recordsOf(entries) });
  const file = canonicalize(auditExport.parse({ ...chain, head: { seq: head.seq, hash: head.hash } })) as string;
  return Buffer.byteLength(file) > MOST_BYTES ? refuse('chain-too-long') : ok(file);
}
