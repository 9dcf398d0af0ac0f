import { createPublicKey, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type HashFunction, type Inclusion, isIncluded, type MerkleTree, merkleTree } from '../domain/audit/merkle.ts';
import type { Seal, SealingKey, SealStatement } from '../domain/audit/seal.ts';
import { sha256Hex } from './artefact-parts.ts';

/**
 * The cryptography of seals, for the sealer and for whoever checks an exported file: SHA-256 trees, what is signed, and whether a signature
 * holds. It stands in the store because the domain knows no library; no SDK is imported here, so that the verifier of a file needs none.
 */
const sha256: HashFunction = (hex) => sha256Hex(Buffer.from(hex, 'hex'));

/** The tree over leaves as they are known: hashes, hexadecimal. */
export const treeOf = (leaves: readonly string[]): MerkleTree => merkleTree(leaves, sha256);

export const liesUnder = (leaf: string, inclusion: Inclusion, root: string): boolean => isIncluded(leaf, inclusion, root, sha256);

/** The bytes a seal's signature is over. */
export function signedBytes({ signature: _own, ...statement }: SealStatement & { readonly signature?: string }): Uint8Array {
  return Buffer.from(canonicalize(statement) as string);
}

/** What the next seal names as the one before it. */
export const hashOfSeal = (seal: Seal): string => sha256Hex(canonicalize(seal) as string);

/** What a key is called: the SHA-256 of its public half, so that nobody can pass one for another. */
export const keyIdOf = (publicKey: Uint8Array): string => sha256Hex(publicKey);

/** `unknown-algorithm`: this program cannot tell. */
export type SignatureVerdict = 'holds' | 'broken' | 'unknown-algorithm';

/** Was this seal signed with this key? A key that cannot be read makes it broken. */
export function checkSignature(seal: Seal, { algorithm, publicKey }: Pick<SealingKey, 'algorithm' | 'publicKey'>): SignatureVerdict {
  if (seal.algorithm !== algorithm) return 'broken';
  if (algorithm !== 'ECDSA_SHA_256') return 'unknown-algorithm';
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'hex'), format: 'der', type: 'spki' });
    return verify('sha256', signedBytes(seal), key, Buffer.from(seal.signature, 'hex')) ? 'holds' : 'broken';
  } catch {
    return 'broken';
  }
}
