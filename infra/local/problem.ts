import type { Problem } from '../../shared/contracts/problem.ts';
import { type Fault, PROBLEMS } from '../../shared/http/problems.ts';
import type { GatewayResponse } from './gateway-result.ts';

/** Refusals of the gateway itself, before or after a function was asked: those of the API, and those that only this house knows. */
const LOCAL_PROBLEMS = {
  ...PROBLEMS,
  'foreign-host': {
    status: 403,
    zh: '只接受以 127.0.0.1 或 localhost 为地址的请求',
    en: 'Only requests addressed to 127.0.0.1 or localhost are taken',
  },
  'clock-backwards': { status: 409, zh: '时钟只能往前拨', en: 'The clock moves forward only' },
} as const;
export type LocalProblemCode = keyof typeof LOCAL_PROBLEMS;

/**
 * An RFC 9457 answer in the shape of the API's own, in English where `Accept-Language` asks for it first, otherwise in Chinese.
 * `faults` name the fields by JSON pointer.
 */
export function problem(code: LocalProblemCode, acceptLanguage: string | undefined, faults: readonly Fault[] = []): GatewayResponse {
  const { status, ...title } = LOCAL_PROBLEMS[code];
  const language = /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh';
  const errors = faults.map(({ detail, ...fault }) => ({ ...fault, detail: typeof detail === 'string' ? detail : detail[language] }));
  const [first] = errors;
  const body: Problem = {
    type: `/problems/${code}`,
    title: title[language],
    status,
    ...(first && { detail: first.pointer === '' ? first.detail : `${first.pointer}: ${first.detail}`, errors }),
  };
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language === 'zh' ? 'zh-CN' : 'en',
      vary: 'Accept-Language',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(status === 503 && { 'retry-after': '2' }),
    },
    body: Buffer.from(JSON.stringify(body)),
  };
}
