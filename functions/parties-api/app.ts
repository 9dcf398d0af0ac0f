import type { Hono } from 'hono';
import { PARTIES_ROUTES } from '../../shared/contracts/routes/parties-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { PARTY_PROBLEMS } from '../../shared/http/party-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { admitRoutes } from './routes/admit.ts';
import { auditRoutes } from './routes/audit.ts';
import { delegationRoutes } from './routes/delegations.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { inviteeRoutes } from './routes/invitees.ts';
import { listRoutes } from './routes/lists.ts';
import { memberRoutes } from './routes/members.ts';
import { organisationRoutes } from './routes/organisation.ts';
import { registerRoutes } from './routes/register.ts';
import { openPartyStores } from './stores.ts';

export interface PartiesParts {
  readonly stores: Stores;
  readonly ports: ApiPorts<Write>;
}

/** The table of contents of this API. */
export function createPartiesApp({ stores, ports }: PartiesParts): Hono {
  const api = createApi<Write>(PARTIES_ROUTES, ports, PARTY_PROBLEMS);
  const party = openPartyStores(stores);
  // Before the routes of one organisation: `all` is no id.
  listRoutes(api, party);
  registerRoutes(api);
  admitRoutes(api);
  organisationRoutes(api, party);
  memberRoutes(api, party);
  invitationRoutes(api, party);
  inviteeRoutes(api, party);
  delegationRoutes(api, party);
  auditRoutes(api, party);
  return api.finish();
}
