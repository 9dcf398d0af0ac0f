import { AUDIT_ROUTES } from '../../shared/contracts/routes/audit-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { AuditParts } from './audit-parts.ts';
import { exportRoutes } from './routes/export.ts';

/** The table of contents of this API. */
export function createAuditApp(parts: AuditParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(AUDIT_ROUTES, ports);
  exportRoutes(api, parts);
  return api.finish();
}
