import { routesOf } from './route.ts';

const { command, edit, question } = routesOf('companies-api');

/** What `companies-api` answers. */
export const COMPANIES_ROUTES = {
  'GET /v1/companies': question('company.list'),
  'GET /v1/companies/{id}': question('company.read'),
  'GET /v1/companies/{id}/facts': question('profile.read'),
  'PATCH /v1/companies/{id}/facts': edit('profile.change'),
  'GET /v1/companies/{id}/facts/history': question('profile.read-history'),
  'PATCH /v1/companies/{id}/particulars': edit('particulars.change'),
  'POST /v1/companies/{id}/particulars/reveal': command('particulars.reveal'),
  'POST /v1/companies/{id}/snapshots': command('snapshot.take'),
  'GET /v1/companies/{id}/snapshots/{hash}': question('snapshot.read'),
  'GET /v1/companies/{id}/matches': question('matches.read'),
  'GET /v1/companies/{id}/timeline': question('timeline.read'),
  'POST /v1/companies/{id}/residences': command('residence.declare'),
  'POST /v1/companies/{id}/residences/{residenceId}/confirm': command('residence.confirm'),
  'POST /v1/companies/{id}/residences/{residenceId}/end': command('residence.end'),
  'POST /v1/organisations/{id}/company-imports': command('company.import'),
  'GET /v1/companies/{id}/grants': question('grant.list'),
  'POST /v1/companies/{id}/grants': command('grant.give'),
  'POST /v1/companies/{id}/grants/{grantId}/revoke': command('grant.revoke'),
  'GET /v1/grants': question('grant.list-received'),
  'GET /v1/companies/{id}/access-log': question('access-log.read'),
} as const;
