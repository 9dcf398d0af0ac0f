import { grantsThatHold } from '../../../shared/domain/parties/consent.ts';
import type { Membership } from '../../../shared/domain/parties/organisation.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { caseLookOf } from '../../../shared/http/look-at-case.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { AccessEntry } from '../../../shared/store/access-log.ts';
import type { PaperPorts } from './gather.ts';

type Noting = Pick<PaperPorts, 'accessLog' | 'newId'>;
type Seen = Pick<AccessEntry, 'what' | 'documentIds' | 'grantIds' | 'purposes' | 'reason'>;

const entryOf = ({ who, now }: Allowed, place: Membership, id: string, seen: Seen): AccessEntry => ({
  id,
  at: now.toISOString(),
  personId: who.personId,
  personName: who.name,
  institutionId: place.organisationId,
  institutionName: place.organisationName,
  fieldGroups: [],
  particular: null,
  ...seen,
});

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
  const seen = {
    what,
    documentIds: [...documentIds],
    grantIds: grants.map(({ id }) => id),
    purposes: [...new Set(grants.map(({ purpose }) => purpose))],
    reason: null,
  };
  await accessLog.note(param('id'), entryOf(request, place, newId(), seen));
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
  const seen = { documentIds: [documentId], grantIds: [], purposes: [], reason: `案号 case ${caseId}` };
  const entry = entryOf(request, membership, newId(), { what: 'document-content', ...seen });
  await accessLog.note(organisationId, { ...entry, personId: 'withheld', personName: '评审专家 · a specialist' });
}
