import type { ReturnFaultCode } from '../domain/payments/return-faults.ts';
import type { Write } from './commit.ts';
import { bookingKey } from './keys/money.ts';

/** What is answered where a booking of the bank stands for another payment, or for money that came in. */
export const LINE_REPEATED = 'serial-repeated' satisfies ReturnFaultCode;

/** The row that makes one booking of a bureau's bank count for one attempt alone; what the bank says of that attempt may name it again. */
export const lineBookingWrite = (bureauId: string, caseId: string, reference: string, bankSerial: string): Write => ({
  hold: bookingKey(bureauId, bankSerial),
  needs: [
    {
      anyOf: [
        { field: 'caseId', is: 'absent' },
        { field: 'reference', is: '=', than: reference },
      ],
      refusal: LINE_REPEATED,
    },
  ],
  set: { caseId, reference, bankSerial },
});
