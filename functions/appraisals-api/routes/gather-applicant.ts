import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { AppraisalParts } from '../appraisal-parts.ts';

/** The case the path names with everything about its applicant. Two reads; catalogue and calendar are kept between requests. */
export async function gatherApplicant({ param }: Pick<Request, 'param'>, parts: Omit<AppraisalParts, 'accessLog'>) {
  const [stored, catalogue, holidays] = await Promise.all([parts.cases.readCase(param('id')), parts.readCatalogue(), parts.readHolidays()]);
  if (!stored) return undefined;
  const { record } = stored.file;
  const applicant = await parts.applicants.readApplicant(record.applicant.organisationId);
  const known = { stored, subject: subjectOfCase(record), head: stored.head, version: record.version };
  return applicant && { ...known, catalogue, holidays, applicant };
}
export type Gathered = NonNullable<Awaited<ReturnType<typeof gatherApplicant>>>;
