import * as z from 'zod/mini';
import { checkItem } from './check-item.ts';

/**
 * `GET /v1/subsidies/claims/{id}/list`: the list the applicant filled the claim in by, line by line as it stands for whoever goes through it. `day`: as of
 * when, in Asia/Shanghai. `tick`: who has answered what the line leaves open; null where it leaves nothing open, or nobody has yet.
 */
export const claimListed = z.object({
  caseId: z.string(),
  day: z.iso.date(),
  items: z.array(z.extend(checkItem, { tick: z.nullable(z.object({ name: z.string(), at: z.string(), text: z.string() })) })),
});
export type ClaimListed = z.infer<typeof claimListed>;
