import { BUDGETS_ROUTES } from '../../shared/contracts/routes/budgets-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { BUDGET_PROBLEMS } from '../../shared/http/budget-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { BudgetParts } from './budget-parts.ts';
import { changeRoutes } from './routes/changes.ts';
import { waitingRoutes } from './routes/waiting.ts';

/** The table of contents of this API. */
export function createBudgetsApp(parts: BudgetParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(BUDGETS_ROUTES, ports, BUDGET_PROBLEMS);
  changeRoutes(api, parts);
  waitingRoutes(api, parts);
  return api.finish();
}
