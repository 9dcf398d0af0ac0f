import { PROBLEMS } from '../../shared/http/problems.ts';
import type { GatewayResponse } from './gateway-result.ts';

/** Refusals of the gateway itself, before or after a function was asked: those of the API, and one that only this house knows. */
const LOCAL_PROBLEMS = {
  ...PROBLEMS,
  'clock-backwards': { status: 409, zh: '时钟只能往前拨', en: 'The clock moves forward only' },
} as const;
export type LocalProblemCode = keyof typeof LOCAL_PROBLEMS;

/** An RFC 9457 answer, in English where `Accept-Language` asks for it first, otherwise in Chinese. */
export function problem(code: LocalProblemCode, acceptLanguage: string | undefined, detail?: string): GatewayResponse {
  const { status, zh, en } = LOCAL_PROBLEMS[code];
  const title = /^\s*en\b/i.test(acceptLanguage ?? '') ? en : zh;
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(status === 503 && { 'retry-after': '2' }),
    },
    body: Buffer.from(JSON.stringify({ type: `/problems/${code}`, title, status, ...(detail && { detail }) })),
  };
}
