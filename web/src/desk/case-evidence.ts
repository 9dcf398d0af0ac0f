import type { EvidencePaper } from '../evidence/context.ts';
import type { CaseDesk } from './case-context.ts';

/** A paper of a case as it can be laid open; undefined for one that is the applicant's no more. While they are still read, it goes by its number. */
export function caseEvidence(
  { id: caseId, papers }: Pick<CaseDesk, 'id' | 'papers'>,
  id: string,
  named: string,
): EvidencePaper | undefined {
  const paper = papers?.get(id);
  if (papers !== undefined && paper === undefined) return undefined;
  return {
    id,
    title: paper?.title ?? named,
    route: 'POST /v1/cases/{id}/papers/{documentId}/links',
    params: { id: caseId, documentId: id },
    file: paper,
  };
}
