import * as z from 'zod/mini';
import { civilDate } from '../../kernel/civil-date.ts';
import { EXHAUSTED_RULES, type ExhaustedRule, limitUnit, onSilence } from '../../policy/handling-terms.ts';
import type { ProgrammeVersion } from '../../policy/programme.ts';
import { confidence } from '../../policy/text.ts';
import { type InstrumentName, type Level, type Limit, type Limited, levelsFor, type Profile, profileOf } from '../profiles.ts';

/** One limit as a case pins it. */
const limit = z.object({ days: z.int(), unit: limitUnit, onSilence, confidence, source: z.string() });

/** What the version of its programme says of how a case is handled; pinned with it, whatever is published later. */
export const caseTerms = z.object({
  limits: z.record(z.string(), limit),
  onBudgetExhausted: z.optional(z.enum(EXHAUSTED_RULES)),
  /** Amounts in fen above which one more approver signs. */
  signsAboveFen: z.optional(z.array(z.int())),
  /** The last day on which the call takes such a claim. */
  closesOn: z.optional(z.nullable(civilDate)),
  /** The calendar year of what it claims. */
  costYear: z.optional(z.nullable(z.int())),
});
export type CaseTerms = z.infer<typeof caseTerms>;

const FEN_PER_YUAN = 100;

export const termsOf = ({ handling }: Pick<ProgrammeVersion, 'handling'>): CaseTerms => ({
  limits: Object.fromEntries(
    Object.entries(handling?.limits ?? {}).map(([state, { days, unit, onSilence: silence, clause, confidence: mark }]) => [
      state,
      { days, unit, onSilence: silence, confidence: mark, source: clause?.ref ?? '-' },
    ]),
  ),
  ...(handling?.onBudgetExhausted && { onBudgetExhausted: handling.onBudgetExhausted.rule }),
  ...(handling?.levels && { signsAboveFen: handling.levels.aboveYuan.map((yuan) => yuan * FEN_PER_YUAN) }),
});

export interface OnTerms {
  readonly instrument: InstrumentName;
  readonly terms?: CaseTerms | undefined;
}

/** How long a state of this case, or an appeal, may last: as its programme says, else as is usual for its instrument; undefined: without limit. */
export const limitIn = ({ instrument, terms }: OnTerms, state: Limited): Limit | undefined =>
  terms?.limits[state] ?? profileOf(instrument).limits[state];

/** The levels of a table of amounts: the first signs always. Each level is the role the profile has there, and the last of them beyond. */
const levelsAbove = ({ levels }: Profile, aboveFen: readonly number[]): Level[] =>
  [null, ...aboveFen].flatMap((fen, at) => {
    const like = levels[at] ?? levels.at(-1);
    return like ? [{ level: at + 1, role: like.role, fromFen: fen === null ? 0 : fen + 1 }] : [];
  });

/** Who has to sign an amount of this case, in their order: as its programme says, else as is usual for its instrument. */
export function levelsOf({ instrument, terms }: OnTerms, amountFen: number): readonly Level[] {
  const profile = profileOf(instrument);
  return levelsFor(terms?.signsAboveFen ? { levels: levelsAbove(profile, terms.signsAboveFen) } : profile, amountFen);
}

/** What becomes of this case when the budget is used up. */
export const ruleWhenExhausted = ({ instrument, terms }: OnTerms): ExhaustedRule =>
  terms?.onBudgetExhausted ?? profileOf(instrument).onBudgetExhausted;
