import { invitationList, invitationMade, invitationView, inviteRequest } from '../../../shared/contracts/parties.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { confirmInvitation, invite, inviteMissingOwner, longOver, withdrawInvitation } from '../../../shared/domain/parties/invitation.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import { reply } from '../../../shared/http/reply.ts';
import { withoutQuery } from '../../../shared/http/validate.ts';
import { newId, newSecret } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { invitationChange, invitationRemoval, invitationWrites } from '../../../shared/store/invitation-store.ts';
import { placeRemovals } from '../../../shared/store/party-store.ts';
import { linkOf, onRepeat } from '../invitation-link.ts';
import { showInvitation } from '../show.ts';
import type { PartyStores } from '../stores.ts';
import { gatherFile, gatherInvitation, gatherResident } from './gather.ts';

/** Invitations as those handle them who look after the members. */
export function invitationRoutes(api: Api<Write>, stores: PartyStores): void {
  api.question(
    'GET /v1/organisations/{id}/invitations',
    gatherFile(stores),
    withoutQuery(({ context, now }, { file: { invitations } }) => {
      const newestFirst = invitations.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
      return reply(context, invitationList, { items: newestFirst.map((invitation) => showInvitation(invitation, now.toISOString())) });
    }),
  );

  api.command('POST /v1/organisations/{id}/invitations', {
    body: inviteRequest,
    gather: gatherResident(stores),
    decide: ({ body, who, now, grounds }, { file }) => {
      const at = now.toISOString();
      const secret = newSecret();
      const rule = grounds.relation === 'same-organisation' ? invite : inviteMissingOwner;
      const made = rule(file, body, who, at, { id: newId(), tokenHash: sha256Hex(secret) });
      if (!made.ok) return refuse(made.refusal);
      const invitation = made.value;
      const { organisation } = file;
      const over = longOver(file, at);
      const answer = invitationMade.parse({ invitation: showInvitation(invitation, at), secret, link: linkOf(secret) });
      return ok({
        writes: [
          ...invitationWrites(organisation.id, invitation),
          ...over.invitations.map((one) => invitationRemoval(organisation.id, one)),
          ...placeRemovals(organisation, over.guests),
        ],
        audit: {
          aggregate: { kind: 'organisation', id: organisation.id },
          changed: { invitation: invitation.id, roles: invitation.roles, until: invitation.until, status: invitation.status },
        },
        status: 201,
        body: answer,
        stored: onRepeat(answer),
      });
    },
  });

  api.command('POST /v1/organisations/{id}/invitations/{invitationId}/confirm', {
    gather: gatherInvitation(stores),
    decide: ({ who, now }, { file: { organisation }, invitation }) => {
      const at = now.toISOString();
      const confirmed = confirmInvitation(invitation, who, at);
      if (!confirmed.ok) return refuse(confirmed.refusal);
      return ok({
        writes: [invitationChange(organisation.id, confirmed.value)],
        audit: {
          aggregate: { kind: 'organisation', id: organisation.id },
          changed: { invitation: invitation.id, status: confirmed.value.status },
        },
        status: 200,
        body: invitationView.parse(showInvitation(confirmed.value, at)),
      });
    },
  });

  api.command('DELETE /v1/organisations/{id}/invitations/{invitationId}', {
    gather: gatherInvitation(stores),
    decide: ({ now }, { file: { organisation }, invitation }) => {
      const withdrawn = withdrawInvitation(invitation, now.toISOString());
      if (!withdrawn.ok) return refuse(withdrawn.refusal);
      return ok({
        writes: [invitationChange(organisation.id, withdrawn.value)],
        audit: {
          aggregate: { kind: 'organisation', id: organisation.id },
          changed: { invitation: invitation.id, status: withdrawn.value.status },
        },
        status: 204,
      });
    },
  });
}
