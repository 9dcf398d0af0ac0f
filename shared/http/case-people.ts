import type { Concerned } from '../domain/cases/four-eyes.ts';
import type { Actor, CaseRecord } from '../domain/cases/records.ts';
import type { OrganisationFile } from '../domain/parties/records.ts';
import type { Allowed } from './request.ts';

/** Who takes a step, as the case records it. */
export const actorOf = ({ who, grounds }: Allowed): Actor => ({
  personId: who.personId,
  personKey: who.personKey,
  name: who.name,
  role: grounds.role,
  organisationId: grounds.membership?.organisationId ?? null,
});

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');

/** Whom the case concerns now: who was pinned when it was handed in, and whoever belongs to the applicant today. */
export function concernedOf({ concern }: CaseRecord, applicant: OrganisationFile | undefined, { who }: Pick<Allowed, 'who'>): Concerned {
  const names = concern.relatedOrganisationNames.map(plain);
  return {
    memberKeys: [...concern.memberKeys, ...(applicant?.members ?? []).map(({ personKey }) => personKey)],
    relatedKeys: [],
    relatedNames: concern.relatedNames,
    relatedOrganisations: who.memberships
      .filter(({ organisationName }) => names.includes(plain(organisationName)))
      .map(({ organisationId }) => organisationId),
  };
}
