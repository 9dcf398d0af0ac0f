import * as z from 'zod';

/** The variables of every function that reads the table `main`. */
export const mainTableConfig = z.object({
  MAIN_TABLE: z.string().min(1),
  AWS_REGION: z.string().min(1),
  /** Another DynamoDB-compatible engine than that of the region; local mode sets it. */
  DYNAMODB_ENDPOINT: z.url().optional(),
});
