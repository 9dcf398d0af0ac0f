import { routesOf } from './route.ts';

const { command, edit, question } = routesOf('subsidies-api');

/** What `subsidies-api` answers. */
export const SUBSIDIES_ROUTES = {
  'GET /v1/subsidies/claims': question('claim.list'),
  'POST /v1/subsidies/claims': command('claim.draft'),
  'GET /v1/subsidies/claims/{id}': question('claim.read'),
  'PUT /v1/subsidies/claims/{id}': edit('claim.edit'),
  'GET /v1/subsidies/claims/{id}/check': question('claim.check'),
  'GET /v1/subsidies/claims/{id}/list': question('case.read-file'),
  'GET /v1/subsidies/event-filings': question('event-filing.list'),
  'POST /v1/subsidies/event-filings': command('event-filing.file'),
} as const;
