import type { Context } from 'hono';
import { en } from 'zod/locales';
import type * as z from 'zod/mini';
import { config } from 'zod/mini';
import type { FieldError } from '../contracts/problem.ts';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import { pointerTo, problemReply } from './problems.ts';
import { readJson } from './read-json.ts';

// The small build of zod says "Invalid input" for everything until it is given a language.
config(en());

export const MAX_BODY_BYTES = 256 * 1024;

const errorsOf = (error: z.core.$ZodError): FieldError[] =>
  error.issues
    .slice(0, 20)
    .flatMap((issue): FieldError[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 20).map((key) => ({ pointer: pointerTo(...issue.path, key), code: 'unknown-field', detail: 'no such field' }))
        : [{ pointer: pointerTo(...issue.path), code: issue.code.replaceAll('_', '-'), detail: issue.message }],
    );

/** Checks a value; the refusal is the finished answer. */
export function validated<Schema extends z.ZodMiniType>(
  context: Context,
  schema: Schema,
  value: unknown,
): Result<z.output<Schema>, Response> {
  const read = schema.safeParse(value);
  return read.success ? ok(read.data) : refuse(problemReply(context, 'invalid-request', errorsOf(read.error)));
}

/** The query of a request as an object; a parameter given twice is refused like an unknown one. */
export function validatedQuery<Schema extends z.ZodMiniType>(context: Context, schema: Schema): Result<z.output<Schema>, Response> {
  const query = context.req.queries();
  const twice = Object.keys(query).find((name) => (query[name]?.length ?? 0) > 1);
  if (twice !== undefined) {
    return refuse(problemReply(context, 'invalid-request', [{ pointer: pointerTo(twice), code: 'duplicate-key', detail: 'given twice' }]));
  }
  return validated(context, schema, context.req.query());
}

/** The body of a request, read strictly and checked. Media type and size are part of the check. */
export async function validatedBody<Schema extends z.ZodMiniType>(
  context: Context,
  schema: Schema,
): Promise<Result<z.output<Schema>, Response>> {
  const mediaType = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') return refuse(problemReply(context, 'unsupported-media-type'));
  const bytes = await context.req.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES) return refuse(problemReply(context, 'payload-too-large'));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(problemReply(context, 'malformed-json', [{ pointer: '', code: 'malformed', detail: 'is not UTF-8' }]));
  }
  const json = readJson(text);
  return json.ok ? validated(context, schema, json.value) : refuse(problemReply(context, 'malformed-json', [json.refusal]));
}
