/**
 * The Merkle tree of RFC 6962, section 2.1 (RFC 9162 says the same): the one root under which a window of the journal is sealed, and the short
 * proof that one entry lies under it. A leaf is hashed behind 0x00 and a node behind 0x01, so that no node passes for a leaf.
 *
 * Bytes and hashes are lower-case hexadecimal throughout. The hash function comes in as an argument, since the domain knows no library: it is
 * SHA-256 wherever a tree of ours is built (`shared/store/audit-tree.ts`).
 */
export type HashFunction = (hex: string) => string;

/** Where a leaf lies in a tree, and the hashes on its way up: at most 20 of them in a tree of a million leaves. */
export interface Inclusion {
  /** Counted from 0. */
  readonly index: number;
  /** Leaves of the tree. */
  readonly size: number;
  /** Of the siblings, from the leaf upwards. */
  readonly proof: readonly string[];
}

const LEAF = '00';
const NODE = '01';

const leafHash = (leaf: string, hash: HashFunction): string => hash(LEAF + leaf);
const nodeHash = (left: string, right: string, hash: HashFunction): string => hash(NODE + left + right);

/** Pairs of a level, upwards; the last of an odd level goes up as it is, which is the split of the RFC at the largest power of two. */
function levelAbove(level: readonly string[], hash: HashFunction): string[] {
  const above: string[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left = '', right] = [level[at], level[at + 1]];
    above.push(right === undefined ? left : nodeHash(left, right, hash));
  }
  return above;
}

export interface MerkleTree {
  readonly root: string;
  readonly size: number;
  /** @throws RangeError when there is no such leaf */
  inclusionOf(index: number): Inclusion;
}

/**
 * The tree over leaves in their order.
 * @param leaves what each entry is known by: its own hash, hexadecimal; none is a tree too, whose root is the hash of nothing
 */
export function merkleTree(leaves: readonly string[], hash: HashFunction): MerkleTree {
  const levels: string[][] = [leaves.map((leaf) => leafHash(leaf, hash))];
  for (let top = levels[0] ?? []; top.length > 1; top = levels.at(-1) ?? []) levels.push(levelAbove(top, hash));
  return {
    root: levels.at(-1)?.[0] ?? hash(''),
    size: leaves.length,
    inclusionOf(index) {
      if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index} among ${leaves.length}`);
      const siblings = levels.slice(0, -1).map((level, height) => level[Math.floor(index / 2 ** height) ^ 1]);
      return { index, size: leaves.length, proof: siblings.filter((sibling) => sibling !== undefined) };
    },
  };
}

/**
 * Does a leaf lie at its place under a root? RFC 9162, section 2.1.3.2.
 * @param leaf the hash the entry is known by, before it is hashed as a leaf
 */
export function isIncluded(leaf: string, { index, size, proof }: Inclusion, root: string, hash: HashFunction): boolean {
  if (index < 0 || index >= size) return false;
  let at = index;
  let last = size - 1;
  let current = leafHash(leaf, hash);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      current = nodeHash(sibling, current, hash);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      current = nodeHash(current, sibling, hash);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && current === root;
}
