import * as z from 'zod/mini';

/** The variables of every function that puts aside, whole, what it cannot handle. */
export const deadLetterConfig = z.object({
  /** Address of the queue. */
  DEAD_LETTER_QUEUE: z.url(),
  /** Another service with the interface of SQS than that of the region; local mode sets it. */
  MESSAGES_ENDPOINT: z.optional(z.url()),
});
