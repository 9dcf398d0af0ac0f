import { type CivilDate, toEpochDay } from '../kernel/civil-date.ts';
import { type ExactFen, type Fen, round, WHOLE_BP } from '../kernel/money.ts';
import type { RecoveryTerms, Repayment } from './records.ts';

/**
 * The terms where a programme gives none. All of it is ours, but for the order: interest before principal is that of the Civil Code (民法典
 * 第五百六十一条) where nothing else was agreed.
 */
export const DEFAULT_RECOVERY_TERMS: RecoveryTerms = {
  rateBp: 300,
  dayCount: 365,
  from: 'payment',
  covers: 'interest-first',
  confidence: 'invented',
};

/** Days on which interest runs: the first counts, the last does not. None where `to` is not after `from`. */
export const interestDays = (from: CivilDate, to: CivilDate): number => Math.max(0, toEpochDay(to) - toEpochDay(from));

type Rate = Pick<RecoveryTerms, 'rateBp' | 'dayCount'>;

const exactInterest = (fenDays: bigint, { rateBp, dayCount }: Rate): ExactFen => ({
  numerator: fenDays * BigInt(rateBp),
  denominator: BigInt(WHOLE_BP) * BigInt(dayCount),
});

/** One stretch of days over which the principal stayed the same. */
export type InterestStretch = {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly days: number;
  readonly principalFen: number;
};

/**
 * The stretches from the first day of interest to `to`, each repayment lowering the principal from its own day on. A repayment before
 * interest begins lowers it from the beginning.
 */
export function stretchesOf(
  principalFen: number,
  repayments: readonly Pick<Repayment, 'on' | 'principalFen'>[],
  from: CivilDate,
  to: CivilDate,
): InterestStretch[] {
  const stretches: InterestStretch[] = [];
  let start = from;
  let left = principalFen;
  const close = (end: CivilDate): void => {
    const days = interestDays(start, end);
    if (days > 0) stretches.push({ from: start, to: end, days, principalFen: left });
    if (end > start) start = end;
  };
  for (const repayment of repayments.filter(({ on }) => on <= to)) {
    close(repayment.on);
    left -= repayment.principalFen;
  }
  close(to);
  return stretches;
}

/** Interest over all stretches, rounded once: however a debt is repaid in parts, no fen comes from rounding. */
export const interestOver = (stretches: readonly InterestStretch[], rate: Rate): Fen =>
  round(
    exactInterest(
      stretches.reduce((sum, { principalFen, days }) => sum + BigInt(principalFen) * BigInt(days), 0n),
      rate,
    ),
    'half-up-to-fen',
  );
