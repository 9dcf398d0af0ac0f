import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { bodiesOfCompany } from '../../../shared/domain/parties/residence.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { PartyStores } from '../stores.ts';

type Reader = Pick<PartyStores, 'organisations'>;

/** What the access policy is asked about a file, and the end of its chain. */
const stateOf = (file: OrganisationFile) => ({
  subject: { organisationId: file.organisation.id, divisionCode: file.organisation.divisionCode },
  head: file.head,
  version: file.organisation.version,
  file,
});

/** The file of the organisation a path names. One read. */
export const gatherFile =
  ({ organisations }: Reader) =>
  async ({ param }: Request) => {
    const file = await organisations.readOrganisation(param('id'));
    return file && stateOf(file);
  };

/** The same, for what those may do too with whom it sits. */
export const gatherResident = (reader: Reader) => async (request: Request) => {
  const state = await gatherFile(reader)(request);
  return state && { ...state, subject: { ...state.subject, ...bodiesOfCompany(state.file, request.now) } };
};

/** The same, and the member the path names; the version is the member's. */
export const gatherMember = (reader: Reader) => async (request: Request) => {
  const state = await gatherFile(reader)(request);
  const member = state?.file.members.find(({ personId }) => personId === request.param('personId'));
  return state && member && { ...state, member, version: member.version };
};

/** The same, and the invitation the path names. */
export const gatherInvitation = (reader: Reader) => async (request: Request) => {
  const state = await gatherFile(reader)(request);
  const invitation = state?.file.invitations.find(({ id }) => id === request.param('invitationId'));
  return state && invitation && { ...state, invitation };
};

/** The same, and the delegation the path names. */
export const gatherDelegation = (reader: Reader) => async (request: Request) => {
  const state = await gatherFile(reader)(request);
  const delegation = state?.file.delegations.find(({ id }) => id === request.param('delegationId'));
  return state && delegation && { ...state, delegation };
};
