import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { CaseParts } from '../case-parts.ts';

/** The case the path names. One read. */
export async function gatherCase({ param }: Pick<Request, 'param'>, { cases }: Pick<CaseParts, 'cases'>) {
  const stored = await cases.readCase(param('id'));
  return stored && { stored, subject: subjectOfCase(stored.file.record), head: stored.head, version: stored.file.record.version };
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
