import { routesOf } from './route.ts';

const { open } = routesOf('matching-api');

/** What `matching-api` answers. */
export const MATCHING_ROUTES = {
  'POST /v1/matches': open('match.ask'),
} as const;
