import { CASES_ROUTES } from '../../shared/contracts/routes/cases-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { CASE_PROBLEMS } from '../../shared/http/case-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { CaseParts } from './case-parts.ts';
import { handlingRoutes } from './routes/handling.ts';
import { listRoutes } from './routes/lists.ts';
import { opinionRoutes } from './routes/opinions.ts';
import { payeeRoutes } from './routes/payee.ts';
import { readRoutes } from './routes/read.ts';
import { reapplyRoutes } from './routes/reapply.ts';
import { stepRoutes } from './routes/steps.ts';

/** The table of contents of this API. */
export function createCasesApp(parts: CaseParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(CASES_ROUTES, ports, CASE_PROBLEMS);
  readRoutes(api, parts);
  listRoutes(api, parts);
  stepRoutes(api, parts);
  handlingRoutes(api, parts);
  opinionRoutes(api, parts);
  payeeRoutes(api, parts);
  reapplyRoutes(api, parts);
  return api.finish();
}
