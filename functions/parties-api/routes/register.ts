import { registerAnswer, registerRequest } from '../../../shared/contracts/parties.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { founderOf, foundOrganisation } from '../../../shared/domain/parties/registration.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { foundingWrites, individualGuard } from '../../../shared/store/party-store.ts';
import { showOrganisation } from '../show.ts';

/** Found an organisation, or begin to apply in one's own name. Whoever holds the credit code already keeps it. */
export function registerRoutes(api: Api<Write>): void {
  api.command('POST /v1/organisations', {
    body: registerRequest,
    gather: () => ({ subject: {}, head: undefined }),
    decide: ({ body, who, now }) => {
      const at = now.toISOString();
      const founded = foundOrganisation(body, who, newId(), at);
      if (!founded.ok) return refuse(founded.refusal);
      const { organisation, profile, warnings } = founded.value;
      const { id, kind, name, uscc, usccStatus, divisionCode, version } = organisation;
      const founder = founderOf({ personId: who.personId, personKey: who.personKey, name: who.name }, at);
      const own = kind === 'individual' ? [individualGuard(sha256Hex(who.personKey), id)] : [];
      return ok({
        writes: [...foundingWrites(organisation, [founder], profile), ...own],
        audit: {
          aggregate: { kind: 'organisation', id },
          changed: { kind, name: kind === 'individual' ? { sensitive: name } : name, uscc, usccStatus, divisionCode, owner: who.personId },
        },
        status: 201,
        body: registerAnswer.parse({ organisation: showOrganisation(organisation), warnings }),
        version,
        location: `/v1/organisations/${id}`,
      });
    },
  });
}
