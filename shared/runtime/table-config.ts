import * as z from 'zod/mini';

/** The variables of every function that reads the table `main`. */
export const mainTableConfig = z.object({
  MAIN_TABLE: z.string().check(z.minLength(1)),
  AWS_REGION: z.string().check(z.minLength(1)),
  /** Another DynamoDB-compatible engine than that of the region; local mode sets it. */
  DYNAMODB_ENDPOINT: z.optional(z.url()),
});
