import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** DynamoDB takes 400 KB an item; the rest is room for keys and attributes. */
export const MAX_PART_BYTES = 350 * 1024;
/** No artefact is anywhere near; a stored one that claims to be larger is damaged. */
const MAX_ARTEFACT_BYTES = 256 * 1024 * 1024;
/** Within 3 % of the best size at a tenth of its time; reading takes the same at every quality. */
const QUALITY = 9;

export const sha256Hex = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

export interface PackedArtefact {
  /** SHA-256 of the compressed bytes. */
  readonly hash: string;
  /** The compressed bytes, cut; at least one part, each of at most `MAX_PART_BYTES`. */
  readonly parts: readonly Uint8Array[];
}

/** Compresses an artefact (Brotli) and cuts it into parts that fit an item. */
export function packArtefact(artefact: Uint8Array): PackedArtefact {
  const compressed = brotliCompressSync(artefact, {
    params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: artefact.byteLength },
  });
  const parts: Uint8Array[] = [];
  for (let at = 0; at < compressed.byteLength; at += MAX_PART_BYTES) parts.push(compressed.subarray(at, at + MAX_PART_BYTES));
  return { hash: sha256Hex(compressed), parts };
}

/**
 * Puts the parts together again.
 * @throws Error when they are not, byte for byte, what `hash` names.
 */
export function unpackArtefact(hash: string, parts: readonly Uint8Array[]): Uint8Array {
  const compressed = Buffer.concat(parts);
  if (sha256Hex(compressed) !== hash) throw new Error(`the stored catalogue ${hash} is damaged: its parts have another hash`);
  return brotliDecompressSync(compressed, { maxOutputLength: MAX_ARTEFACT_BYTES });
}
