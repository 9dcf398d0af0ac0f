import { COMPANIES_ROUTES } from '../../shared/contracts/routes/companies-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { CompanyParts } from './company-parts.ts';
import { accessLogRoutes } from './routes/access-log.ts';
import { grantRoutes } from './routes/grants.ts';
import { importRoutes } from './routes/imports.ts';
import { listRoutes } from './routes/list.ts';
import { matchRoutes } from './routes/matches.ts';
import { particularRoutes } from './routes/particulars.ts';
import { profileRoutes } from './routes/profile.ts';
import { residenceRoutes } from './routes/residences.ts';
import { snapshotRoutes } from './routes/snapshots.ts';

/** The table of contents of this API. */
export function createCompaniesApp(parts: CompanyParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(COMPANIES_ROUTES, ports);
  profileRoutes(api, parts);
  particularRoutes(api, parts);
  snapshotRoutes(api, parts);
  matchRoutes(api, parts);
  grantRoutes(api, parts);
  accessLogRoutes(api, parts);
  residenceRoutes(api, parts);
  listRoutes(api, parts);
  importRoutes(api, parts);
  return api.finish();
}
