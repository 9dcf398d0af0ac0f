import type { Subject } from '../../../shared/domain/parties/access.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import type { CaseParts } from '../case-parts.ts';

/** A case as the access policy sees it. Who has taken any stage of it on may read it as long as it is there. */
export function subjectOf({ file: { record } }: StoredCase): Subject {
  const { applicant, divisionCode, confirmingBodyId, assigned } = record;
  return {
    organisationId: applicant.organisationId,
    divisionCode,
    // A draft is nobody's business but the applicant's.
    ...(record.state === 'draft' && { divisionCode: null }),
    confirmingBodies: confirmingBodyId === null || record.state === 'draft' ? [] : [confirmingBodyId],
    assignedTo: assigned.map(({ by }) => by.personId),
  };
}

/** The case the path names. One read. */
export async function gatherCase({ param }: Pick<Request, 'param'>, { cases }: Pick<CaseParts, 'cases'>) {
  const stored = await cases.readCase(param('id'));
  return stored && { stored, subject: subjectOf(stored), head: stored.head, version: stored.file.record.version };
}

/** The same with who belongs to the applicant today: four eyes looks at persons, whatever changed since. Two reads. */
export async function gatherWithApplicant(
  request: Pick<Request, 'param'>,
  parts: Pick<CaseParts, 'cases' | 'organisations' | 'readHolidays'>,
) {
  const [gathered, holidays] = await Promise.all([gatherCase(request, parts), parts.readHolidays()]);
  if (!gathered) return undefined;
  const applicant = await parts.organisations.readOrganisation(gathered.stored.file.record.applicant.organisationId);
  return { ...gathered, holidays, applicant };
}
