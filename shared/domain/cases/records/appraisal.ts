import * as z from 'zod/mini';
import { civilDate } from '../../kernel/civil-date.ts';
import { WHOLE_BP } from '../../kernel/money.ts';
import { confidence } from '../../policy/text.ts';
import { fen, id, instant } from './field.ts';

/** One instalment of what is granted, as a share of it in hundredths of a per cent, and on what it is released. */
const tranche = z.object({ id, shareBp: z.int().check(z.gte(1), z.lte(WHOLE_BP)), release: z.object({ zh: z.string(), en: z.string() }) });
const isWhole = (plan: readonly { readonly shareBp: number }[]): boolean =>
  plan.reduce((sum, { shareBp }) => sum + shareBp, 0) === WHOLE_BP;

/** What the policy engine said when it was last asked, on the pinned facts. */
export const appraisal = z.object({
  at: instant,
  /** The day it is judged as of. */
  asOf: civilDate,
  verdict: z.enum(['eligible', 'ineligible', 'unknown']),
  computedFen: z.nullable(fen),
  trace: z.array(z.unknown()),
  /** Whether a clause of the programme puts it first among those who wait; it never changes verdict or amount. */
  priority: z.optional(z.boolean()),
  /** In what instalments it is paid, in order; absent: in one. */
  tranches: z.optional(z.array(tranche).check(z.refine(isWhole, 'the shares must add up to the whole'))),
  clauses: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['met', 'failed', 'unknown']),
      fact: z.nullable(z.string()),
      text: z.object({ zh: z.string(), en: z.string() }),
      /** Whether a source other than the applicant says so. */
      trusted: z.boolean(),
      /** About the applicant, or about this one expense. */
      scope: z.optional(z.enum(['applicant', 'request'])),
      /** Where it stands, and how far that can be trusted; the policy engine has the form. */
      citation: z.optional(z.unknown()),
      confidence: z.optional(confidence),
    }),
  ),
});
export type Appraisal = z.infer<typeof appraisal>;
