import { subjectOfCase } from '../../../shared/domain/cases/subject.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { PaymentParts } from '../payment-parts.ts';

/** The case the path names. One read; the calendar is kept between requests. */
export async function gatherCase({ param }: Pick<Request, 'param'>, { cases, readHolidays }: Pick<PaymentParts, 'cases' | 'readHolidays'>) {
  const [stored, holidays] = await Promise.all([cases.readCase(param('id')), readHolidays()]);
  return stored && { stored, holidays, subject: subjectOfCase(stored.file.record), head: stored.head };
}

/** The same with who belongs to the applicant today: four eyes looks at persons, whatever changed since. Two reads. */
export async function gatherWithApplicant(
  request: Pick<Request, 'param'>,
  parts: Pick<PaymentParts, 'cases' | 'readHolidays' | 'organisations'>,
) {
  const gathered = await gatherCase(request, parts);
  if (!gathered) return undefined;
  const applicant = await parts.organisations.readOrganisation(gathered.stored.file.record.applicant.organisationId);
  return { ...gathered, applicant };
}
export type GatheredCase = NonNullable<Awaited<ReturnType<typeof gatherWithApplicant>>>;
