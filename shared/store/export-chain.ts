import type { AuditExport } from '../contracts/audit-export.ts';
import { buildExport, type Placed } from '../contracts/build-audit-export.ts';
import type { AggregateKind, AuditEntry } from '../domain/audit/entry.ts';
import { treeOf } from './audit-tree.ts';
import { createSealFinder, type SealFinderPorts } from './find-seal.ts';
import { leafOfItem } from './journal-copy.ts';
import type { PlainRow } from './journal-rows.ts';

export interface ChainToExport {
  readonly aggregate: { readonly kind: AggregateKind; readonly id: string };
  /** From the first to the newest, as `readChain` gives them the other way round. */
  readonly entries: readonly AuditEntry[];
  /** Rows of the ledger that belong to it, and when each was written. */
  readonly transfers?: readonly { readonly row: PlainRow; readonly at: string }[];
}

/**
 * A chain with all that proves it, found among the seals. What is not sealed yet (the last minutes) goes out without proof.
 * Two calls to the journal and some objects for each five minutes in which something was written.
 */
export async function exportChain(ports: SealFinderPorts, { aggregate, entries, transfers = [] }: ChainToExport): Promise<AuditExport> {
  const findSeal = createSealFinder(ports);
  const place = async (leaf: string, at: string): Promise<Placed | undefined> => {
    const found = await findSeal(leaf, at);
    if (!found) return undefined;
    const { publicKey, ...seal } = found.seal;
    return { seal, publicKey, inclusion: treeOf(found.leaves).inclusionOf(found.index) };
  };
  const placed: (Placed | undefined)[] = [];
  for (const { hash, at } of entries) placed.push(await place(hash, at));
  const placedTransfers: (Placed | undefined)[] = [];
  for (const { row, at } of transfers) placedTransfers.push(await place(leafOfItem(row), at));
  // The schema speaks of rows that may be written to; these are only read.
  const rows = transfers.map(({ row }) => ({ ...row }) as AuditExport['transfers'][number]);
  return buildExport({ aggregate, entries, transfers: rows, placed, placedTransfers });
}
