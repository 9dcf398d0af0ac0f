import { heldFen } from '../../ledger/case-money.ts';
import type { CaseEvent } from '../machine.ts';
import { profileOf } from '../profiles.ts';
import type { CaseRecord } from '../records.ts';
import { unreleasedFen } from './tranches.ts';

type Moneyed = Pick<CaseRecord, 'instrument' | 'state' | 'money' | 'appraisal' | 'approvals' | 'released'>;

/** Something was paid, and nothing that is due now is still held. */
export const isPaid = (record: Moneyed): boolean => record.money.postedFen > 0 && heldFen(record.money) <= unreleasedFen(record);
/** More is held than later instalments need: the bank sent back what was paid. A capacity that is used up is held for as long as the case runs. */
export const wasSentBack = (record: Moneyed): boolean =>
  profileOf(record.instrument).money === 'paid' && heldFen(record.money) > unreleasedFen(record);

/** The step of the machine that follows from where the money of a case is; undefined: the case stays where it is. */
export function stepOfMoney(record: Moneyed): (CaseEvent & ('pay-done' | 'pay-again')) | undefined {
  if (record.state === 'disbursing' && isPaid(record)) return 'pay-done';
  return record.state === 'monitoring' && wasSentBack(record) ? 'pay-again' : undefined;
}
