import { routesOf } from './route.ts';

const { open, question } = routesOf('sessions-api');

/** What `sessions-api` answers. */
export const SESSIONS_ROUTES = {
  'GET /v1/auth/sign-in': open('session.start'),
  'GET /v1/auth/callback': open('session.start'),
  'POST /v1/auth/sign-out': open('session.end-current'),
  'GET /v1/me': question('me.read'),
  'GET /v1/sessions': question('session.list'),
  'DELETE /v1/sessions/{sessionId}': question('session.end'),
} as const;
