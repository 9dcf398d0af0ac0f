import { BUDGETS_ROUTES } from '../../shared/contracts/routes/budgets-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { BUDGET_PROBLEMS } from '../../shared/http/budget-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { BudgetParts } from './budget-parts.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { proposalRoutes } from './routes/proposals.ts';
import { waitingRoutes } from './routes/waiting.ts';

/** The table of contents of this API. */
export function createBudgetsApp(parts: BudgetParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(BUDGETS_ROUTES, ports, BUDGET_PROBLEMS);
  proposalRoutes(api, parts);
  decisionRoutes(api, parts);
  waitingRoutes(api, parts);
  return api.finish();
}
