import type { Request } from '../../../shared/http/request.ts';
import type { PayableLine } from '../../../shared/store/payment-store.ts';
import type { PaymentParts } from '../payment-parts.ts';
import { personKeysOf } from '../use-cases/payer.ts';

/** The batch the path names, with its payments, their cases, the head of the bureau's chain, and where who acts belongs today. Two reads. */
export async function gatherBatch(
  { param, who }: Pick<Request, 'param' | 'who'>,
  { payments, readHolidays }: Pick<PaymentParts, 'payments' | 'readHolidays'>,
) {
  const [batch, holidays] = await Promise.all([payments.readBatch(param('id')), readHolidays()]);
  if (!batch) return undefined;
  const asking = { personKeys: personKeysOf(who), bureauId: batch.payerId };
  const { lines: read, head, hands } = await payments.readLines(batch.lines, asking);
  const lines = read.filter((line): line is PayableLine => line !== undefined);
  if (lines.length !== read.length) throw new Error(`batch ${batch.id} names a payment that is not there`);
  return { subject: { organisationId: batch.payerId }, head, batch, lines, holidays, hands, payments: lines.map(({ payment }) => payment) };
}
export type GatheredBatch = NonNullable<Awaited<ReturnType<typeof gatherBatch>>>;
