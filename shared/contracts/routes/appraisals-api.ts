import { routesOf } from './route.ts';

const { edit, question } = routesOf('appraisals-api');

/** What `appraisals-api` answers. */
export const APPRAISALS_ROUTES = {
  'GET /v1/cases/{id}/re-evaluation': question('case.read-file'),
  'POST /v1/cases/{id}/submit': edit('case.submit'),
  'POST /v1/cases/{id}/resubmit': edit('case.resubmit'),
  'POST /v1/cases/{id}/settle-fact': edit('case.settle-fact'),
  'POST /v1/cases/{id}/strike-line': edit('case.strike-line'),
  'POST /v1/cases/{id}/restore-line': edit('case.restore-line'),
  'POST /v1/cases/{id}/recount': edit('case.recount'),
  'POST /v1/cases/{id}/uphold-appeal': edit('case.uphold-appeal'),
} as const;
