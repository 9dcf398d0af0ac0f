import { SESSIONS_ROUTES } from '../../shared/contracts/routes/sessions-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { authRoutes } from './routes/auth.ts';
import { ownRoutes } from './routes/own.ts';
import type { SessionPorts } from './use-cases/ports.ts';

/** The table of contents of this API. */
export function createSessionsApp<Write>(ports: ApiPorts<Write>, { store, issuer }: SessionPorts) {
  const api = createApi(SESSIONS_ROUTES, ports);
  authRoutes(api, { store, issuer, origin: ports.identity.origin }, ports.now);
  ownRoutes(api, { store });
  return api.finish();
}
