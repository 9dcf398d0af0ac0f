import { APPRAISALS_ROUTES } from './routes/appraisals-api.ts';
import { APPROVALS_ROUTES } from './routes/approvals-api.ts';
import { AUDIT_ROUTES } from './routes/audit-api.ts';
import { BUDGETS_ROUTES } from './routes/budgets-api.ts';
import { CASES_ROUTES } from './routes/cases-api.ts';
import { COMPANIES_ROUTES } from './routes/companies-api.ts';
import { DESCRIPTION_ROUTES } from './routes/description-api.ts';
import { DOCUMENTS_ROUTES } from './routes/documents-api.ts';
import { LEDGER_ROUTES } from './routes/ledger-api.ts';
import { MATCHING_ROUTES } from './routes/matching-api.ts';
import { NOTICES_ROUTES } from './routes/notices-api.ts';
import { PARTIES_ROUTES } from './routes/parties-api.ts';
import { PAYMENTS_ROUTES } from './routes/payments-api.ts';
import { PROGRAMMES_ROUTES } from './routes/programmes-api.ts';
import { RETURNS_ROUTES } from './routes/returns-api.ts';
import type { HttpMethod, Route } from './routes/route.ts';
import { SESSIONS_ROUTES } from './routes/sessions-api.ts';
import { SUBSIDIES_ROUTES } from './routes/subsidies-api.ts';

export { FUNCTIONS_OF_API, type FunctionName, type HttpMethod, type Route } from './routes/route.ts';

/**
 * The routes of the API, as plain data and in one place: the functions answer exactly these, the local gateway and the HTTP API of the cloud
 * send exactly these, and each names the action of the access policy it stands for. A path is written as the HTTP API wants it: `{name}`
 * stands for one segment.
 */
export const ROUTES = {
  ...PROGRAMMES_ROUTES,
  ...DESCRIPTION_ROUTES,
  ...MATCHING_ROUTES,
  ...SESSIONS_ROUTES,
  ...PARTIES_ROUTES,
  ...COMPANIES_ROUTES,
  ...DOCUMENTS_ROUTES,
  ...SUBSIDIES_ROUTES,
  ...APPRAISALS_ROUTES,
  ...CASES_ROUTES,
  ...APPROVALS_ROUTES,
  ...NOTICES_ROUTES,
  ...PAYMENTS_ROUTES,
  ...RETURNS_ROUTES,
  ...BUDGETS_ROUTES,
  ...LEDGER_ROUTES,
  ...AUDIT_ROUTES,
} as const satisfies Record<`${HttpMethod} /v1/${string}`, Route>;

export type RouteKey = keyof typeof ROUTES;

/** The rows of the table with method and path apart, in the order they are tried. */
export const ROUTE_LIST: readonly (Route & { readonly key: RouteKey; readonly method: HttpMethod; readonly path: `/${string}` })[] =
  Object.entries(ROUTES).map(([key, route]) => {
    const [method, path] = key.split(' ') as [HttpMethod, `/${string}`];
    return { key: key as RouteKey, method, path, ...route };
  });
