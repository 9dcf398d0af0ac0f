import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';
import { EXHAUSTED_RULES, type ExhaustedRule, limitUnit, onSilence } from '../policy/handling-terms.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import { confidence } from '../policy/text.ts';
import { type InstrumentName, type Limit, profileOf } from './profiles.ts';
import type { CaseState } from './states.ts';

/** One limit as a case pins it. */
const limit = z.object({ days: z.int(), unit: limitUnit, onSilence, confidence, source: z.string() });

/** What the version of its programme says of how a case is handled; pinned with it, whatever is published later. */
export const caseTerms = z.object({
  limits: z.record(z.string(), limit),
  onBudgetExhausted: z.optional(z.enum(EXHAUSTED_RULES)),
  /** The last day on which the call takes such a claim. */
  closesOn: z.optional(z.nullable(civilDate)),
  /** The calendar year of what it claims. */
  costYear: z.optional(z.nullable(z.int())),
});
export type CaseTerms = z.infer<typeof caseTerms>;

export const termsOf = ({ handling }: Pick<ProgrammeVersion, 'handling'>): CaseTerms => ({
  limits: Object.fromEntries(
    Object.entries(handling?.limits ?? {}).map(([state, { days, unit, onSilence: silence, clause, confidence: mark }]) => [
      state,
      { days, unit, onSilence: silence, confidence: mark, source: clause?.ref ?? '-' },
    ]),
  ),
  ...(handling?.onBudgetExhausted && { onBudgetExhausted: handling.onBudgetExhausted.rule }),
});

export interface OnTerms {
  readonly instrument: InstrumentName;
  readonly terms?: CaseTerms | undefined;
}

/** How long a state of this case may last: as its programme says, else as is usual for its instrument; undefined: without limit. */
export const limitIn = ({ instrument, terms }: OnTerms, state: CaseState): Limit | undefined =>
  terms?.limits[state] ?? profileOf(instrument).limits[state];

/** What becomes of this case when the budget is used up. */
export const ruleWhenExhausted = ({ instrument, terms }: OnTerms): ExhaustedRule =>
  terms?.onBudgetExhausted ?? profileOf(instrument).onBudgetExhausted;
