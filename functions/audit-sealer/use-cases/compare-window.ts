import { auditEntry } from '../../../shared/domain/audit/entry.ts';
import { FIRST_HASH, hashOfEntry } from '../../../shared/store/audit-chain.ts';
import { treeOf } from '../../../shared/store/audit-tree.ts';
import type { SealFinder } from '../../../shared/store/find-seal.ts';
import { bytesOfCopy, type JournalCopy, leafOf } from '../../../shared/store/journal-copy.ts';
import type { PlainRow } from '../../../shared/store/journal-rows.ts';
import { auditKey } from '../../../shared/store/keys/journal.ts';
import { rowName } from '../../../shared/store/keys/key.ts';
import type { CopyPlace } from '../../../shared/store/locked-store.ts';
import type { Difference, DifferenceKind, StoredSeal } from '../../../shared/store/seal-store.ts';
import type { SealerPorts } from './ports.ts';

type Comparison = { readonly compared: number; readonly differences: readonly Difference[] };
type Key = { readonly pk: string; readonly sk: string };
type Found = { readonly place: CopyPlace; readonly copy: JournalCopy };

/** Copies read at the same time. */
const AT_ONCE = 16;

const keyOf = (item: Readonly<Record<string, unknown>>): Key => ({ pk: String(item.pk), sk: String(item.sk) });
const placeName = ({ minute, leaf }: CopyPlace): Key => ({ pk: `copies/${minute}`, sk: leaf });
const named = (kind: DifferenceKind, { pk, sk }: Key): Difference => ({ kind, pk, sk });
const sameJson = (one: JournalCopy, row: PlainRow): boolean =>
  Buffer.compare(bytesOfCopy(one), bytesOfCopy({ change: 'added', item: row })) === 0;

async function readCopies(
  { locked }: Pick<SealerPorts, 'locked'>,
  places: readonly CopyPlace[],
): Promise<{ copies: Found[]; damaged: CopyPlace[] }> {
  const copies: Found[] = [];
  const damaged: CopyPlace[] = [];
  for (let at = 0; at < places.length; at += AT_ONCE) {
    const some = places.slice(at, at + AT_ONCE);
    const read = await Promise.all(some.map((place) => locked.readCopy(place)));
    for (const [index, place] of some.entries()) {
      const copy = read[index];
      if (copy && leafOf(copy) === place.leaf) copies.push({ place, copy });
      else damaged.push(place);
    }
  }
  return { copies, damaged };
}

/** The link before an entry: its key and the hash it must have; undefined where the chain begins, or where it is no entry. */
function linkBefore({ pk: _pk, sk: _sk, ...content }: Readonly<Record<string, unknown>>): (Key & { readonly hash: string }) | undefined {
  const { data: entry } = auditEntry.safeParse(content);
  if (!entry || entry.prevHash === FIRST_HASH || entry.seq < 2) return undefined;
  return { ...auditKey(entry.aggregate.kind, entry.aggregate.id, entry.seq - 1), hash: entry.prevHash };
}

const hashOfRow = ({ pk: _pk, sk: _sk, ...content }: PlainRow): string | undefined => {
  const { data } = auditEntry.safeParse(content);
  return data && hashOfEntry(data);
};

/**
 * Compares one sealed window three ways: the copies with the root they were sealed under, each copy with its row of the journal, and each link
 * before a copied entry with the hash the entry names, which no longer fits when that row was changed or never came; and that link must have
 * been copied and sealed itself.
 */
export async function compareWindow(
  ports: Pick<SealerPorts, 'locked' | 'rows'> & { readonly findSeal: SealFinder },
  seal: StoredSeal,
): Promise<Comparison> {
  const places = await ports.locked.listCopies(new Date(seal.from), new Date(seal.to));
  const { root, size } = treeOf(places.map(({ leaf }) => leaf));
  const differences: Difference[] = [];
  if (root !== seal.root || size !== seal.count) differences.push(named('seal-differs', { pk: 'SEAL', sk: seal.from }));

  const { copies, damaged } = await readCopies(ports, places);
  differences.push(...damaged.map((place) => named('copy-damaged', placeName(place))));
  const added = copies.flatMap(({ copy }) => (copy.change === 'added' ? [copy] : []));
  for (const { copy } of copies) if (copy.change !== 'added') differences.push(named(copy.change, keyOf(copy.before)));

  const before = added.flatMap(({ item }) => linkBefore(item) ?? []);
  const rows = await ports.rows.read([...added.map(({ item }) => keyOf(item)), ...before]);
  for (const copy of added) {
    const key = keyOf(copy.item);
    const row = rows.get(rowName(key));
    if (!row) differences.push(named('row-missing', key));
    else if (!sameJson(copy, row)) differences.push(named('row-changed', key));
  }
  for (const link of before) {
    const row = rows.get(rowName(link));
    if (!row || hashOfRow(row) !== link.hash) differences.push(named(row ? 'row-changed' : 'row-missing', link));
    else if (!(await ports.findSeal(link.hash, String(row.at)))) differences.push(named('predecessor-not-copied', link));
  }
  const distinct = new Map(differences.map((one) => [`${one.kind} ${rowName(one)}`, one]));
  return { compared: copies.length, differences: [...distinct.values()] };
}
