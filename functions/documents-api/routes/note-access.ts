import { grantsThatHold } from '../../../shared/domain/parties/consent.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { caseLookOf } from '../../../shared/http/look-at-case.ts';
import { lookFromOutside } from '../../../shared/http/look-from-outside.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { AccessEntry } from '../../../shared/store/access-log.ts';
import type { PaperPorts } from './gather.ts';

type Noting = Pick<PaperPorts, 'accessLog' | 'newId'>;

/**
 * Writes down what an institution looks at because it was granted, before it is shown: no entry, no answer. Of one's own papers nothing is
 * written down.
 */
export async function noteAccess(
  request: Allowed,
  { accessLog, newId }: Noting,
  file: OrganisationFile | undefined,
  what: Extract<AccessEntry['what'], 'document' | 'document-content'>,
  documentIds: readonly string[],
): Promise<void> {
  const { grounds, now, param } = request;
  const place = grounds.membership;
  if (grounds.relation !== 'granted' || !file || !place || documentIds.length === 0) return;
  const grants = grantsThatHold(file, now, {}, place.organisationId).filter((grant) =>
    grant.documentIds.some((documentId) => documentIds.includes(documentId)),
  );
  await accessLog.note(param('id'), {
    ...lookFromOutside(request, place, newId()),
    what,
    documentIds: [...documentIds],
    grantIds: grants.map(({ id }) => id),
    purposes: [...new Set(grants.map(({ purpose }) => purpose))],
  });
}

/**
 * Writes down that somebody opens a paper because it was handed in with a case, before it is opened: no entry, no answer. What the applicant's
 * own people open is not written down.
 */
export async function noteCaseAccess(
  request: Allowed,
  { accessLog, newId }: Noting,
  { caseId, organisationId, documentId }: { readonly caseId: string; readonly organisationId: string; readonly documentId: string },
): Promise<void> {
  const look = caseLookOf(request, newId(), { caseId, what: 'document-content', documentIds: [documentId] });
  if (look) await accessLog.note(organisationId, look);
}

/** The same for a specialist who was asked for an opinion: the applicant learns that one looked, of which office, and not who. */
export async function noteOpinionAccess(
  request: Allowed,
  { accessLog, newId }: Noting,
  { caseId, organisationId, documentId }: { readonly caseId: string; readonly organisationId: string; readonly documentId: string },
): Promise<void> {
  const { membership } = request.grounds;
  if (!membership) throw new Error('nobody opens papers of a case but as a member of an organisation');
  await accessLog.note(organisationId, {
    ...lookFromOutside(request, membership, newId()),
    what: 'document-content',
    documentIds: [documentId],
    reason: `案号 case ${caseId}`,
    personId: 'withheld',
    personName: '评审专家 · a specialist',
  });
}
