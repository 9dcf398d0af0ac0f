import type { RouteKey } from '../../../shared/contracts/routes.ts';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** The address of a route of the API, its places filled in. A route that is not in the table does not compile. */
export function addressOf(route: RouteKey, params: Readonly<Record<string, string>> = {}, query: Query = {}): string {
  const path = route
    .slice(route.indexOf(' ') + 1)
    .replaceAll(/\{(\w+)\}/g, (_place, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, `${value}`]])),
  );
  return asked.size === 0 ? path : `${path}?${asked}`;
}

/** Where one signs in, and comes back to afterwards: always a path of ours. */
export const signInAddress = (returnTo: string): string => `/v1/auth/sign-in?${new URLSearchParams({ returnTo })}`;

export const hereAddress = (): string => window.location.pathname + window.location.search;
