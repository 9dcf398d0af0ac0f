import * as z from 'zod/mini';
import { DEFAULT_RECOVERY_TERMS } from './interest.ts';
import { type RecoveryTerms, recoveryTerms } from './records.ts';

const withTerms = z.object({ versions: z.tuple([z.object({ recovery: recoveryTerms })]) });

/**
 * How money of a programme that must come back bears interest: as the version of it says (`recovery`), else by default, which is ours and marked so.
 * @param programme as a case has pinned it: with the one version it is judged by
 */
export function recoveryTermsOf(programme: unknown): RecoveryTerms {
  const read = withTerms.safeParse(programme);
  return read.success ? read.data.versions[0].recovery : DEFAULT_RECOVERY_TERMS;
}
