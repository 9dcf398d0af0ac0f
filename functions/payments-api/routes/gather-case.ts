import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import type { Payment } from '../../../shared/domain/payments/records.ts';
import { personKeysOf } from '../../../shared/http/case-people.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { PaymentParts } from '../payment-parts.ts';

/** The case the path names. One read; the calendar is kept between requests. */
export async function gatherCase({ param }: Pick<Request, 'param'>, { cases, readHolidays }: Pick<PaymentParts, 'cases' | 'readHolidays'>) {
  const [stored, holidays] = await Promise.all([cases.readCase(param('id')), readHolidays()]);
  return stored && { stored, holidays, subject: subjectOfCase(stored.file.record), head: stored.head };
}

/**
 * The same with where who acts belongs today, under whatever account: four eyes looks at persons, whatever changed since. Two reads.
 * @param evidenceOf the paper that is named as evidence of a payment; it has to be one of the bureau that pays
 */
export async function gatherForAct(
  request: Pick<Request, 'param' | 'who'>,
  parts: Pick<PaymentParts, 'cases' | 'readHolidays' | 'payments'>,
  evidenceOf: (payment: Payment) => string | undefined = () => undefined,
) {
  const gathered = await gatherCase(request, parts);
  if (!gathered) return undefined;
  const { payments } = gathered.stored.file;
  const payment = payments.find(({ id }) => id === request.param('paymentId'));
  const id = payment && evidenceOf(payment);
  const paper = payment && id !== undefined ? { organisationId: payment.payerId, id } : undefined;
  return { ...gathered, ...(await parts.payments.readBeside(personKeysOf(request.who), paper)) };
}
export type GatheredCase = NonNullable<Awaited<ReturnType<typeof gatherForAct>>>;
