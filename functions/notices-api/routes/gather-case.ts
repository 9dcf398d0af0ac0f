import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { NoticeParts } from '../notice-parts.ts';

/** The case the path names. One read. */
export async function gatherCase({ param }: Pick<Request, 'param'>, { cases }: Pick<NoticeParts, 'cases'>) {
  const stored = await cases.readCase(param('id'));
  return stored && { stored, subject: subjectOfCase(stored.file.record), head: stored.head };
}
