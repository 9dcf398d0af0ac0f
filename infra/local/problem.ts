import { type Fault, PROBLEMS, preferredLanguage, problemMessage } from '../../shared/http/problems.ts';
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
 * An RFC 9457 answer in the shape of the API's own, in the language `Accept-Language` prefers.
 * `faults` name the fields by JSON pointer.
 */
export function problem(code: LocalProblemCode, acceptLanguage: string | undefined, faults: readonly Fault[] = []): GatewayResponse {
  const refusal = LOCAL_PROBLEMS[code];
  const { body, headers } = problemMessage(code, refusal, preferredLanguage(acceptLanguage), faults);
  return { status: refusal.status, headers: { ...headers, 'x-content-type-options': 'nosniff' }, body: Buffer.from(body) };
}
