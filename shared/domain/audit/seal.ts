import * as z from 'zod/mini';

/**
 * How seals are signed, by the names KMS gives them. `SM2DSA` is for the partition of China, where a regulator may ask for it; a seal says which it
 * is, so that the two may follow each other in one chain.
 */
export const SEAL_ALGORITHMS = ['ECDSA_SHA_256', 'SM2DSA'] as const;
export type SealAlgorithm = (typeof SEAL_ALGORITHMS)[number];

/** SHA-256, or another value of 32 bytes. */
export const hex32 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const hexBytes = z.string().check(z.regex(/^(?:[0-9a-f]{2})+$/));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/));

/** What the first seal of a house follows. */
export const NO_SEAL = '0'.repeat(64);

/** What a seal says: everything but its signature, which is over the canonical JSON (RFC 8785) of exactly this. */
const sealStatement = z.strictObject({
  format: z.literal('rongqiao-seal/1'),
  /** From 1 upwards without a gap. */
  number: z.int().check(z.positive()),
  /** The whole minutes [from, to) whose copies lie under the root, RFC 3339 in UTC. `from` is the `to` of the seal before. */
  from: instant,
  to: instant,
  /** Leaves of the tree; a window in which nothing was written is sealed too. */
  count: z.int().check(z.nonnegative()),
  root: hex32,
  /** SHA-256 of the canonical JSON of the whole seal before, its signature included. */
  previousSealHash: hex32,
  algorithm: z.enum(SEAL_ALGORITHMS),
  /** SHA-256 of the public key (DER of its SubjectPublicKeyInfo). */
  keyId: hex32,
});
export type SealStatement = z.infer<typeof sealStatement>;

export const seal = z.strictObject({ ...sealStatement.shape, signature: hexBytes });
export type Seal = z.infer<typeof seal>;

/** A key a seal can be checked with. */
export const sealingKey = z.strictObject({ keyId: hex32, algorithm: z.enum(SEAL_ALGORITHMS), publicKey: hexBytes });
export type SealingKey = z.infer<typeof sealingKey>;
