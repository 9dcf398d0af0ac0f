import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { FieldProblem, Problem } from '../contracts/problem.ts';
import type { Bilingual } from '../domain/policy/text.ts';

/**
 * The refusals anybody can get from any function, and all that the public functions give. The longer table, of what happens to somebody who
 * is signed in, stands in `problems.ts`: in the bundles of the public functions it would weigh more than what they do.
 */
export const PUBLIC_PROBLEMS = {
  'malformed-json': { status: 400, zh: '请求不是有效的 JSON', en: 'The request is not valid JSON' },
  'invalid-request': { status: 400, zh: '请求中有不符合要求的字段', en: 'The request has fields that are not as they must be' },
  'unknown-programme': { status: 400, zh: '没有这样的政策项目', en: 'There is no such programme' },
  'not-found': { status: 404, zh: '没有找到', en: 'Not found' },
  'payload-too-large': { status: 413, zh: '请求太大（上限 256 KB）', en: 'The request is too large (256 KB at most)' },
  'unsupported-media-type': { status: 415, zh: '请求必须是 application/json', en: 'The request must be application/json' },
  'fact-conflict': { status: 422, zh: '所填事实互相矛盾', en: 'The facts contradict each other' },
  'service-unavailable': { status: 503, zh: '服务暂时不可用，请稍后再试', en: 'The service is not available for the moment; try again' },
  'internal-error': { status: 500, zh: '服务出错了', en: 'Something broke on our side' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type Language = 'zh' | 'en';

/** Chinese unless `Accept-Language` prefers English. */
export const preferredLanguage = (acceptLanguage: string | undefined): Language => {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', quality] = entry.trim().toLowerCase().split(';q=');
      return { tag: tag.slice(0, 2), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.tag === 'zh' || entry.tag === 'en')
    .sort((a, b) => b.quality - a.quality);
  return wanted[0]?.tag === 'en' ? 'en' : 'zh';
};

/** One field that is not as it must be: where, which rule, the sentence in the reader's language (or one already in it), and its source. */
export type Fault = {
  readonly pointer: string;
  readonly code: string;
  readonly detail: Bilingual | string;
  readonly citation?: FieldProblem['citation'] | null;
};

/** A refusal as it goes over the wire, whoever sends it: body and headers in the reader's language. `faults` name the fields by JSON pointer. */
export function problemMessage(
  code: string,
  { status, ...title }: { readonly status: number } & Bilingual,
  language: Language,
  faults: readonly Fault[] = [],
): { readonly body: string; readonly headers: Record<string, string> } {
  const errors = faults.map(({ pointer, code: rule, detail, citation }) => ({
    pointer,
    code: rule,
    detail: typeof detail === 'string' ? detail : detail[language],
    ...(citation && { citation }),
  }));
  const [first] = errors;
  const body: Problem = {
    type: `/problems/${code}`,
    title: title[language],
    status,
    ...(first && { detail: first.pointer === '' ? first.detail : `${first.pointer}: ${first.detail}`, errors }),
  };
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language === 'zh' ? 'zh-CN' : 'en',
    vary: 'Accept-Language',
    'cache-control': 'no-store',
    ...(status === 503 && { 'retry-after': '2' }),
  };
  return { body: JSON.stringify(body), headers };
}

/** A refusal out of a table, in the reader's language. */
export function problemOf<Code extends string>(
  problems: Readonly<Record<Code, { readonly status: number } & Bilingual>>,
  context: Context,
  code: Code,
  faults: readonly Fault[] = [],
): Response {
  const problem = problems[code];
  const { body, headers } = problemMessage(code, problem, preferredLanguage(context.req.header('accept-language')), faults);
  return context.body(body, problem.status as ContentfulStatusCode, headers);
}

/** A refusal anybody can get. */
export const publicProblemReply = (context: Context, code: keyof typeof PUBLIC_PROBLEMS, faults?: readonly Fault[]): Response =>
  problemOf(PUBLIC_PROBLEMS, context, code, faults);

/** One key of a JSON pointer (RFC 6901). */
export const pointerTo = (...keys: readonly PropertyKey[]): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
