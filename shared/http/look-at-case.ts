import { lookFromOutside } from './look-from-outside.ts';
import type { Allowed } from './request.ts';

interface Seen {
  readonly caseId: string;
  readonly what: 'facts' | 'document-content';
  readonly documentIds?: string[];
  readonly fieldGroups?: string[];
}

/**
 * The line an applicant reads of one look from outside at what it has, because of a case of its own. None where its own people look.
 * @param id of the line
 */
export function caseLookOf(request: Allowed, id: string, { caseId, ...seen }: Seen) {
  const { relation, membership } = request.grounds;
  if (relation === 'same-organisation') return undefined;
  if (!membership) throw new Error('nobody looks at a case but as a member of an organisation');
  return { ...lookFromOutside(request, membership, id), reason: `案号 case ${caseId}`, ...seen };
}
