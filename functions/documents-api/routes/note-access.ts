import { grantsThatHold } from '../../../shared/domain/parties/consent.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { AccessEntry } from '../../../shared/store/access-log.ts';
import type { PaperPorts } from './gather.ts';

/**
 * Writes down what an institution looks at because it was granted, before it is shown: no entry, no answer. Of one's own papers nothing is
 * written down.
 */
export async function noteAccess(
  { who, grounds, now, param }: Allowed,
  { accessLog, newId }: PaperPorts,
  file: OrganisationFile | undefined,
  what: Extract<AccessEntry['what'], 'document' | 'document-content'>,
  documentIds: readonly string[],
): Promise<void> {
  const place = grounds.membership;
  if (grounds.relation !== 'granted' || !file || !place || documentIds.length === 0) return;
  const grants = grantsThatHold(file, now, {}, place.organisationId).filter((grant) =>
    grant.documentIds.some((documentId) => documentIds.includes(documentId)),
  );
  await accessLog.note(param('id'), {
    id: newId(),
    at: now.toISOString(),
    personId: who.personId,
    personName: who.name,
    institutionId: place.organisationId,
    institutionName: place.organisationName,
    what,
    fieldGroups: [],
    documentIds: [...documentIds],
    particular: null,
    grantIds: grants.map(({ id }) => id),
    purposes: [...new Set(grants.map(({ purpose }) => purpose))],
    reason: null,
  });
}
