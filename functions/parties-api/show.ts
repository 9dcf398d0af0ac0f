import type { z } from 'zod/mini';
import type { DelegationView, invitationView, memberView, OrganisationView } from '../../shared/contracts/parties.ts';
import {
  type Colleague,
  confirmDelegation,
  declineDelegation,
  delegationStatus,
  isAbsence,
  type Moment,
  type Office,
  revokeDelegation,
} from '../../shared/domain/parties/delegation.ts';
import { statusAt } from '../../shared/domain/parties/invitation.ts';
import type { Delegation, Invitation, Member, Organisation } from '../../shared/domain/parties/records.ts';
import { isEstablished } from '../../shared/domain/parties/registration.ts';

/** The records as they go over the wire. Contracts drop what they do not name: nobody's person key, no hash of a secret. */
export const showOrganisation = (organisation: Organisation): OrganisationView & object => ({
  ...organisation,
  established: isEstablished(organisation),
});

export const showMember = (member: Member): z.output<typeof memberView> => member;

export const showInvitation = (invitation: Invitation, at: string): z.output<typeof invitationView> => ({
  ...invitation,
  status: statusAt(invitation, at),
});

/** A delegation with what whoever asks may do about it (`atDesk`: by the policy, at all); why it is, is shown to whom it is about, to who proposed it, and to the head. */
export function showDelegation(office: Office, delegation: Delegation, by: Colleague, moment: Moment, atDesk: boolean): DelegationView {
  const { principal, proposedBy } = delegation;
  const heads = office.members.some(({ personId, roles }) => personId === by.personId && roles.includes('owner'));
  const knows = heads || [principal, proposedBy].some(({ personId }) => personId === by.personId);
  const allowed = {
    confirm: confirmDelegation(office, delegation, by, moment),
    decline: declineDelegation(delegation, by, moment),
    revoke: revokeDelegation(office, delegation, by, moment),
  };
  return {
    ...delegation,
    status: delegationStatus(delegation, moment.today),
    away: isAbsence(delegation),
    ground: knows ? delegation.ground : null,
    may: (['confirm', 'decline', 'revoke'] as const).filter((name) => atDesk && allowed[name].ok),
  };
}
