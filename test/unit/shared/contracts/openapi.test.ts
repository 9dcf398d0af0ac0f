import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../../shared/contracts/openapi.ts';
import { OPERATIONS } from '../../../../shared/contracts/operations/index.ts';
import { FUNCTIONS_OF_API, ROUTES } from '../../../../shared/contracts/routes.ts';
import { SESSION_COOKIE } from '../../../../shared/http/identity.ts';

interface Described {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name?: string; readonly in?: string; readonly $ref?: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly headers?: object; readonly content?: object }>;
}

const document = openApiDocument('1.2.3');
const operations = OPERATIONS.map((operation) => {
  const [method = '', path = ''] = operation.route.split(' ');
  return { operation, route: ROUTES[operation.route], path, described: document.paths[path]?.[method.toLowerCase()] as Described };
});

/** What a reference points to, or undefined. */
const target = (pointer: string): unknown =>
  pointer
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);

describe('the description of the API', () => {
  it('is OpenAPI 3.1 of the version it is asked for', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
  });

  it('has an operation for every route, and none for another', () => {
    expect(OPERATIONS.map(({ route }) => route).sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('names every operation once, in both languages, under the function that serves it', () => {
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
    expect(new Set(OPERATIONS.map(({ route }) => route)).size).toBe(OPERATIONS.length);
    expect(document.tags.map(({ name }) => name)).toEqual(FUNCTIONS_OF_API);
    for (const { operation, route, described } of operations) {
      expect(operation.id).toMatch(/^[a-z][A-Za-z]+$/u);
      expect(described).toMatchObject({ operationId: operation.id, tags: [route.function] });
      expect(described.summary).toMatch(/\p{Script=Han}/u);
      expect(described.description).toMatch(/^[A-Z][^\p{Script=Han}]+$/u);
    }
  });

  it.each(operations)('$operation.route asks for what its kind of route asks for', ({ route: { kind }, path, described }) => {
    const named = described.parameters.map(({ $ref, name }) => ($ref ? (target($ref) as { name: string }).name : name));
    expect(named).toEqual(expect.arrayContaining([...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name)));
    expect(named.includes('Idempotency-Key')).toBe(['command', 'edit', 'open-command'].includes(kind));
    expect(named.includes('If-Match')).toBe(kind === 'edit');
    expect(described.security).toEqual(kind.startsWith('open') ? [] : [{ session: [] }, { token: [] }]);
    const statuses = Object.keys(described.responses);
    for (const [status, kinds] of [
      ['401', ['question', 'command', 'edit']],
      ['409', ['command', 'edit', 'open-command']],
      ['412', ['edit']],
      ['428', ['edit']],
    ] as const)
      if ((kinds as readonly string[]).includes(kind)) expect(statuses).toContain(status);
      else if (status === '401' || status === '428') expect(statuses).not.toContain(status);
  });

  it.each(operations)(
    '$operation.route answers a success, with its body where it has one, and refuses with problems',
    ({ operation, described }) => {
      const answers = Object.entries(described.responses);
      const successes = answers.filter(([status]) => Number(status) < 400);
      expect(successes.map(([status]) => Number(status))).toEqual([operation.status ?? 200].flat().sort());
      for (const [status, { content }] of successes)
        expect(Object.keys(content ?? {})).toEqual(operation.answer && Number(status) < 204 ? ['application/json'] : []);
      for (const [status, { content }] of answers)
        if (Number(status) >= 400 && status !== '429') expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
    },
  );

  it.each(operations)('$operation.route may be throttled at the door, which knows no problems; a tip by a rule of ours too', (one) => {
    const { content, headers } = one.described.responses['429'] ?? {};
    const own = one.route.kind === 'open-command';
    expect(Object.keys(content ?? {})).toEqual(own ? ['application/json', 'application/problem+json'] : ['application/json']);
    expect(headers !== undefined).toBe(own);
  });

  it.each(operations.filter(({ operation }) => operation.example !== undefined))(
    '$operation.route shows an example its schema takes',
    ({ operation }) => {
      expect(operation.body?.safeParse(operation.example).error).toBeUndefined();
    },
  );

  it('points only to what is there', () => {
    const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/gu)].map(([, pointer = '']) => pointer);
    expect(pointers.length).toBeGreaterThan(10);
    expect(pointers.filter((pointer) => target(pointer) === undefined)).toEqual([]);
  });

  it('names the cookie the pipeline reads', () => {
    expect(document.components.securitySchemes.session.name).toBe(SESSION_COOKIE);
  });
});
