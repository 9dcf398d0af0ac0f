import type { Hono } from 'hono';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { organisationRoutes } from './routes/organisation.ts';
import { registerRoutes } from './routes/register.ts';

export interface PartiesParts {
  readonly stores: Stores;
  readonly ports: ApiPorts<Write>;
}

/** The table of contents of this API. */
export function createPartiesApp({ stores, ports }: PartiesParts): Hono {
  const api = createApi<Write>('parties-api', ports);
  registerRoutes(api);
  organisationRoutes(api, stores);
  return api.app;
}
