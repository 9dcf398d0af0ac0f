import { routesOf } from './route.ts';

const { open } = routesOf('description-api');

/** What `description-api` answers. */
export const DESCRIPTION_ROUTES = {
  'GET /v1/openapi.json': open('catalogue.read'),
} as const;
