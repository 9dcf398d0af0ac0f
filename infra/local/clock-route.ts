import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { type Fault, pointerTo } from '../../shared/http/problems.ts';
import { readJson } from '../../shared/http/read-json.ts';
import { CALENDAR_END, type HouseClock } from './clock.ts';
import type { GatewayResponse } from './gateway-result.ts';
import { readLimitedBody } from './limited-body.ts';
import { problem } from './problem.ts';
import type { Called } from './schedules/schedules.ts';

export const CLOCK_PATH = '/v1/__local/clock';

/** Names under which this machine knows itself. A page that has its own name resolve to us still calls us by that name. */
const OWN_HOST = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/i;

const clockRequest = z.strictObject({ to: z.iso.datetime({ offset: true }) });

const NO_SUCH_FIELD = { zh: '没有这个字段', en: 'no such field' };
const NO_INSTANT = {
  zh: '必须是时刻，如 {"to": "2027-01-31T09:00:00+08:00"}',
  en: 'must be an instant: {"to": "2027-01-31T09:00:00+08:00"}',
};
const BEYOND_CALENDAR = { zh: '不能晚于 2199-12-31（北京时间）', en: 'must not lie after 2199-12-31 in Asia/Shanghai' };

const faultsOf = ({ issues }: z.ZodError): Fault[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, 20).map((key) => ({ pointer: pointerTo(key), code: 'unknown-field', detail: NO_SUCH_FIELD }))
      : [{ pointer: pointerTo(...issue.path), code: 'malformed', detail: NO_INSTANT }],
  );

/**
 * `POST /v1/__local/clock {"to": instant}`: moves the time of this house forward and answers when the work that fell due is done. It exists in
 * the local house only; asking for JSON and for our own name keeps foreign web pages from calling it.
 * @param runDue does the work that is due as of an instant, and answers when all of it and all it led to is done
 */
export async function moveClock(
  request: IncomingMessage,
  clock: HouseClock,
  runDue: (to: Date) => Promise<Called>,
): Promise<GatewayResponse> {
  const language = request.headers['accept-language'];
  if (!OWN_HOST.test(request.headers.host ?? '')) return problem('foreign-host', language);
  if (request.method !== 'POST') return problem('not-found', language);
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return problem('unsupported-media-type', language);
  const body = await readLimitedBody(request);
  if (!body) return problem('payload-too-large', language);
  const json = readJson(body.toString('utf8'));
  if (!json.ok) return problem('malformed-json', language, [json.refusal]);
  const asked = clockRequest.safeParse(json.value);
  if (!asked.success) return problem('invalid-request', language, faultsOf(asked.error));
  const to = new Date(asked.data.to);
  // Asked this way round, an instant that the calendar of the language cannot hold (NaN) is refused too.
  if (!(to < CALENDAR_END))
    return problem('invalid-request', language, [{ pointer: '/to', code: 'out-of-range', detail: BEYOND_CALENDAR }]);
  if (!clock.moveTo(to)) {
    const now = clock.now().toISOString();
    const detail = { zh: `现在是 ${now}`, en: `it is ${now} now` };
    return problem('clock-backwards', language, [{ pointer: '/to', code: 'in-the-past', detail }]);
  }
  const ran = await runDue(clock.now());
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: Buffer.from(JSON.stringify({ now: clock.now().toISOString(), ran })),
  };
}
