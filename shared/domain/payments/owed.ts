import type { CivilDate } from '../kernel/civil-date.ts';
import { countedOf } from './correct-repayment.ts';
import { type InterestStretch, interestOver, stretchesOf } from './interest.ts';
import type { Recovery, Repayment } from './records.ts';

/** The first day that bears interest. */
export const interestFrom = ({ terms, paidOn, noticedOn }: Pick<Recovery, 'terms' | 'paidOn' | 'noticedOn'>): CivilDate =>
  terms.from === 'payment' ? paidOn : noticedOn;

/** What is owed on a day, and how it comes about. */
export type Owed = {
  readonly principalFen: number;
  /** All interest up to the day, less what was paid of it; rounded once over the whole time. */
  readonly interestFen: number;
  readonly totalFen: number;
  readonly trace: readonly InterestStretch[];
};

const sumOf = (repayments: readonly Repayment[], part: 'principalFen' | 'interestFen'): number =>
  repayments.reduce((sum, repayment) => sum + repayment[part], 0);

/**
 * What is owed at the end of `on`, repayments of that day counted. Repayments after it do not count, nor what was corrected; nothing is owed
 * once the bank sent all back.
 */
export function owedOn(recovery: Recovery, on: CivilDate): Owed {
  if (recovery.bouncedOn && on >= recovery.bouncedOn) return { principalFen: 0, interestFen: 0, totalFen: 0, trace: [] };
  const repayments = countedOf(recovery).filter((repayment) => repayment.on <= on);
  const trace = stretchesOf(recovery.principalFen, repayments, interestFrom(recovery), on);
  const principalFen = recovery.principalFen - sumOf(repayments, 'principalFen');
  const interestFen = Number(interestOver(trace, recovery.terms)) - sumOf(repayments, 'interestFen');
  return { principalFen, interestFen, totalFen: principalFen + interestFen, trace };
}
