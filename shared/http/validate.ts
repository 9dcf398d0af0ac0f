import type { Context } from 'hono';
import * as z from 'zod/mini';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import type { Bilingual } from '../domain/policy/text.ts';
import { type Fault, pointerTo, publicProblemReply } from './public-problems.ts';
import { readJson } from './read-json.ts';

export const MAX_BODY_BYTES = 256 * 1024;

type Issue = z.core.$ZodIssue;

/** The small build of zod says "Invalid input" for everything; these are our words for what it found, in both languages. */
function sentenceOf(issue: Issue): Bilingual {
  switch (issue.code) {
    case 'invalid_type':
      return { zh: `缺少，或类型不是 ${issue.expected}`, en: `is missing or not of type ${issue.expected}` };
    case 'too_big':
      return { zh: `最多 ${issue.maximum}`, en: `must be at most ${issue.maximum}` };
    case 'too_small':
      return { zh: `至少 ${issue.minimum}`, en: `must be at least ${issue.minimum}` };
    case 'invalid_value':
      return { zh: `必须是其中之一：${issue.values.join('、')}`, en: `must be one of: ${issue.values.join(', ')}` };
    case 'custom':
      return { zh: issue.params?.zh ?? '不符合规则', en: issue.message };
    default:
      return { zh: '格式不对', en: issue.message };
  }
}

const errorsOf = (error: z.core.$ZodError): Fault[] =>
  error.issues.slice(0, 20).flatMap((issue): Fault[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, 20).map((key) => ({
          pointer: pointerTo(...issue.path, key),
          code: 'unknown-field',
          detail: { zh: '没有这个字段', en: 'no such field' },
        }))
      : [{ pointer: pointerTo(...issue.path), code: issue.code.replaceAll('_', '-'), detail: sentenceOf(issue) }],
  );

/** Checks a value; the refusal is the finished answer. */
export function validated<Schema extends z.ZodMiniType>(
  context: Context,
  schema: Schema,
  value: unknown,
): Result<z.output<Schema>, Response> {
  const read = schema.safeParse(value);
  return read.success ? ok(read.data) : refuse(publicProblemReply(context, 'invalid-request', errorsOf(read.error)));
}

/** The query of a request as an object; a parameter given twice is refused like an unknown one. */
export function validatedQuery<Schema extends z.ZodMiniType>(context: Context, schema: Schema): Result<z.output<Schema>, Response> {
  const query = context.req.queries();
  const twice = Object.keys(query).find((name) => (query[name]?.length ?? 0) > 1);
  if (twice !== undefined) {
    return refuse(
      publicProblemReply(context, 'invalid-request', [
        { pointer: pointerTo(twice), code: 'duplicate-key', detail: { zh: '出现了两次', en: 'given twice' } },
      ]),
    );
  }
  return validated(context, schema, context.req.query());
}

/** The query of a request that takes none. */
export const NO_QUERY = z.strictObject({});

/** The answer of a question that takes no query: a parameter it does not know is refused by its name, not ignored. */
export const withoutQuery =
  <Asked extends { readonly context: Context }, State>(answer: (request: Asked, state: State) => Promise<Response> | Response) =>
  (request: Asked, state: State): Promise<Response> | Response => {
    const query = validatedQuery(request.context, NO_QUERY);
    return query.ok ? answer(request, state) : query.refusal;
  };

/** The body of a request, read strictly. Media type and size are part of the check. */
export async function jsonBody(context: Context): Promise<Result<unknown, Response>> {
  const [mediaType, ...parameters] = (context.req.header('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const otherCharset = parameters.some((parameter) => parameter.startsWith('charset=') && !/^charset="?utf-8"?$/.test(parameter));
  if (mediaType !== 'application/json' || otherCharset) return refuse(publicProblemReply(context, 'unsupported-media-type'));
  const bytes = await context.req.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES) return refuse(publicProblemReply(context, 'payload-too-large'));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(
      publicProblemReply(context, 'malformed-json', [{ pointer: '', code: 'malformed', detail: { zh: '不是 UTF-8', en: 'is not UTF-8' } }]),
    );
  }
  const json = readJson(text);
  if (json.ok) return json;
  const unreadable = json.refusal.code === 'malformed' || json.refusal.code === 'too-deep';
  return refuse(publicProblemReply(context, unreadable ? 'malformed-json' : 'invalid-request', [json.refusal]));
}

/** The body of a request, read strictly and checked. */
export async function validatedBody<Schema extends z.ZodMiniType>(
  context: Context,
  schema: Schema,
): Promise<Result<z.output<Schema>, Response>> {
  const json = await jsonBody(context);
  return json.ok ? validated(context, schema, json.value) : json;
}
