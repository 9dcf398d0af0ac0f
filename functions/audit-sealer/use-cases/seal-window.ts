import { NO_SEAL, type Seal, type SealStatement } from '../../../shared/domain/audit/seal.ts';
import { windowToSeal } from '../../../shared/domain/audit/windows.ts';
import { hashOfSeal, signedBytes, treeOf } from '../../../shared/store/audit-tree.ts';
import type { StoredSeal } from '../../../shared/store/seal-store.ts';
import type { SealerPorts } from './ports.ts';

const bareSeal = ({ publicKey: _key, ...seal }: StoredSeal): Seal => seal;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
 * Puts every copy that arrived since the last seal under one signed root.
 *
 * The row in the journal is the moment it happens: two runs cannot both follow the same seal. Leaves are kept before it under their own root, the
 * seal itself in locked storage after it, and that again at the next run, so whichever step a run ends at, the next one completes it.
 * @returns the seal; undefined when nothing was due, or another run was first
 */
export async function sealWindow({ seals, locked, signer, now }: SealerPorts): Promise<StoredSeal | undefined> {
  const last = await seals.readLast();
  if (last) await locked.keepSeal(last);
  const window = windowToSeal(now(), last && new Date(last.to), last ? undefined : await locked.oldestCopy());
  if (!window) return undefined;

  const leaves = (await locked.listCopies(window.from, window.to)).map(({ leaf }) => leaf);
  const { root } = treeOf(leaves);
  const { keyId, publicKey } = await signer.publicKey();
  const statement: SealStatement = {
    format: 'rongqiao-seal/1',
    number: (last?.number ?? 0) + 1,
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    count: leaves.length,
    root,
    previousSealHash: last ? hashOfSeal(bareSeal(last)) : NO_SEAL,
    algorithm: signer.algorithm,
    keyId,
  };
  await locked.keepLeaves(root, leaves);
  const seal: StoredSeal = { ...statement, signature: hex(await signer.sign(signedBytes(statement))), publicKey: hex(publicKey) };
  if (!(await seals.add(seal))) return undefined;
  await locked.keepSeal(seal);
  return seal;
}
