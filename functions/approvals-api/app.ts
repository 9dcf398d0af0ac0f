import { APPROVALS_ROUTES } from '../../shared/contracts/routes/approvals-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { CASE_PROBLEMS } from '../../shared/http/case-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { ApprovalParts } from './approval-parts.ts';
import { runRoutes } from './routes/runs.ts';

/** The table of contents of this API. */
export function createApprovalsApp(parts: ApprovalParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(APPROVALS_ROUTES, ports, CASE_PROBLEMS);
  runRoutes(api, parts);
  return api.finish();
}
