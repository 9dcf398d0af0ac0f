import type { IncomingMessage } from 'node:http';
import type { GatewayResponse } from './gateway-result.ts';

/** Where a sign-in begins. It must begin and end under one name, as cookies of one are not seen under the other. */
const SIGN_IN = /^\/v1\/auth\/sign-in(\?|$)/;

/** A browser that came as `localhost` and wants to sign in is sent to the name the issuer sends it back to; undefined for all else. */
export function toOwnName({ method, url: target = '', headers }: IncomingMessage, url: string): GatewayResponse | undefined {
  const own = new URL(url);
  if (method !== 'GET' || !SIGN_IN.test(target) || headers.host !== `localhost:${own.port}`) return undefined;
  return { status: 307, headers: { location: `${own.origin}${target}`, 'cache-control': 'no-store' }, body: Buffer.alloc(0) };
}
