import * as z from 'zod/mini';
import { EXHAUSTED_RULES, limitUnit, onSilence } from './handling-terms.ts';
import { bilingual, clause, confidence } from './text.ts';

/**
 * How a programme wants its cases handled, where that differs from what is usual for its instrument: how long a state of a case may last and
 * what silence does at its end, and what becomes of a budget that is used up.
 */

/** What silence may do in each state that can have a limit. `escalate`: it is shown as late and told to the head of the office. */
export const SILENCE = {
  submitted: ['accept', 'escalate'],
  completeness_check: ['escalate'],
  returned: ['lapse', 'escalate'],
  under_review: ['escalate'],
  due_diligence: ['escalate'],
  decision_pending: ['escalate'],
  conditional: ['lapse', 'escalate'],
  public_notice: ['pass'],
  objection_review: ['escalate'],
  contracting: ['lapse', 'escalate'],
  disbursing: ['escalate'],
  monitoring: ['escalate'],
} as const;
export type LimitedState = keyof typeof SILENCE;
const LIMITED_STATES = Object.keys(SILENCE) as [LimitedState, ...LimitedState[]];

const limit = z.strictObject({
  days: z.int().check(z.gte(1), z.lte(3660)),
  unit: limitUnit,
  onSilence,
  text: z.optional(bilingual),
  clause: z.optional(clause),
  confidence,
});
const fits = (limits: Partial<Record<LimitedState, { readonly onSilence: z.infer<typeof onSilence> }>>): boolean =>
  Object.entries(limits).every(([state, one]) => (SILENCE[state as LimitedState] as readonly string[]).includes(one.onSilence));

export const handling = z.strictObject({
  limits: z._default(z.partialRecord(z.enum(LIMITED_STATES), limit).check(z.refine(fits, 'silence cannot do that in this state')), {}),
  onBudgetExhausted: z.optional(
    z.strictObject({ rule: z.enum(EXHAUSTED_RULES), text: z.optional(bilingual), clause: z.optional(clause), confidence }),
  ),
});
export type Handling = z.infer<typeof handling>;
