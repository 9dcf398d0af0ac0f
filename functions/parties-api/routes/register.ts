import type * as z from 'zod/mini';
import { registerAnswer, registerRequest } from '../../../shared/contracts/parties.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { claimOrganisation, isUnclaimed } from '../../../shared/domain/parties/claim.ts';
import { endedByOwner } from '../../../shared/domain/parties/invitation.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { founderOf, foundOrganisation, readCode } from '../../../shared/domain/parties/registration.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { invitationChange } from '../../../shared/store/invitation-store.ts';
import { foundingWrites, individualGuard, organisationChange, placeWrites } from '../../../shared/store/party-store.ts';
import { newId } from '../make-secret.ts';
import { showOrganisation } from '../show.ts';
import type { PartyStores } from '../stores.ts';

type Registering = z.output<typeof registerRequest>;

/** A company of this code that an operator brought in and nobody looks after; undefined for all others, members or none. */
async function readUnclaimed(
  { readHolder, organisations }: PartyStores,
  { kind, uscc }: Registering,
): Promise<OrganisationFile | undefined> {
  const code = kind === 'company' && uscc ? readCode(uscc) : undefined;
  const holder = code?.ok && code.value.uscc !== null ? await readHolder(code.value.uscc, kind) : undefined;
  const file = holder === undefined ? undefined : await organisations.readOrganisation(holder);
  return file && isUnclaimed(file) ? file : undefined;
}

/** Found an organisation, take over what an operator brought in, or begin to apply in one's own name. */
export function registerRoutes(api: Api<Write>, party: PartyStores): void {
  api.command('POST /v1/organisations', {
    body: registerRequest,
    gather: async (_request, body) => {
      const unclaimed = body && (await readUnclaimed(party, body));
      return { subject: {}, head: unclaimed?.head, unclaimed };
    },
    decide: ({ body, who, now }, { unclaimed }) => {
      const at = now.toISOString();
      const founded = unclaimed ? claimOrganisation(unclaimed, body, who, at) : foundOrganisation(body, who, newId(), at);
      if (!founded.ok) return refuse(founded.refusal);
      const { organisation, profile, warnings } = founded.value;
      const { id, kind, name, uscc, usccStatus, divisionCode, version } = organisation;
      const founder = founderOf({ personId: who.personId, personKey: who.personKey, name: who.name }, at);
      const own = kind === 'individual' ? [individualGuard(sha256Hex(who.personKey), id)] : [];
      const writes = unclaimed
        ? [
            ...organisationChange(organisation, [], profile),
            ...placeWrites(organisation, founder, 'absent'),
            ...endedByOwner(unclaimed.invitations, at).map((invitation) => invitationChange(id, invitation)),
          ]
        : foundingWrites(organisation, [founder], profile);
      return ok({
        writes: [...writes, ...own],
        audit: {
          aggregate: { kind: 'organisation', id },
          changed: {
            kind,
            name: kind === 'individual' ? { sensitive: name } : name,
            uscc,
            usccStatus,
            divisionCode,
            owner: who.personId,
            ...(unclaimed && { takenOver: true }),
          },
        },
        status: 201,
        body: registerAnswer.parse({ organisation: showOrganisation(organisation), warnings }),
        version,
        location: `/v1/organisations/${id}`,
      });
    },
  });
}
