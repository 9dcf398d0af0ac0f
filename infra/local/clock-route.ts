import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { HouseClock } from './clock.ts';
import type { GatewayResponse } from './gateway-result.ts';
import { readLimitedBody } from './limited-body.ts';
import { problem } from './problem.ts';

export const CLOCK_PATH = '/v1/__local/clock';

const clockRequest = z.strictObject({ to: z.iso.datetime({ offset: true }) });

/**
 * `POST /v1/__local/clock {"to": instant}`: moves the time of this house forward and answers when the work that fell due is done. No
 * work falls due by time alone yet. It exists in the local house only; asking for JSON keeps foreign web pages from calling it.
 */
export async function moveClock(request: IncomingMessage, clock: HouseClock): Promise<GatewayResponse> {
  const language = request.headers['accept-language'];
  if (request.method !== 'POST') return problem('not-found', language);
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return problem('unsupported-media-type', language);
  const body = await readLimitedBody(request);
  if (!body) return problem('payload-too-large', language);
  const asked = clockRequest.safeParse(parseJson(body.toString('utf8')));
  if (!asked.success) return problem('invalid-request', language, z.prettifyError(asked.error));
  if (!clock.moveTo(new Date(asked.data.to))) return problem('clock-backwards', language, `now ${clock.now().toISOString()}`);
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: Buffer.from(JSON.stringify({ now: clock.now().toISOString() })),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
