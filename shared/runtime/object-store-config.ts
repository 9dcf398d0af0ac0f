import * as z from 'zod/mini';

/** The variables of every function that comes near the files of the vault. */
export const objectStoreConfig = z.object({
  QUARANTINE_BUCKET: z.string().check(z.minLength(1)),
  VAULT_BUCKET: z.string().check(z.minLength(1)),
  /** Another S3-compatible store than that of the region; local mode sets it. */
  S3_ENDPOINT: z.optional(z.url()),
});
