import { routesOf } from './route.ts';

const { command } = routesOf('returns-api');

/** What `returns-api` answers. */
export const RETURNS_ROUTES = {
  'POST /v1/payments/batches/{id}/returns': command('batch.take-return'),
} as const;
