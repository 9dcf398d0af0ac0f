import { acceptAnswer, invitationSeen, secretRequest } from '../../../shared/contracts/parties.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { acceptInvitation, isAnswerable } from '../../../shared/domain/parties/invitation.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import { PARTY_PROBLEMS } from '../../../shared/http/party-problems.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { problemOf } from '../../../shared/http/public-problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { validatedBody } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { invitationChange } from '../../../shared/store/invitation-store.ts';
import { placeWrites } from '../../../shared/store/party-store.ts';
import { showMember } from '../show.ts';
import type { PartyStores } from '../stores.ts';

/** What a link stands for, or undefined: never there, withdrawn and expired are one answer. Two reads. */
async function findAnswerable({ findInvitation, organisations }: PartyStores, secret: string, at: string) {
  const found = await findInvitation(sha256Hex(secret));
  const file = found && (await organisations.readOrganisation(found.organisationId));
  const invitation = file?.invitations.find(({ id }) => id === found?.invitationId);
  return file && invitation && isAnswerable(invitation, at) ? { file, invitation } : undefined;
}

/** The link in the hands of the one it was sent to. */
export function inviteeRoutes(api: Api<Write>, stores: PartyStores): void {
  api.question(
    'POST /v1/invitations/look-up',
    () => ({ subject: {} }),
    async ({ context, now }) => {
      const body = await validatedBody(context, secretRequest);
      if (!body.ok) return body.refusal;
      const found = await findAnswerable(stores, body.value.secret, now.toISOString());
      if (!found) return problemReply(context, 'not-found');
      const { organisation } = found.file;
      const { status, ...invitation } = found.invitation;
      if (status !== 'open' && status !== 'awaiting-confirmation') return problemOf(PARTY_PROBLEMS, context, 'invitation-used');
      return reply(context, invitationSeen, { ...invitation, status, organisation });
    },
  );

  api.command('POST /v1/invitations/accept', {
    body: secretRequest,
    gather: async ({ now }, body) => {
      // Without a body that can be read there is nothing to look for, and the pipeline says what is wrong with it.
      if (!body) return { subject: {}, head: undefined, found: undefined };
      const found = await findAnswerable(stores, body.secret, now.toISOString());
      return found && { subject: {}, head: found.file.head, found };
    },
    decide: ({ who, now }, { found }) => {
      if (!found) return refuse({ code: 'not-found' });
      const { organisation } = found.file;
      const accepted = acceptInvitation(found.file, found.invitation, who, now.toISOString());
      if (!accepted.ok) return refuse(accepted.refusal);
      const { invitation, member, before, superseded } = accepted.value;
      return ok({
        writes: [
          ...[invitation, ...superseded].map((one) => invitationChange(organisation.id, one)),
          ...placeWrites(organisation, member, before?.version ?? 'absent'),
        ],
        audit: {
          aggregate: { kind: 'organisation', id: organisation.id },
          changed: { invitation: invitation.id, member: member.personId, roles: member.roles, until: member.until },
        },
        status: 200,
        body: acceptAnswer.parse({ organisation, member: showMember(member) }),
      });
    },
  });
}
