import { routesOf } from './route.ts';

const { command, question } = routesOf('approvals-api');

/** What `approvals-api` answers. */
export const APPROVALS_ROUTES = {
  'POST /v1/approval-runs/preview': question('approval-run.preview'),
  'POST /v1/approval-runs': command('approval-run.start'),
  'GET /v1/approval-runs': question('approval-run.list'),
  'GET /v1/approval-runs/{id}': question('approval-run.read'),
  'POST /v1/approval-runs/{id}/cases/{caseId}': command('approval-run.draw'),
  'POST /v1/approval-runs/{id}/close': command('approval-run.close'),
} as const;
