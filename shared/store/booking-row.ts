import type { Recovery, Repayment } from '../domain/payments/records.ts';
import { RECOVERY_REFUSALS } from '../domain/payments/recovery-moves.ts';
import type { Write } from './commit.ts';
import { bookingKey } from './keys/money.ts';

/** What is told where a booking was entered before, in this case or another of the bureau. */
const BOOKING_REPEATED = {
  pointer: '/bankSerial',
  code: 'repayment-repeated',
  detail: RECOVERY_REFUSALS['repayment-repeated'],
} as const;

/** The row that makes one booking of a bureau's bank count for one repayment alone, whichever case it is entered for. */
export const bookingWrite = (bureauId: string, { caseId, id }: Recovery, { bankSerial, on, amountFen }: Repayment): Write => ({
  hold: bookingKey(bureauId, bankSerial),
  needs: [{ anyOf: [{ field: 'caseId', is: 'absent' }], refusal: BOOKING_REPEATED.code, fault: BOOKING_REPEATED }],
  set: { caseId, recoveryId: id, bankSerial, on, amountFen },
});

/** Frees a booking whose repayment was corrected, so that it can be entered where it belongs, or with the right amount. */
export const bookingFreed = (bureauId: string, { caseId, id }: Recovery, { bankSerial }: Repayment): Write => ({
  hold: bookingKey(bureauId, bankSerial),
  needs: [{ anyOf: [{ field: 'caseId', is: '=', than: caseId }] }, { anyOf: [{ field: 'recoveryId', is: '=', than: id }] }],
  clear: ['caseId', 'recoveryId', 'bankSerial', 'on', 'amountFen'],
});
