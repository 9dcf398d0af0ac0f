import { routesOf } from './route.ts';

const { open } = routesOf('programmes-api');

/** What `programmes-api` answers. */
export const PROGRAMMES_ROUTES = {
  'GET /v1/health': open('catalogue.read'),
  'GET /v1/programmes': open('catalogue.read'),
  'GET /v1/programmes/{id}': open('catalogue.read'),
  'GET /v1/programmes/{id}/versions': open('catalogue.read'),
  'GET /v1/facts': open('catalogue.read'),
  'GET /v1/catalogue/{version}': open('catalogue.read'),
} as const;
