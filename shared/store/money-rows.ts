import type { CaseFile } from '../domain/cases/records.ts';
import type { MoneyRow, Payment, Recovery } from '../domain/payments/records.ts';
import { nextRecoveryTimer } from '../domain/payments/recovery-timers.ts';
import { watchedFrom } from '../domain/payments/silence.ts';
import type { Write } from './commit.ts';
import { besideCaseKey, moneyListing } from './keys/cases.ts';
import { LISTING } from './table-names.ts';

const placed = (row: { readonly caseId: string; readonly id: string }, kind: MoneyRow['kind'], on: string | null | undefined) => ({
  ...besideCaseKey(row.caseId, kind, row.id),
  ...(on != null && moneyListing(on, row.caseId, kind, row.id)),
  ...row,
});
/** A payment as it is kept: while it waits for the bank's word it is in the list of what is due. */
export const paymentRow = (payment: Payment) => placed(payment, 'PAYMENT', watchedFrom(payment));
/** A recovery as it is kept: in that list until nothing more is to be done by a worker. */
export const recoveryRow = (recovery: Recovery) => placed(recovery, 'RECOVERY', nextRecoveryTimer(recovery)?.on);

/** Puts a payment or a recovery back into the list; undefined: it waits for no day. */
export function listAgain({ payments, recoveries }: Pick<CaseFile, 'payments' | 'recoveries'>, { kind, id }: MoneyRow): Write | undefined {
  const row = kind === 'PAYMENT' ? payments.find((one) => one.id === id) : recoveries.find((one) => one.id === id);
  const put = row && ('attempt' in row ? paymentRow(row) : recoveryRow(row));
  return row && put && LISTING.partitionKey in put ? { put, expect: row.version } : undefined;
}
