import type { HolidayLists } from '../domain/calendar/working-days.ts';
import type { CaseRecord } from '../domain/cases/records.ts';
import type { Hands } from '../domain/parties/hands.ts';
import type { ChainHead } from '../domain/parties/records.ts';
import type { Batch, BatchLine, Payment } from '../domain/payments/records.ts';
import { personKeysOf } from './case-people.ts';
import type { Request } from './request.ts';

type Line = { readonly record: CaseRecord; readonly payment: Payment };

/** What a batch is read through. */
interface BatchReads {
  readonly payments: {
    readBatch(id: string): Promise<Batch | undefined>;
    readLines(
      of: readonly BatchLine[],
      asking: { readonly personKeys: readonly string[]; readonly bureauId: string },
    ): Promise<{ readonly lines: readonly (Line | undefined)[]; readonly head: ChainHead | undefined; readonly hands: Hands }>;
  };
  readonly readHolidays: () => Promise<HolidayLists>;
}

/** The batch the path names, with its payments, their cases, the head of the bureau's chain, and where who acts belongs today. Two reads. */
export async function gatherBatch({ param, who }: Pick<Request, 'param' | 'who'>, { payments, readHolidays }: BatchReads) {
  const [batch, holidays] = await Promise.all([payments.readBatch(param('id')), readHolidays()]);
  if (!batch) return undefined;
  const asking = { personKeys: personKeysOf(who), bureauId: batch.payerId };
  const { lines: read, head, hands } = await payments.readLines(batch.lines, asking);
  const lines = read.filter((line): line is Line => line !== undefined);
  if (lines.length !== read.length) throw new Error(`batch ${batch.id} names a payment that is not there`);
  return { subject: { organisationId: batch.payerId }, head, batch, lines, holidays, hands, payments: lines.map(({ payment }) => payment) };
}
export type GatheredBatch = NonNullable<Awaited<ReturnType<typeof gatherBatch>>>;
