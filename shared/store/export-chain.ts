import type { AuditExport } from '../contracts/audit-export.ts';
import { buildExport, type Placed } from '../contracts/build-audit-export.ts';
import type { AggregateKind, AuditEntry } from '../domain/audit/entry.ts';
import type { MerkleTree } from '../domain/audit/merkle.ts';
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
  readonly records?: AuditExport['records'];
}

/** Looked for at the same time: an old chain lies under as many seals as it has entries. */
const LANES = 16;

async function inLanes<Item, Answer>(items: readonly Item[], work: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const next = items.entries();
  const lane = async (): Promise<void> => {
    for (const [at, item] of next) answers[at] = await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return answers;
}

/**
 * A chain with all that proves it, found among the seals. What is not sealed yet (the last minutes) goes out without proof.
 * Two calls to the journal and some objects for each five minutes in which something was written.
 */
export async function exportChain(
  ports: SealFinderPorts,
  { aggregate, entries, transfers = [], records = [] }: ChainToExport,
): Promise<AuditExport> {
  const findSeal = createSealFinder(ports);
  const trees = new Map<string, MerkleTree>();
  const place = async ({ leaf, at }: { readonly leaf: string; readonly at: string }): Promise<Placed | undefined> => {
    const found = await findSeal(leaf, at);
    if (!found) return undefined;
    const { publicKey, ...seal } = found.seal;
    const tree = trees.get(seal.root) ?? treeOf(found.leaves);
    trees.set(seal.root, tree);
    return { seal, publicKey, inclusion: tree.inclusionOf(found.index) };
  };
  const placed = await inLanes(
    entries.map(({ hash, at }) => ({ leaf: hash, at })),
    place,
  );
  const placedTransfers = await inLanes(
    transfers.map(({ row, at }) => ({ leaf: leafOfItem(row), at })),
    place,
  );
  // The schema speaks of rows that may be written to; these are only read.
  const rows = transfers.map(({ row }) => ({ ...row }) as AuditExport['transfers'][number]);
  return buildExport({ aggregate, entries, transfers: rows, records, placed, placedTransfers });
}
