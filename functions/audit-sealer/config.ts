import * as z from 'zod/mini';
import { SEAL_ALGORITHMS } from '../../shared/domain/audit/seal.ts';
import { lockedStoreConfig } from '../../shared/runtime/locked-store-config.ts';

const text = z.string().check(z.minLength(1));

/** The variables of this function and no other. */
export const configSchema = z.extend(lockedStoreConfig, {
  JOURNAL_TABLE: text,
  /** Another DynamoDB-compatible engine than that of the region; local mode sets it. */
  DYNAMODB_ENDPOINT: z.optional(z.url()),
  /** The key seals are signed with, in KMS, and how. */
  SEALING_KEY: text,
  SEALING_ALGORITHM: z.enum(SEAL_ALGORITHMS),
  /** Another service with the interface of KMS; local mode sets it. */
  KMS_ENDPOINT: z.optional(z.url()),
});
