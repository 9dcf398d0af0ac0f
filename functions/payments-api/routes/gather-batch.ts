import type { Request } from '../../../shared/http/request.ts';
import type { PayableLine } from '../../../shared/store/payment-store.ts';
import type { PaymentParts } from '../payment-parts.ts';

/** The batch the path names, with its payments, their cases and the head of the bureau's chain. Two reads. */
export async function gatherBatch(
  { param }: Pick<Request, 'param'>,
  { payments, readHolidays }: Pick<PaymentParts, 'payments' | 'readHolidays'>,
) {
  const [batch, holidays] = await Promise.all([payments.readBatch(param('id')), readHolidays()]);
  if (!batch) return undefined;
  const { lines: read, head } = await payments.readLines(batch.lines, batch.payerId);
  const lines = read.filter((line): line is PayableLine => line !== undefined);
  if (lines.length !== read.length) throw new Error(`batch ${batch.id} names a payment that is not there`);
  return { subject: { organisationId: batch.payerId }, head, batch, lines, holidays, payments: lines.map(({ payment }) => payment) };
}
export type GatheredBatch = NonNullable<Awaited<ReturnType<typeof gatherBatch>>>;
