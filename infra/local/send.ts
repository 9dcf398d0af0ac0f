import type { ServerResponse } from 'node:http';
import type { GatewayResponse } from './gateway-result.ts';

/** How long a sender that is still sending may take to notice our answer. */
const GRACE_MS = 500;

/**
 * Sends an answer. One given before the end of the request was read closes the connection, as the rest must not be taken for the next
 * request: the answer goes out whole at once, what still comes is thrown away, and after a short grace the connection is cut. Cut without
 * it, the answer would be lost to a sender whose bytes we have not read.
 */
export function send(response: ServerResponse, { status, headers, body }: GatewayResponse): void {
  const { req: request } = response;
  const content = request.method === 'HEAD' ? undefined : body;
  const early = !request.complete;
  if (early) response.setHeader('connection', 'close');
  response.writeHead(status, { ...(status !== 304 && status !== 204 && { 'content-length': body.byteLength }), ...headers });
  if (!early) {
    response.end(content);
    return;
  }
  if (content?.byteLength) response.write(content);
  else response.flushHeaders();
  const end = () => response.end();
  const grace = setTimeout(end, GRACE_MS);
  response.once('close', () => clearTimeout(grace));
  request.once('end', end).once('error', end).resume();
}
