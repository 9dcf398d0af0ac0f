import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIncluded, merkleTree } from '../../../../../shared/domain/audit/merkle.ts';

const sha256 = (hex: string) => createHash('sha256').update(hex, 'hex').digest('hex');
const leavesOf = (count: number) => Array.from({ length: count }, (_, at) => sha256(at.toString(16).padStart(8, '0')));

/** The leaves of the test vectors of Certificate Transparency, and the roots over the first 0, 1, 2 … of them. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the tree of RFC 6962', () => {
  it.each(ROOTS.map((root, size) => ({ root, size })))('has the published root over $size leaves', ({ root, size }) => {
    expect(merkleTree(LEAVES.slice(0, size), sha256).root).toBe(root);
  });

  it('proves every leaf of every size up to 70, and no leaf at another place', () => {
    for (let size = 1; size <= 70; size++) {
      const leaves = leavesOf(size);
      const tree = merkleTree(leaves, sha256);
      for (const [index, leaf] of leaves.entries()) {
        const inclusion = tree.inclusionOf(index);
        expect(isIncluded(leaf, inclusion, tree.root, sha256)).toBe(true);
        expect(isIncluded(leaf, { ...inclusion, index: (index + 1) % (size + 1) }, tree.root, sha256)).toBe(false);
      }
    }
  });

  it('proves nothing else: not another leaf, size, root, order or length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), (size, one, other) => {
        const leaves = leavesOf(size);
        const { root, inclusionOf } = merkleTree(leaves, sha256);
        const index = one % size;
        const inclusion = inclusionOf(index);
        const holds = (leaf: string, proof = inclusion.proof, of = root) => isIncluded(leaf, { ...inclusion, proof }, of, sha256);
        const leaf = leaves[index] as string;
        expect(holds(leaf)).toBe(true);
        expect(holds(sha256(leaf))).toBe(false);
        expect(holds(leaf, inclusion.proof.slice(1))).toBe(false);
        expect(holds(leaf, [...inclusion.proof, root])).toBe(false);
        expect(holds(leaf, inclusion.proof, sha256(root))).toBe(false);
        const at = other % inclusion.proof.length;
        expect(holds(leaf, inclusion.proof.with(at, sha256('ff')))).toBe(false);
      }),
    );
  });

  it('takes no node for a leaf', () => {
    const [one = '', two = ''] = leavesOf(2);
    const { root } = merkleTree([one, two], sha256);
    const inner = [one, two].map((leaf) => sha256(`00${leaf}`)).join('');
    expect(merkleTree([inner], sha256).root).not.toBe(root);
  });

  it('knows no leaf beyond its own', () => {
    const tree = merkleTree(leavesOf(3), sha256);
    for (const index of [-1, 3, 0.5]) expect(() => tree.inclusionOf(index)).toThrow(RangeError);
  });
});

const MANY = process.env.LONG === '1' ? 1_000_000 : 50_000;
it(`needs less than two kilobytes to prove one of a million, measured on ${MANY}`, { timeout: 120_000 }, () => {
  const leaves = leavesOf(MANY);
  const tree = merkleTree(leaves, sha256);
  for (const index of [0, Math.floor(MANY / 2) + 1, MANY - 1]) {
    const inclusion = tree.inclusionOf(index);
    const levelsMore = Math.ceil(Math.log2(1_000_000)) - Math.ceil(Math.log2(MANY));
    expect(JSON.stringify(inclusion).length + levelsMore * 67).toBeLessThan(2_048);
    expect(isIncluded(leaves[index] as string, inclusion, tree.root, sha256)).toBe(true);
  }
});
