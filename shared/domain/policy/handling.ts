import * as z from 'zod/mini';
import { EXHAUSTED_RULES, limitUnit, onSilence } from './handling-terms.ts';
import { bilingual, clause, confidence } from './text.ts';

/**
 * How a programme wants its cases handled, where that differs from what is usual for its instrument: how long a state of a case may last and
 * what silence does at its end, what becomes of a budget that is used up, and who signs which amount.
 */

/** What silence may do in each state that can have a limit, and while an appeal is open. `escalate`: it is shown as late and told to the head of the office. */
const SILENCE = {
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
  appeal: ['escalate'],
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

const isRising = (above: readonly number[]): boolean => above.every((yuan, at) => at === 0 || yuan > (above[at - 1] as number));

/** Who signs: one approver always, and one more for an amount above each of these; another natural person each. */
const signing = z.strictObject({
  aboveYuan: z
    .array(z.int().check(z.gte(0), z.lte(100_000_000)))
    .check(z.maxLength(4), z.refine(isRising, 'each amount must be above the one before it')),
  text: z.optional(bilingual),
  clause: z.optional(clause),
  confidence,
});

export const handling = z.strictObject({
  limits: z._default(z.partialRecord(z.enum(LIMITED_STATES), limit).check(z.refine(fits, 'silence cannot do that in this state')), {}),
  onBudgetExhausted: z.optional(
    z.strictObject({ rule: z.enum(EXHAUSTED_RULES), text: z.optional(bilingual), clause: z.optional(clause), confidence }),
  ),
  levels: z.optional(signing),
});
export type Handling = z.infer<typeof handling>;
