import { decideAccess, type Subject } from '../../../shared/domain/parties/access.ts';
import { type GrantedPart, grantedInstitutions } from '../../../shared/domain/parties/consent.ts';
import { APPLICANT_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { bodiesOfCompany } from '../../../shared/domain/parties/residence.ts';
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

/** Those who keep papers: whoever may apply, and the bureau that pays, for what its bank writes to it. */
const PAPER_KINDS = [...APPLICANT_KINDS, 'finance_bureau'] as const;

/** The file of whoever keeps papers. One read. Undefined: there is none, or it keeps none. */
export async function readApplicant(
  { organisations }: Pick<PaperPorts, 'organisations'>,
  id: string,
): Promise<OrganisationFile | undefined> {
  const file = await organisations.readOrganisation(id);
  return file && isOneOf(PAPER_KINDS, file.organisation.kind) ? file : undefined;
}

/** The applicant as the access policy sees it; `part` is what a grant would have to cover. */
export const subjectOf = (file: OrganisationFile, now: Date, part: GrantedPart): Subject => ({
  organisationId: file.organisation.id,
  divisionCode: file.organisation.divisionCode,
  ...bodiesOfCompany(file, now),
  grantedTo: grantedInstitutions(file, now, part),
});

/**
 * The applicant in the path. Where a member's own place allows it to see papers, that place tells all the policy asks about; for anybody else
 * the file is read, with the grants that hold now: a mentor may be an officer of a bank too. Undefined: there is no such applicant.
 */
export async function gatherApplicant(
  request: Request,
  ports: PaperPorts,
  part: GrantedPart = {},
): Promise<{ readonly subject: Subject; readonly file: OrganisationFile | undefined } | undefined> {
  const organisationId = request.param('id');
  const own = request.who.memberships.find((place) => place.organisationId === organisationId);
  if (own && isOneOf(APPLICANT_KINDS, own.kind)) {
    const subject = { organisationId };
    if (decideAccess({ ...request.who, memberships: [own] }, 'document.list', subject).allowed) return { subject, file: undefined };
  }
  const file = await readApplicant(ports, organisationId);
  return file && { subject: subjectOf(file, request.now, part), file };
}

/** The papers a grant that holds now lets an institution see. */
export function grantedDocumentIds(file: OrganisationFile, now: Date, institutionId: string): ReadonlySet<string> {
  const ids = file.grants.flatMap(({ documentIds }) => documentIds);
  return new Set(ids.filter((documentId) => grantedInstitutions(file, now, { documentId }).includes(institutionId)));
}
