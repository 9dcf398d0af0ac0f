import { subjectOfCase } from '../../../shared/domain/cases/subject.ts';
import { personKeysOf } from '../../../shared/http/payer.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { PaymentParts } from '../payment-parts.ts';

/** The case the path names. One read; the calendar is kept between requests. */
export async function gatherCase({ param }: Pick<Request, 'param'>, { cases, readHolidays }: Pick<PaymentParts, 'cases' | 'readHolidays'>) {
  const [stored, holidays] = await Promise.all([cases.readCase(param('id')), readHolidays()]);
  return stored && { stored, holidays, subject: subjectOfCase(stored.file.record), head: stored.head };
}

/**
 * The same with where who acts belongs today, under whatever account: four eyes looks at persons, whatever changed since. Two reads.
 * @param evidenceDocumentId the paper that is named as evidence; it has to be one of the bureau that pays
 */
export async function gatherForAct(
  request: Pick<Request, 'param' | 'who'>,
  parts: Pick<PaymentParts, 'cases' | 'readHolidays' | 'payments'>,
  evidenceDocumentId?: string,
) {
  const gathered = await gatherCase(request, parts);
  if (!gathered) return undefined;
  const { payments } = gathered.stored.file;
  const payerId = payments.find(({ id }) => id === request.param('paymentId'))?.payerId;
  const paper = evidenceDocumentId !== undefined && payerId !== undefined ? { organisationId: payerId, id: evidenceDocumentId } : undefined;
  return { ...gathered, ...(await parts.payments.readBeside(personKeysOf(request.who), paper)) };
}
export type GatheredCase = NonNullable<Awaited<ReturnType<typeof gatherForAct>>>;
