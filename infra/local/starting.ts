import type { IncomingMessage } from 'node:http';
import { preferredLanguage } from '../../shared/http/problems.ts';
import type { GatewayResponse } from './gateway-result.ts';
import { document, PAGE_HEADERS } from './issuer/page.ts';
import { problem } from './problem.ts';

const RETRY_AFTER_SECONDS = 2;
const WORDS = {
  zh: { title: '融桥正在启动', lead: '第一次启动要写入示例数据，一般不到一分钟。好了之后，这一页会自己打开。' },
  en: {
    title: 'Rongqiao is starting',
    lead: 'The first start writes the example data, which takes less than a minute as a rule. This page opens by itself when it is done.',
  },
} as const;

/**
 * What a house answers before it can be used: whoever reads a page gets one that asks again by itself, programs the problem they know
 * (503). Both say when to come again.
 */
export function startingReply({ method, headers }: IncomingMessage): GatewayResponse {
  const language = preferredLanguage(headers['accept-language']);
  const readsPages = (method === 'GET' || method === 'HEAD') && headers.accept?.includes('text/html');
  if (!readsPages) return problem('service-unavailable', headers['accept-language']);
  const { title, lead } = WORDS[language];
  return {
    status: 503,
    // The header does what `<meta http-equiv="refresh">` would: the address stays the one that was asked for.
    headers: { ...PAGE_HEADERS, 'retry-after': String(RETRY_AFTER_SECONDS), refresh: String(RETRY_AFTER_SECONDS) },
    body: Buffer.from(document({ language, title, body: `<p role="status">${lead}</p>` })),
  };
}
