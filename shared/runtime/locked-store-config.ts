import * as z from 'zod/mini';

/** The variables of every function that comes near the locked storage of the journal. */
export const lockedStoreConfig = z.object({
  AWS_REGION: z.string().check(z.minLength(1)),
  LOCKED_BUCKET: z.string().check(z.minLength(1)),
  /** Another S3-compatible store than that of the region; local mode sets it. */
  S3_ENDPOINT: z.optional(z.url()),
});
