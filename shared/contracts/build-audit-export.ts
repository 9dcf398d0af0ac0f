import type { AuditEntry } from '../domain/audit/entry.ts';
import type { Inclusion } from '../domain/audit/merkle.ts';
import type { Seal, SealingKey } from '../domain/audit/seal.ts';
import type { AuditExport } from './audit-export.ts';

/** Where one entry or transfer was found: its seal, the key of that, and its way to the root. */
export interface Placed {
  readonly seal: Seal;
  readonly publicKey: string;
  readonly inclusion: Inclusion;
}

export interface ExportParts {
  readonly aggregate: AuditExport['aggregate'];
  /** From the first to the newest. */
  readonly entries: readonly AuditEntry[];
  /** Rows of the ledger as they stand in the journal (`plainItem`). */
  readonly transfers?: AuditExport['transfers'];
  /** What the entries hash, as far as the reader may know it. */
  readonly records?: AuditExport['records'];
  /** As many as the entries, in their order; undefined for one that is not sealed yet. */
  readonly placed: readonly (Placed | undefined)[];
  readonly placedTransfers?: readonly (Placed | undefined)[];
}

/** Those from the first on that are sealed: what stands behind a gap counts as not sealed yet. */
function sealedOf(placed: readonly (Placed | undefined)[]): readonly Placed[] {
  const gap = placed.indexOf(undefined);
  return (gap < 0 ? placed : placed.slice(0, gap)) as readonly Placed[];
}

const wire = ({ seal: { number }, inclusion: { index, size, proof } }: Placed) => ({ seal: number, index, size, proof: [...proof] });

const distinctBy = <Item>(items: readonly Item[], key: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

/**
 * Puts together what proves one chain. Its canonical JSON is the file: `canonicalize(buildExport(…))`. Transfers that are not sealed yet are left out.
 * @throws RangeError when there is no entry, or places and what they are of do not go together
 */
export function buildExport({ aggregate, entries, transfers = [], records = [], placed, placedTransfers = [] }: ExportParts): AuditExport {
  const newest = entries.at(-1);
  if (!newest || placed.length !== entries.length || placedTransfers.length !== transfers.length)
    throw new RangeError('a chain has an entry, and there is one place for each entry and each transfer');
  const sealed = sealedOf(placed);
  const kept = transfers.flatMap((transfer, at) => {
    const place = placedTransfers[at];
    return place ? [{ transfer, place }] : [];
  });
  const used = [...sealed, ...kept.map(({ place }) => place)];
  return {
    format: 'rongqiao-audit/1',
    aggregate,
    head: { seq: newest.seq, hash: newest.hash },
    entries: [...entries],
    transfers: kept.map(({ transfer }) => transfer),
    records: [...records],
    sealed: sealed.length,
    inclusion: sealed.map((place, at) => ({ seq: at + 1, ...wire(place) })),
    transferInclusion: kept.map(({ place }, at) => ({ at, ...wire(place) })),
    seals: distinctBy(
      used.map(({ seal }) => seal),
      ({ number }) => String(number),
    ).sort((one, other) => one.number - other.number),
    publicKeys: distinctBy(
      used.map(({ seal: { keyId, algorithm }, publicKey }): SealingKey => ({ keyId, algorithm, publicKey })),
      ({ keyId }) => keyId,
    ).sort((one, other) => (one.keyId < other.keyId ? -1 : 1)),
  };
}
