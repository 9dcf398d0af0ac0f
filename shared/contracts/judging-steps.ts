import * as z from 'zod/mini';
import { rule } from '../domain/kernel/rule.ts';
import { id, text } from './fields.ts';

const reason = text(2_000);
/** Of a fact: what the dictionary says of it is asked where the dictionary is; nothing it allows is longer. */
const factValue = z
  .unknown()
  .check(z.refine((value) => (JSON.stringify(value) ?? '').length <= 2_048, rule('最多 2 KB 的 JSON', 'must be at most 2 KB of JSON')));

/** What the applicant was shown and signs for, in whole fen: where the rules give less by then, the claim is not handed in. */
const asked = { askedFen: z.optional(z.int().check(z.nonnegative())) };

/** The bodies of the steps after which a claim is judged and counted (`appraisals-api`), apart from the others': that function carries no more. */
export const JUDGING_BODIES = {
  submit: z._default(z.strictObject(asked), {}),
  resubmit: z.strictObject({
    ...asked,
    answers: z
      .array(z.strictObject({ defectId: id, kind: z.enum(['corrected', 'disputed']), text: text(1_000, 0) }))
      .check(z.maxLength(80)),
  }),
  'settle-fact': z.strictObject({
    fact: z.string().check(z.maxLength(100)),
    value: factValue,
    evidence: z.array(id).check(z.minLength(1)).check(z.maxLength(20)),
    reason,
  }),
  'strike-line': z.strictObject({ lineId: id, reason }),
  'restore-line': z.strictObject({ lineId: id }),
  'uphold-appeal': z.strictObject({ reason }),
} as const satisfies Record<string, z.ZodMiniType>;
