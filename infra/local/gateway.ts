import type { IncomingMessage } from 'node:http';
import { type HttpMethod, ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { type MatchedRoute, toGatewayEvent } from './gateway-event.ts';
import { type GatewayResponse, toGatewayResponse } from './gateway-result.ts';
import type { LocalFunction } from './lambda-environment.ts';
import { readLimitedBody } from './limited-body.ts';
import { matchPath } from './match-path.ts';
import { problem } from './problem.ts';

/** What the gateway needs to know of a route. */
export interface GatewayRoute {
  readonly method: HttpMethod;
  readonly path: `/${string}`;
  readonly function: string;
}

export interface Gateway {
  /** Answers a request to the API: by the function its route names, or by a problem. Never throws. */
  handle(request: IncomingMessage): Promise<GatewayResponse>;
}

export interface GatewayOptions {
  /** The functions by name; `web-host` answers what lies outside the API. */
  readonly functions: Readonly<Partial<Record<string, LocalFunction>>>;
  readonly now: () => Date;
  readonly routes?: readonly GatewayRoute[];
}

export const WEB_HOST = 'web-host';
/** Everything under it belongs to the API: what no route knows there is not found, and never a page. */
const API_PREFIX = '/v1/';

/** The API Gateway of the house: the same table of routes as in the cloud, and the same events. */
export function createGateway({ functions, now, routes = ROUTE_LIST }: GatewayOptions): Gateway {
  const find = (method: string, path: string): { name: string; matched: MatchedRoute } | undefined => {
    for (const route of routes) {
      const pathParameters = route.method === method && matchPath(route.path, path);
      if (pathParameters) return { name: route.function, matched: { routeKey: `${route.method} ${route.path}`, pathParameters } };
    }
    if (path.startsWith(API_PREFIX)) return undefined;
    return { name: WEB_HOST, matched: { routeKey: `${method} /{file+}`, pathParameters: { file: path.slice(1) } } };
  };

  return {
    async handle(request) {
      const language = request.headers['accept-language'];
      const { method = 'GET', url: target = '/' } = request;
      try {
        const path = decodePath(target);
        if (path === undefined) return problem('invalid-request', language);
        const found = find(method, path);
        if (!found) return problem('not-found', language);
        const body = await readLimitedBody(request);
        if (!body) return problem('payload-too-large', language);
        const event = toGatewayEvent(
          {
            method,
            target,
            rawHeaders: request.rawHeaders,
            body,
            sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
            protocol: `HTTP/${request.httpVersion}`,
          },
          found.matched,
          now(),
        );
        const called = functions[found.name];
        if (!called) throw new Error(`no function ${found.name} in this house`);
        return toGatewayResponse(await called.invoke(event));
      } catch {
        // The reason stands in the log of the function; whoever asked learns no more than in the cloud.
        return problem('internal-error', language);
      }
    },
  };
}

/** The path of a request target, decoded; undefined when it is not one. */
function decodePath(target: string): string | undefined {
  try {
    return decodeURIComponent(target.split('?', 1)[0] as string);
  } catch {
    return undefined;
  }
}
