import { yuanText } from '../kernel/money.ts';
import type { FieldFault, RuleRefusal } from '../parties/refusal.ts';
import type { ClaimComputation } from './compute-claim.ts';

/** The step of the formula that brought the amount below what is asked: the one after which it was never that much again. */
const cutBy = (askedFen: number, { trace }: Pick<ClaimComputation, 'trace'>) =>
  trace[trace.findLastIndex(({ maxFen }) => maxFen === null || maxFen >= askedFen) + 1];

/**
 * Whoever signs for an amount they were shown is not admitted for less: since then another claim may have taken of a cap, or a fact may have
 * changed. What the rules give now is said with the step that cut it, and where that is written; the applicant signs for it, or does not.
 *
 * The other way round nothing is refused: the rules and not the applicant set the amount, so whoever is given more than they saw loses nothing
 * by it, and reads the figure on the page they come to. Where the amount is a range, its upper end is what can be given. Where the answer is
 * no, the clauses that fail say so.
 * @param askedFen what the applicant was shown; undefined: they did not say
 */
export function askedTooMuch(
  askedFen: number | undefined,
  computation: Pick<ClaimComputation, 'verdict' | 'bounds' | 'trace'> | null,
): RuleRefusal<'amount-above-cap'> | undefined {
  const most = computation?.bounds.maxFen ?? null;
  if (askedFen === undefined || !computation || computation.verdict === 'ineligible' || most === null || askedFen <= most) return undefined;
  const step = cutBy(askedFen, computation);
  const [asked, given] = [yuanText(BigInt(askedFen)), yuanText(BigInt(most))];
  const fault: FieldFault = {
    pointer: '/askedFen',
    code: 'amount-above-cap',
    detail: {
      zh: `您签署的是 ${asked} 元，现在按规则最多 ${given} 元${step ? `：${step.text.zh}` : ''}`,
      en: `you sign for ${asked} yuan; the rules now give at most ${given} yuan${step ? `: ${step.text.en}` : ''}`,
    },
    citation: step?.citation,
  };
  return { code: 'amount-above-cap', faults: [fault] };
}
