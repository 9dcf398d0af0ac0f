import { expect, inject } from 'vitest';
import * as z from 'zod/mini';
import { fieldProblem, problem } from '../../shared/contracts/problem.ts';

/** The running house: real bundles behind the real gateway, on the real engine. */
export const call = (path: string, init?: RequestInit): Promise<Response> => fetch(new URL(path, inject('url')), init);

/** Sends a body as it stands, so that a test can send what no client would. */
export const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> =>
  call(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

export const ask = (request: unknown, headers?: Record<string, string>): Promise<Response> =>
  post('/v1/matches', JSON.stringify(request), headers);

/** As the contract has it, and nothing beside. */
const REFUSAL = z.strictObject({ ...problem.shape, errors: z.optional(z.array(z.strictObject(fieldProblem.shape))) });

/** A refusal as it must be: problem details with the right type and status, and nothing of our insides. */
export async function expectProblem(response: Response, status: number, code: string, pointer?: string): Promise<void> {
  const text = await response.text();
  expect(response.status, text.slice(0, 300)).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = REFUSAL.parse(JSON.parse(text));
  expect(body).toMatchObject({ type: `/problems/${code}`, status });
  if (pointer !== undefined) expect(body.errors?.map((error) => error.pointer)).toContain(pointer);
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|shared\/|\.ts\b/);
}
