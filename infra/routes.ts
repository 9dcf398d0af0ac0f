/**
 * The routes of the API, as plain data and in one place: the local gateway (`infra/local/gateway.ts`) and the HTTP API of the cloud
 * read the same table. A path is written as the HTTP API wants it: `{name}` stands for one segment.
 */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type FunctionName = 'programmes-api' | 'matching-api';
export interface Route {
  readonly method: HttpMethod;
  readonly path: `/${string}`;
  readonly function: FunctionName;
}

export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/health', function: 'programmes-api' },
  { method: 'GET', path: '/v1/programmes', function: 'programmes-api' },
  { method: 'GET', path: '/v1/programmes/{id}', function: 'programmes-api' },
  { method: 'GET', path: '/v1/programmes/{id}/versions', function: 'programmes-api' },
  { method: 'GET', path: '/v1/facts', function: 'programmes-api' },
  { method: 'GET', path: '/v1/catalogue/{version}', function: 'programmes-api' },
  { method: 'GET', path: '/v1/openapi.json', function: 'programmes-api' },
  { method: 'POST', path: '/v1/matches', function: 'matching-api' },
];

/** The functions that answer HTTP requests, each once. */
export const HTTP_FUNCTIONS: readonly FunctionName[] = [...new Set(ROUTES.map((route) => route.function))];
