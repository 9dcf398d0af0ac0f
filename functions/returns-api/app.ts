import { RETURNS_ROUTES } from '../../shared/contracts/routes/returns-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { PAYMENT_PROBLEMS } from '../../shared/http/payment-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { ReturnParts } from './return-parts.ts';
import { returnRoutes } from './routes/returns.ts';

/** The table of contents of this API. */
export function createReturnsApp(parts: ReturnParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(RETURNS_ROUTES, ports, PAYMENT_PROBLEMS);
  returnRoutes(api, parts);
  return api.finish();
}
