import { memberList, memberPatch, memberView, transferAnswer, transferRequest } from '../../../shared/contracts/parties.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { endedWith } from '../../../shared/domain/parties/carry-delegations.ts';
import type { Moment } from '../../../shared/domain/parties/delegation.ts';
import { leftOpenBy } from '../../../shared/domain/parties/invitation.ts';
import { activeMembers, changeRoles, removeMember, transferOwnership } from '../../../shared/domain/parties/member.ts';
import type { Member, OrganisationFile } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { reply } from '../../../shared/http/reply.ts';
import { withoutQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { rearrangedWrites } from '../../../shared/store/delegation-store.ts';
import { invitationChange } from '../../../shared/store/invitation-store.ts';
import { organisationRow, placeRemovals, placeWrites } from '../../../shared/store/party-store.ts';
import { momentOf } from '../moment.ts';
import { showMember } from '../show.ts';
import type { PartyStores } from '../stores.ts';
import { gatherFile, gatherMember } from './gather.ts';

const ofOrganisation = ({ organisation: { id } }: OrganisationFile) => ({ kind: 'organisation', id }) as const;

/** The invitations of somebody who looks after the members no more, taken back in the same write. */
const takenBack = ({ organisation, invitations }: OrganisationFile, { personId }: Member, at: string): Write[] =>
  leftOpenBy(invitations, personId, at).map((invitation) => invitationChange(organisation.id, invitation));

/** A place comes to its end: what is written and what is noted. */
function departure(file: OrganisationFile, member: Member, moment: Moment) {
  const gone = removeMember(file.members, member);
  if (!gone.ok) return gone;
  return ok({
    writes: [
      ...placeRemovals(file.organisation, [member]),
      ...takenBack(file, member, moment.at),
      ...rearrangedWrites(file.organisation, endedWith(file, member, [], moment)),
    ],
    audit: { aggregate: ofOrganisation(file), changed: { member: member.personId, roles: null } },
    status: 204 as const,
  });
}

/** The members: who they are and what each may do. Every change acts on the next request of whoever it is about. */
export function memberRoutes(api: Api<Write>, stores: PartyStores): void {
  const gather = gatherFile(stores);

  api.question(
    'GET /v1/organisations/{id}/members',
    gather,
    withoutQuery(({ context, now }, { file: { organisation, members } }) => {
      context.header('etag', etagOf(organisation.version));
      const items = activeMembers(members, now.toISOString()).map(showMember);
      return reply(context, memberList, { items, version: organisation.version });
    }),
  );

  api.command('PATCH /v1/organisations/{id}/members/{personId}', {
    body: memberPatch,
    gather: gatherMember(stores),
    decide: (request, { file, member }) => {
      const moment = momentOf(request);
      const changed = changeRoles(file, member, request.body, moment.at);
      if (!changed.ok) return refuse(changed.refusal);
      const { personId, roles, until, version } = changed.value;
      const demoted = member.roles.includes('owner') && !roles.includes('owner');
      const ended = endedWith(file, member, roles, moment);
      // The member changes once, in roles and in what rests on them.
      const after = { ...(ended.members.find((one) => one.personId === personId) ?? member), roles, until, version };
      const others = { ...ended, members: ended.members.filter((one) => one.personId !== personId) };
      return ok({
        writes: [
          ...placeWrites(file.organisation, after, member.version),
          ...(demoted ? takenBack(file, member, moment.at) : []),
          ...rearrangedWrites(file.organisation, others),
        ],
        audit: { aggregate: ofOrganisation(file), changed: { member: personId, roles, until } },
        status: 200,
        body: memberView.parse(showMember(after)),
        version,
      });
    },
  });

  api.command('DELETE /v1/organisations/{id}/members/{personId}', {
    gather: gatherMember(stores),
    decide: (request, { file, member }) => departure(file, member, momentOf(request)),
  });

  api.command('POST /v1/organisations/{id}/leave', {
    gather,
    decide: (request, { file }) => {
      const member = file.members.find(({ personId }) => personId === request.who.personId);
      return member ? departure(file, member, momentOf(request)) : refuse({ code: 'not-found' });
    },
  });

  api.command('POST /v1/organisations/{id}/transfer-ownership', {
    body: transferRequest,
    gather,
    decide: (request, { file }) => {
      const { body, who } = request;
      const moment = momentOf(request);
      const { organisation } = file;
      const from = file.members.find(({ personId }) => personId === who.personId);
      if (!from) return refuse({ code: 'not-found' });
      const transferred = transferOwnership(file, from, body.toPersonId);
      if (!transferred.ok) return refuse(transferred.refusal);
      const { owner, former } = transferred.value;
      const version = organisation.version + 1;
      const own = former ? placeWrites(organisation, former, from.version) : placeRemovals(organisation, [from]);
      // Whoever keeps a role keeps what rests on it; whoever goes ends it, also for the new owner.
      const ended = endedWith(file, from, former?.roles ?? [], moment);
      const carried = ended.members.find(({ personId }) => personId === owner.personId);
      const heir = carried ? { ...carried, roles: owner.roles, version: owner.version } : owner;
      const others = { ...ended, members: ended.members.filter(({ personId }) => ![owner.personId, from.personId].includes(personId)) };
      return ok({
        writes: [
          { put: organisationRow({ ...organisation, version }), expect: organisation.version },
          ...placeWrites(organisation, heir, heir.version - 1),
          ...own,
          ...takenBack(file, from, moment.at),
          ...rearrangedWrites(organisation, others),
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
