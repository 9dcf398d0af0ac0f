import { routesOf } from './route.ts';

const { question } = routesOf('audit-api');

/** What `audit-api` answers. */
export const AUDIT_ROUTES = {
  'GET /v1/cases/{id}/export': question('case.read-audit'),
  'GET /v1/organisations/{id}/audit/export': question('audit.read'),
} as const;
