import { heldFen } from '../ledger/case-money.ts';
import type { CaseEvent } from './machine.ts';
import type { CaseRecord } from './records.ts';

/** The step of the machine that follows from where the money of a case is; undefined: the case stays where it is. */
export function stepOfMoney({
  state,
  money,
}: Pick<CaseRecord, 'state' | 'money'>): (CaseEvent & ('pay-done' | 'next-tranche')) | undefined {
  if (state === 'disbursing' && money.postedFen > 0 && heldFen(money) === 0) return 'pay-done';
  return state === 'monitoring' && heldFen(money) > 0 ? 'next-tranche' : undefined;
}
