import { round } from '../kernel/money.ts';
import { type Citation, cite } from '../policy/citation.ts';
import { evaluateFormula, type TraceStep } from '../policy/evaluate-formula.ts';
import type { FactDictionary, Facts } from '../policy/fact.ts';
import type { Judgement } from '../policy/judge.ts';
import type { Benefit, BenefitKind, Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';

export type TraceLine = {
  readonly text: Bilingual;
  readonly minFen: number;
  readonly maxFen: number | null;
  readonly citation: Citation | null;
  readonly confidence: Confidence | null;
};

export type BenefitResult = {
  readonly kind: BenefitKind;
  /** When certain; else the range stands in `minFen` and `maxFen` (null: no upper end known). */
  readonly amountFen?: number;
  readonly minFen?: number;
  readonly maxFen?: number | null;
  readonly per: Benefit['per'];
  readonly rateCapBpOverLpr?: number;
  readonly termMonthsMax?: number;
  readonly fees: readonly { readonly id: string; readonly text: Bilingual; readonly amountFen: number | null }[];
  readonly missingFacts: readonly string[];
  readonly trace: readonly TraceLine[];
  readonly confidence: Confidence;
};

const FEN = 'half-up-to-fen';

const line = (programme: Programme, step: TraceStep): TraceLine => ({
  text: step.text,
  minFen: Number(round(step.range.min, FEN)),
  maxFen: step.range.max && Number(round(step.range.max, FEN)),
  citation: cite(programme, step.clause),
  confidence: step.confidence ?? null,
});

/** What one gets, in fen: an amount, or a range while facts are missing. null when the judgement is no. */
export function benefitOf(
  programme: Programme,
  version: ProgrammeVersion,
  judgement: Judgement,
  facts: Facts,
  dictionary: FactDictionary,
): BenefitResult | null {
  const { benefit } = version;
  const { range, terms, missing, trace } = judgement.amount;
  if (judgement.verdict === 'ineligible' || !range) return null;
  const minFen = Number(round(range.min, benefit.rounding));
  const maxFen = range.max && Number(round(range.max, benefit.rounding));
  const rateCap = terms.rateCapBpOverLpr ?? benefit.rateCapBpOverLpr;
  const term = terms.termMonthsMax ?? benefit.termMonthsMax;
  const summary: TraceStep = {
    text: { zh: '结果', en: 'Result' },
    range: {
      min: { numerator: BigInt(minFen), denominator: 1n },
      max: maxFen === null ? null : { numerator: BigInt(maxFen), denominator: 1n },
    },
    clause: benefit.clause,
    confidence: benefit.confidence,
  };
  return {
    kind: benefit.kind,
    ...(minFen === maxFen ? { amountFen: minFen } : { minFen, maxFen }),
    per: benefit.per,
    ...(rateCap !== undefined && { rateCapBpOverLpr: rateCap }),
    ...(term !== undefined && { termMonthsMax: term }),
    fees: benefit.fees.map((fee) => {
      const { range: amount } = evaluateFormula(fee.amount, { facts, dictionary });
      const least = amount && round(amount.min, FEN);
      const known = amount?.max && round(amount.max, FEN) === least;
      return { id: fee.id, text: fee.text, amountFen: known ? Number(least) : null };
    }),
    missingFacts: minFen === maxFen ? [] : missing,
    trace: [...trace, summary].map((step) => line(programme, step)),
    confidence: benefit.confidence,
  };
}
