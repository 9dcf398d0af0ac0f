import type { Subject } from '../../../shared/domain/parties/access.ts';
import { type GrantedPart, grantedInstitutions } from '../../../shared/domain/parties/consent.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { confirmingBodies } from '../../../shared/domain/parties/residence.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { AccessLog } from '../../../shared/store/access-log.ts';
import type { DocumentStore } from '../../../shared/store/document-store.ts';
import type { ObjectStore } from '../../../shared/store/object-store.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';

/** What the routes of papers are plugged into. */
export interface PaperPorts {
  readonly organisations: OrganisationReader;
  readonly documents: DocumentStore;
  readonly objects: Pick<ObjectStore, 'createUploadForm' | 'createDownloadLink'>;
  readonly accessLog: AccessLog;
  readonly newId: () => string;
}

const isMember = ({ who }: Request, organisationId: string): boolean =>
  who.memberships.some((place) => place.organisationId === organisationId);

/** The applicant as the access policy sees it; `part` is what a grant would have to cover. */
export const subjectOf = (file: OrganisationFile, now: Date, part: GrantedPart): Subject => ({
  organisationId: file.organisation.id,
  divisionCode: file.organisation.divisionCode,
  confirmingBodies: confirmingBodies(file, now),
  grantedTo: grantedInstitutions(file, now, part),
});

/**
 * The applicant in the path. A member's own place tells all the policy asks about it; for anybody else its file is read, with the grants
 * that hold now. Undefined: there is no such applicant.
 */
export async function gatherApplicant(
  request: Request,
  { organisations }: PaperPorts,
  part: GrantedPart = {},
): Promise<{ readonly subject: Subject; readonly file: OrganisationFile | undefined } | undefined> {
  const organisationId = request.param('id');
  if (isMember(request, organisationId)) return { subject: { organisationId }, file: undefined };
  const file = await organisations.readOrganisation(organisationId);
  return file && { subject: subjectOf(file, request.now, part), file };
}

/** The papers a grant that holds now lets an institution see. */
export function grantedDocumentIds(file: OrganisationFile, now: Date, institutionId: string): ReadonlySet<string> {
  const ids = file.grants.flatMap(({ documentIds }) => documentIds);
  return new Set(ids.filter((documentId) => grantedInstitutions(file, now, { documentId }).includes(institutionId)));
}
