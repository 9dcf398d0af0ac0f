import { admitAnswer, admitRequest } from '../../../shared/contracts/parties.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { inviteFirstOwner } from '../../../shared/domain/parties/invitation.ts';
import { foundOrganisation } from '../../../shared/domain/parties/registration.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import { newId, newSecret } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { invitationWrites } from '../../../shared/store/invitation-store.ts';
import { foundingWrites } from '../../../shared/store/party-store.ts';
import { linkOf, onRepeat } from '../invitation-link.ts';
import { showInvitation, showOrganisation } from '../show.ts';

/** The platform admits a bank, an investor, an office …: it stands on record at once, and its first owner comes by a link. */
export function admitRoutes(api: Api<Write>): void {
  api.command('POST /v1/institutions', {
    body: admitRequest,
    gather: () => ({ subject: {}, head: undefined }),
    decide: ({ body, who, now }) => {
      const at = now.toISOString();
      const secret = newSecret();
      const founded = foundOrganisation(body, who, newId(), at);
      if (!founded.ok) return refuse(founded.refusal);
      const { organisation, profile, warnings } = founded.value;
      const { id, kind, name, uscc, usccStatus, divisionCode, version } = organisation;
      const invitation = inviteFirstOwner(who, at, { id: newId(), tokenHash: sha256Hex(secret) });
      const answer = admitAnswer.parse({
        organisation: showOrganisation(organisation),
        warnings,
        invitation: showInvitation(invitation, at),
        secret,
        link: linkOf(secret),
      });
      return ok({
        writes: [...foundingWrites(organisation, [], profile), ...invitationWrites(id, invitation)],
        audit: {
          aggregate: { kind: 'organisation', id },
          changed: { kind, name, uscc, usccStatus, divisionCode, invitation: invitation.id, roles: invitation.roles },
        },
        status: 201,
        body: answer,
        stored: onRepeat(answer),
        version,
        location: `/v1/organisations/${id}`,
      });
    },
  });
}
