import { routesOf } from './route.ts';

const { command, question } = routesOf('budgets-api');

/** What `budgets-api` answers. */
export const BUDGETS_ROUTES = {
  'POST /v1/budgets': command('budget.propose'),
  'GET /v1/budgets/changes': question('budget.list-changes'),
  'POST /v1/budgets/{id}/changes': command('budget.change'),
  'POST /v1/budgets/{id}/changes/{changeId}/confirm': command('budget.confirm'),
  'POST /v1/budgets/{id}/changes/{changeId}/decline': command('budget.decline'),
  'GET /v1/budgets/{id}/waiting': question('budget.read-waiting'),
} as const;
