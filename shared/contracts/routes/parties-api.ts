import { routesOf } from './route.ts';

const { command, edit, open, question } = routesOf('parties-api');

/** What `parties-api` answers. */
export const PARTIES_ROUTES = {
  'GET /v1/institutions': open('institution.list'),
  'GET /v1/communities': open('community.list'),
  'GET /v1/organisations': question('organisation.list-mine'),
  'GET /v1/organisations/all': question('organisation.list-all'),
  'POST /v1/organisations': command('organisation.register'),
  'POST /v1/institutions': command('organisation.admit'),
  'GET /v1/organisations/{id}': question('organisation.read'),
  'PATCH /v1/organisations/{id}': edit('organisation.change'),
  'POST /v1/organisations/{id}/confirm-code': command('organisation.confirm-code'),
  'GET /v1/organisations/{id}/members': question('member.list'),
  'PATCH /v1/organisations/{id}/members/{personId}': edit('member.change-roles'),
  'DELETE /v1/organisations/{id}/members/{personId}': edit('member.remove'),
  'POST /v1/organisations/{id}/leave': command('member.leave'),
  'POST /v1/organisations/{id}/transfer-ownership': edit('ownership.transfer'),
  'GET /v1/organisations/{id}/invitations': question('invitation.list'),
  'POST /v1/organisations/{id}/invitations': command('member.invite'),
  'POST /v1/organisations/{id}/invitations/{invitationId}/confirm': command('invitation.confirm'),
  'DELETE /v1/organisations/{id}/invitations/{invitationId}': command('invitation.withdraw'),
  'GET /v1/organisations/{id}/delegations': question('delegation.list'),
  'POST /v1/organisations/{id}/delegations': command('delegation.propose'),
  'POST /v1/organisations/{id}/delegations/{delegationId}/confirm': command('delegation.confirm'),
  'POST /v1/organisations/{id}/delegations/{delegationId}/decline': command('delegation.decline'),
  'POST /v1/organisations/{id}/delegations/{delegationId}/revoke': command('delegation.revoke'),
  'GET /v1/organisations/{id}/audit': question('audit.read'),
  'POST /v1/invitations/look-up': question('invitation.read'),
  'POST /v1/invitations/accept': command('invitation.accept'),
} as const;
