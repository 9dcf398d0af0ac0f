import { routesOf } from './route.ts';

const { command, open, openCommand, question } = routesOf('notices-api');

/** What `notices-api` answers. */
export const NOTICES_ROUTES = {
  'GET /v1/notices': open('notice.list'),
  'GET /v1/notices/{id}': open('notice.list'),
  'POST /v1/notices/{id}/objections': command('notice.object'),
  'POST /v1/notices/{id}/tips': openCommand('notice.tip'),
  'GET /v1/tips': question('tip.list'),
  'POST /v1/cases/{id}/tips/{tipId}/note': command('tip.note'),
} as const;
