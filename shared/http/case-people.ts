import type { AuditDraft } from '../domain/audit/entry.ts';
import type { Concerned } from '../domain/cases/four-eyes.ts';
import type { Actor, CaseRecord } from '../domain/cases/records.ts';
import type { Member } from '../domain/parties/records.ts';
import type { Allowed } from './request.ts';

/** Who takes a step, as the case records it. */
export const actorOf = ({ who, grounds: { role, membership } }: Pick<Allowed, 'who' | 'grounds'>): Actor => ({
  personId: who.personId,
  personKey: who.personKey,
  name: who.name,
  role,
  organisationId: membership?.organisationId ?? null,
  ...(membership?.onBehalf && { onBehalf: membership.onBehalf }),
});

/** The same as the chains name them. */
export const authorOfActor = ({ personId, role, organisationId, onBehalf }: Actor): AuditDraft['by'] => ({
  personId,
  role,
  organisationId,
  ...(onBehalf && { onBehalf: { delegationId: onBehalf.delegationId, personId: onBehalf.personId } }),
});

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');

/** Whom the case concerns now: who was pinned when it was handed in, and whoever belongs to the applicant today. */
export function concernedOf(
  { concern }: CaseRecord,
  applicant: { readonly members: readonly Pick<Member, 'personKey'>[] } | undefined,
  { who }: Pick<Allowed, 'who'>,
): Concerned {
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
