import type { Action } from '../../../shared/domain/parties/access/actions.ts';
import { decideAccess, type Grounds, type Subject } from '../../../shared/domain/parties/access.ts';
import { grantedInstitutions } from '../../../shared/domain/parties/consent.ts';
import { APPLICANT_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { bodiesOfCompany } from '../../../shared/domain/parties/residence.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';

/** A company as the access policy sees it. */
const subjectOf = (file: OrganisationFile, now: Date): Subject => ({
  organisationId: file.organisation.id,
  divisionCode: file.organisation.divisionCode,
  ...bodiesOfCompany(file, now),
  grantedTo: grantedInstitutions(file, now),
});

/** The company the path names, with the head of its chain. One read. Undefined: there is none, or it is no applicant. */
export async function gatherCompany({ param, now }: Request, organisations: OrganisationReader) {
  const file = await organisations.readOrganisation(param('id'));
  if (!file || !isOneOf(APPLICANT_KINDS, file.organisation.kind)) return undefined;
  return { subject: subjectOf(file, now), head: file.head, file };
}

/**
 * In the name of which organisation a list is asked for: the first that may, or the one that is named if it may. Undefined: the asker holds
 * no place in that one by which this is allowed.
 */
export function groundsAs({ who, grounds }: Allowed, action: Action, organisationId: string | undefined): Grounds | undefined {
  if (organisationId === undefined) return grounds;
  const memberships = who.memberships.filter((place) => place.organisationId === organisationId);
  const access = decideAccess({ ...who, memberships }, action, {});
  return access.allowed ? access.grounds : undefined;
}
