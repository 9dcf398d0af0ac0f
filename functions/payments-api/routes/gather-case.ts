import type { Subject } from '../../../shared/domain/parties/access.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import type { PaymentParts } from '../payment-parts.ts';

function subjectOf({ file: { record } }: StoredCase): Subject {
  const { applicant, divisionCode, confirmingBodyId, assigned, state } = record;
  // A draft is nobody's business but the applicant's.
  if (state === 'draft') return { organisationId: applicant.organisationId };
  return {
    organisationId: applicant.organisationId,
    divisionCode,
    confirmingBodies: confirmingBodyId === null ? [] : [confirmingBodyId],
    assignedTo: assigned.map(({ by }) => by.personId),
  };
}

/** The case the path names. One read; the calendar is kept between requests. */
export async function gatherCase({ param }: Pick<Request, 'param'>, { cases, readHolidays }: Pick<PaymentParts, 'cases' | 'readHolidays'>) {
  const [stored, holidays] = await Promise.all([cases.readCase(param('id')), readHolidays()]);
  return stored && { stored, holidays, subject: subjectOf(stored), head: stored.head };
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
