import { SUBSIDIES_ROUTES } from '../../shared/contracts/routes/subsidies-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { CASE_PROBLEMS } from '../../shared/http/case-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { ClaimParts } from './claim-parts.ts';
import { claimRoutes } from './routes/claims.ts';
import { filingRoutes } from './routes/filings.ts';
import { listedRoutes } from './routes/listed.ts';
import { startRoutes } from './routes/start.ts';

/** The table of contents of this API. */
export function createSubsidiesApp(parts: ClaimParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(SUBSIDIES_ROUTES, ports, CASE_PROBLEMS);
  startRoutes(api, parts);
  claimRoutes(api, parts);
  listedRoutes(api, parts);
  filingRoutes(api, parts);
  return api.finish();
}
