import type { AuditDraft } from '../domain/audit/entry.ts';
import type { Concerned } from '../domain/cases/people/four-eyes.ts';
import type { Actor } from '../domain/cases/records/actor.ts';
import type { CaseRecord } from '../domain/cases/records.ts';
import type { Hands } from '../domain/parties/hands.ts';
import type { Membership, Principal } from '../domain/parties/organisation.ts';
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

/** Whoever acts, and all in whose place they may: what is asked of where they belong. */
export const personKeysOf = ({ personKey, memberships }: Principal): readonly string[] => [
  ...new Set([personKey, ...memberships.flatMap(({ onBehalf }) => (onBehalf ? [onBehalf.personKey] : []))]),
];
/** Of those whose places are known, whoever belongs to an organisation today. */
export const membersAmong = (hands: Hands, organisationId: string) =>
  [...hands].filter(([, places]) => places.has(organisationId)).map(([personKey]) => ({ personKey }));

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');

/** A place somebody has, as far as it tells for whom they work. */
type Place = Pick<Membership, 'organisationId' | 'organisationName' | 'uscc'>;

/** Whom the case concerns now: who was pinned when it was handed in, and whoever belongs to the applicant today. */
export function concernedOf(
  { concern }: Pick<CaseRecord, 'concern'>,
  applicant: { readonly members: readonly Pick<Member, 'personKey'>[] } | undefined,
  { who }: { readonly who: { readonly memberships: readonly Place[] } },
): Concerned {
  const names = concern.relatedOrganisationNames.map(plain);
  const isRelated = ({ organisationName, uscc }: Place): boolean =>
    names.includes(plain(organisationName)) || (uscc != null && concern.relatedCodes.includes(uscc));
  return {
    memberKeys: [...concern.memberKeys, ...(applicant?.members ?? []).map(({ personKey }) => personKey)],
    relatedKeys: concern.relatedKeys,
    relatedNames: concern.relatedNames,
    relatedOrganisations: who.memberships.filter(isRelated).map(({ organisationId }) => organisationId),
    hosts: concern.hostIds,
  };
}
