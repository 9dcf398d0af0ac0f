import * as z from 'zod/mini';
import { hash, id, text } from './fields.ts';
import { JUDGING_BODIES } from './judging-steps.ts';

export type { CaseAnswer } from './case-answer.ts';
export type { CaseFileView } from './case-file.ts';

/**
 * What is sent with the steps of a case (`cases-api`). What is answered stands apart (`case-answer.ts`, `case-file.ts`, `case-list.ts`): the
 * functions that take a step carry no more of it than they say. Money is whole fen; days are days in Asia/Shanghai.
 */
const day = z.iso.date();
const reason = text(2_000);
const clauseId = z.string().check(z.maxLength(64));
const clauses = z.array(clauseId).check(z.maxLength(40));
/** That a clause is not met though it was not judged to fail: with papers of the case, or an official source. */
const findings = z
  .array(
    z.strictObject({
      clause: clauseId,
      text: text(1_000),
      evidence: z._default(z.array(id).check(z.maxLength(20)), []),
      source: z._default(z.nullable(text(300)), null),
    }),
  )
  .check(z.maxLength(40));
/** Conditions that are found met, each with what shows it: papers of the case, or an official source. */
const met = z
  .array(
    z.strictObject({
      conditionId: id,
      evidence: z._default(z.array(id).check(z.maxLength(20)), []),
      source: z._default(z.nullable(text(300)), null),
    }),
  )
  .check(z.maxLength(20));
const pointer = z
  .string()
  .check(z.regex(/^(\/[^/]*)+$/, 'must be a JSON pointer'))
  .check(z.maxLength(200));

/** The bodies of the steps, `POST /v1/cases/{id}/<step>`. A step that is not named takes none. */
export const STEP_BODIES = {
  ...JUDGING_BODIES,
  confirm: z.strictObject({ text: z._default(text(500, 0), '') }),
  return: z.strictObject({
    defects: z
      .array(z.strictObject({ pointer, text: text(500), newBecause: z.optional(text(500)) }))
      .check(z.minLength(1))
      .check(z.maxLength(80)),
  }),
  'cancel-correction': z.strictObject({ reason }),
  'refuse-intake': z.strictObject({ clauses: z._default(clauses, []), findings: z._default(findings, []), reason }),
  'answer-flag': z.strictObject({ flagId: text(100), reason }),
  'complete-review': z.strictObject({ verdict: z.enum(['support', 'oppose']), reason }),
  // `reason`: why it is approved although somebody who judged it opposes it.
  approve: z.strictObject({ contentHash: hash, reason: z.optional(reason), budgetId: z.optional(z.string().check(z.maxLength(200))) }),
  'approve-conditional': z.strictObject({
    contentHash: hash,
    reason: z.optional(reason),
    budgetId: z.optional(z.string().check(z.maxLength(200))),
    conditions: z
      .array(z.strictObject({ text: text(500), dueOn: day, checkerRole: z.literal('finance-reviewer') }))
      .check(z.minLength(1))
      .check(z.maxLength(20)),
  }),
  satisfy: z.strictObject({ met }),
  'report-conditions': z.strictObject({ reason: text(1_000), evidence: z._default(z.array(id).check(z.maxLength(20)), []) }),
  'return-conditions': z.strictObject({ reason: text(1_000), met: z._default(met, []) }),
  queue: z.strictObject({ reason, budgetId: z.optional(z.string().check(z.maxLength(200))) }),
  reject: z.strictObject({ clauses: z._default(clauses, []), findings: z._default(findings, []), reason }),
  'send-back': z.strictObject({ reason }),
  'dismiss-objection': z.strictObject({ objectionId: id, reason }),
  'uphold-objection': z.strictObject({ objectionId: id, reason }),
  'reject-on-objection': z.strictObject({ objectionId: id, clauses: z._default(clauses, []), reason }),
  'cancel-payment': z.strictObject({ reason }),
  'keep-payment': z.strictObject({ reason }),
  terminate: z.strictObject({ reason }),
  withdraw: z.strictObject({ reason: z._default(text(2_000, 0), '') }),
  'change-payee': z.strictObject({
    bankName: text(100),
    bankAccount: z.string().check(z.regex(/^\d{8,32}$/, 'must be 8 to 32 digits')),
    cnaps: z._default(z.nullable(z.string().check(z.regex(/^\d{12}$/, 'must be 12 digits'))), null),
  }),
  appeal: z.strictObject({ reason }),
  'dismiss-appeal': z.strictObject({ reason }),
  reassign: z.strictObject({ personId: id, reason }),
  'hand-back': z.strictObject({ reason }),
  hold: z.strictObject({ ground: text(500), until: day }),
} as const satisfies Record<string, z.ZodMiniType>;
