import type { z } from 'zod/mini';
import type { invitationView, memberView, OrganisationView } from '../../shared/contracts/parties.ts';
import { statusAt } from '../../shared/domain/parties/invitation.ts';
import type { Invitation, Member, Organisation } from '../../shared/domain/parties/records.ts';
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
