import { routesOf } from './route.ts';

const { question } = routesOf('ledger-api');

/** What `ledger-api` answers. */
export const LEDGER_ROUTES = {
  'GET /v1/ledger/budgets': question('budget.list'),
  'GET /v1/ledger/budgets/{id}': question('budget.read'),
  'GET /v1/ledger/budgets/{id}/statement': question('budget.read'),
  'GET /v1/ledger/budgets/{id}/trial-balance': question('budget.read'),
  'GET /v1/ledger/budgets/{id}/explain': question('budget.read'),
} as const;
