import { memberList, memberPatch, memberView, transferAnswer, transferRequest } from '../../../shared/contracts/parties.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { leftOpenBy } from '../../../shared/domain/parties/invitation.ts';
import { activeMembers, changeRoles, removeMember, transferOwnership } from '../../../shared/domain/parties/member.ts';
import type { Member, OrganisationFile } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { invitationChange } from '../../../shared/store/invitation-store.ts';
import { organisationRow, placeRemovals, placeWrites } from '../../../shared/store/party-store.ts';
import { showMember } from '../show.ts';
import type { PartyStores } from '../stores.ts';
import { gatherFile, gatherMember } from './gather.ts';

const ofOrganisation = ({ organisation: { id } }: OrganisationFile) => ({ kind: 'organisation', id }) as const;

/** The invitations of somebody who looks after the members no more, taken back in the same write. */
const takenBack = ({ organisation, invitations }: OrganisationFile, { personId }: Member, at: string): Write[] =>
  leftOpenBy(invitations, personId, at).map((invitation) => invitationChange(organisation.id, invitation));

/** A place comes to its end: what is written and what is noted. */
function departure(file: OrganisationFile, member: Member, at: string) {
  const gone = removeMember(file.members, member);
  if (!gone.ok) return gone;
  return ok({
    writes: [...placeRemovals(file.organisation, member), ...takenBack(file, member, at)],
    audit: { aggregate: ofOrganisation(file), changed: { member: member.personId, roles: null } },
    status: 204 as const,
  });
}

/** The members: who they are and what each may do. Every change acts on the next request of whoever it is about. */
export function memberRoutes(api: Api<Write>, stores: PartyStores): void {
  const gather = gatherFile(stores);

  api.question('GET /v1/organisations/{id}/members', gather, ({ context, now }, { file: { organisation, members } }) => {
    context.header('etag', etagOf(organisation.version));
    const items = activeMembers(members, now.toISOString()).map(showMember);
    return reply(context, memberList, { items, version: organisation.version });
  });

  api.command('PATCH /v1/organisations/{id}/members/{personId}', {
    body: memberPatch,
    gather: gatherMember(stores),
    decide: ({ body, now }, { file, member }) => {
      const at = now.toISOString();
      const changed = changeRoles(file, member, body, at);
      if (!changed.ok) return refuse(changed.refusal);
      const { personId, roles, until, version } = changed.value;
      const demoted = member.roles.includes('owner') && !roles.includes('owner');
      return ok({
        writes: [...placeWrites(file.organisation, changed.value, member.version), ...(demoted ? takenBack(file, member, at) : [])],
        audit: { aggregate: ofOrganisation(file), changed: { member: personId, roles, until } },
        status: 200,
        body: memberView.parse(showMember(changed.value)),
        version,
      });
    },
  });

  api.command('DELETE /v1/organisations/{id}/members/{personId}', {
    gather: gatherMember(stores),
    decide: ({ now }, { file, member }) => departure(file, member, now.toISOString()),
  });

  api.command('POST /v1/organisations/{id}/leave', {
    gather,
    decide: ({ who, now }, { file }) => {
      const member = file.members.find(({ personId }) => personId === who.personId);
      return member ? departure(file, member, now.toISOString()) : refuse({ code: 'not-found' });
    },
  });

  api.command('POST /v1/organisations/{id}/transfer-ownership', {
    body: transferRequest,
    gather,
    decide: ({ body, who, now }, { file }) => {
      const { organisation } = file;
      const from = file.members.find(({ personId }) => personId === who.personId);
      if (!from) return refuse({ code: 'not-found' });
      const transferred = transferOwnership(file, from, body.toPersonId);
      if (!transferred.ok) return refuse(transferred.refusal);
      const { owner, former } = transferred.value;
      const version = organisation.version + 1;
      const own = former ? placeWrites(organisation, former, from.version) : placeRemovals(organisation, from);
      return ok({
        writes: [
          { put: organisationRow({ ...organisation, version }), expect: organisation.version },
          ...placeWrites(organisation, owner, owner.version - 1),
          ...own,
          ...takenBack(file, from, now.toISOString()),
        ],
        audit: {
          aggregate: ofOrganisation(file),
          changed: { owner: owner.personId, former: from.personId, remaining: former?.roles ?? [] },
        },
        status: 200,
        body: transferAnswer.parse({ owner: showMember(owner), former: former ? showMember(former) : null }),
        version,
      });
    },
  });
}
