import { WHOLE_BP } from '../../kernel/money.ts';
import { heldFen } from '../../ledger/case-money.ts';
import type { CaseRecord } from '../records.ts';

/**
 * Money that is paid in instalments: what is approved is reserved whole, and each instalment is drafted when it is released. A case without a plan
 * is one instalment. Amounts are fen.
 */

type Planned = Pick<CaseRecord, 'appraisal' | 'approvals' | 'released' | 'money'>;

const planOf = ({ appraisal }: Pick<Planned, 'appraisal'>) => appraisal?.tranches ?? [];

/** How many instalments are not released yet. */
export const tranchesLeft = (record: Pick<Planned, 'appraisal' | 'released'>): number =>
  Math.max(0, planOf(record).length - (record.released ?? 0));

/** The share of an amount, in whole fen; shares that add up to the whole leave nothing over. */
const shareFen = (amountFen: number, shareBp: number): number => Number((BigInt(amountFen) * BigInt(shareBp)) / BigInt(WHOLE_BP));

/**
 * What is held for instalments that nobody released yet: of what was granted, by the last signature. What was released is the rest, so that
 * rounding loses no fen.
 */
export function unreleasedFen(record: Planned): number {
  const plan = planOf(record);
  if (plan.length === 0) return 0;
  const grantedFen = record.approvals.at(-1)?.amountFen ?? 0;
  const releasedBp = plan.slice(0, record.released ?? 0).reduce((sum, { shareBp }) => sum + shareBp, 0);
  return Math.min(heldFen(record.money), grantedFen - shareFen(grantedFen, releasedBp));
}

/** What is due now: of what is held, all but what waits for its release. */
export const dueFen = (record: Planned): number => heldFen(record.money) - unreleasedFen(record);
