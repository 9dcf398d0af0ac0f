import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type House, startHouse } from '../../infra/local/house.ts';
import { problem } from '../../shared/contracts/problem.ts';

const ECHO = fileURLToPath(new URL('../support/fixtures/echo.cjs', import.meta.url));
const BROKEN = fileURLToPath(new URL('../support/fixtures/broken.cjs', import.meta.url));
const ROUTES = [
  { method: 'GET', path: '/v1/echo/{id}', function: 'programmes-api' },
  { method: 'POST', path: '/v1/echo', function: 'programmes-api' },
  { method: 'GET', path: '/v1/broken', function: 'matching-api' },
] as const;

/** A house with two functions of no product, so that what is seen is the gateway and nothing else. */
const directory = mkdtempSync(join(tmpdir(), 'rongqiao-gateway-'));
let house: House;
beforeAll(async () => {
  house = await startHouse({
    endpoint: inject('database').endpoint,
    dataDir: directory,
    routes: ROUTES,
    bundles: { 'programmes-api': ECHO, 'matching-api': BROKEN },
    timeoutMs: 1_000,
  });
});
afterAll(async () => {
  await house.close();
  rmSync(directory, { recursive: true });
});

const call = (path: string, init?: RequestInit) => fetch(`${house.url}${path}`, init);
/** What `echo.cjs` answers. */
type Echo = { event: APIGatewayProxyEventV2; calls: number; remainingMs: number; clockOffsetMs: string; variables: string[] };
const echo = async (path: string, init?: RequestInit) => (await (await call(path, init)).json()) as Echo;
const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const json = await response.json();
  const body = problem.parse(json);
  expect(body).toEqual(json);
  expect(body.status).toBe(response.status);
  return body;
};

/** Speaks HTTP byte by byte: what was sent, what came back, and when the house ended the conversation. */
function converse(firstBytes: string) {
  const socket = connect(Number(new URL(house.url).port), '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk;
  });
  // The house may cut us off while we are still talking.
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)));
  socket.write(firstBytes);
  const hears = (pattern: RegExp) =>
    expect.poll(() => heard, { timeout: 30_000, interval: 5 }).toMatch(pattern) as unknown as Promise<void>;
  return { socket, ended, hears };
}

describe('a request', () => {
  it('reaches the function of its route with its path, query, cookies and body', async () => {
    const { event, remainingMs } = await echo('/v1/echo/%E8%9E%8D?a=1&a=2', { headers: { cookie: 'x=1; y=2' } });
    expect(event).toMatchObject({
      routeKey: 'GET /v1/echo/{id}',
      rawPath: '/v1/echo/融',
      pathParameters: { id: '融' },
      queryStringParameters: { a: '1,2' },
      cookies: ['x=1', 'y=2'],
    });
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThanOrEqual(1_000);

    const posted = await echo('/v1/echo', { method: 'POST', body: '{"公司":"融桥"}', headers: { 'content-type': 'application/json' } });
    expect(posted.event).toMatchObject({ body: '{"公司":"融桥"}', isBase64Encoded: false });
  });

  it('finds the environment kept from the call before, with its own variables and none of ours', async () => {
    const { calls, variables } = await echo('/v1/echo/1');
    expect(calls).toBeGreaterThan(1);
    expect(variables).toContain('MAIN_TABLE');
    expect(variables).not.toContain('PATH');
    expect(variables).not.toContain('HOME');
  });

  it.each([
    ['/v1/nothing', 'GET'],
    ['/v1/echo/1', 'DELETE'],
    ['/v1/echo/', 'GET'],
    ['/v1/echo/1/2', 'GET'],
  ])('to %s with %s is not found', async (path, method) => {
    expect((await problemOf(await call(path, { method }))).type).toBe('/problems/not-found');
  });

  it('with a path that is no text is refused', async () => {
    expect((await problemOf(await call('/v1/echo/%ff'))).type).toBe('/problems/invalid-request');
  });
});

describe('an answer', () => {
  it('carries status, headers of any type and each cookie on its own', async () => {
    const response = await call('/v1/echo/1');
    expect(response.status).toBe(201);
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
  });

  it('may be binary, or bare JSON without a status', async () => {
    const binary = await call('/v1/echo/1?behave=binary');
    expect(binary.headers.get('content-type')).toBe('image/png');
    expect([...new Uint8Array(await binary.arrayBuffer())]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    const bare = await call('/v1/echo/1?behave=bare');
    expect([bare.status, await bare.json()]).toEqual([200, { hello: 'world' }]);
  });
});

describe('a function that fails', () => {
  it.each(['throw', 'exit', 'spin', 'nonsense'])('by "%s" is one generic 500, and the next call is served', async (behave) => {
    const response = await call(`/v1/echo/1?behave=${behave}`, { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ type: '/problems/internal-error', title: 'Something broke on our side', status: 500 });
    expect((await call('/v1/echo/1')).status).toBe(201);
  });

  it('at its start is the same 500, again and again', async () => {
    for (const _ of [1, 2, 3, 4, 5, 6]) expect((await call('/v1/broken')).status).toBe(500);
  });

  it('leaves its reason in the log, which the answer does not show', async () => {
    expect(readFileSync(join(directory, 'functions.log'), 'utf8')).toContain('secret of the function');
    expect(await (await call('/v1/echo/1?behave=throw')).text()).not.toContain('secret');
  });

  it('keeps nobody waiting but its own caller', async () => {
    const spinning = call('/v1/echo/1?behave=spin');
    const others = await Promise.all(Array.from({ length: 12 }, () => call('/v1/echo/1')));
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 201));
    expect((await spinning).status).toBe(500);
  });
});

describe('a body', () => {
  const LIMIT = 256 * 1024;

  it('of exactly 256 KB is taken, one byte more is not', async () => {
    expect((await call('/v1/echo', { method: 'POST', body: Buffer.alloc(LIMIT, 'a') })).status).toBe(201);
    expect((await call('/v1/echo', { method: 'POST', body: Buffer.alloc(LIMIT + 1, 'a') })).status).toBe(413);
  });

  it('of 10 MB is refused, with or without a stated length', async () => {
    const stream = () =>
      new ReadableStream({
        start(controller) {
          for (let sent = 0; sent < 160; sent++) controller.enqueue(new Uint8Array(64 * 1024));
          controller.close();
        },
      });
    const sent = [Buffer.alloc(10 * 1024 * 1024), stream()];
    for (const body of sent) {
      const response = await call('/v1/echo', { method: 'POST', body, duplex: 'half' } as RequestInit);
      expect((await problemOf(response)).type).toBe('/problems/payload-too-large');
    }
    expect((await call('/v1/echo/1')).status).toBe(201);
  });

  const HEAD = 'POST /v1/echo HTTP/1.1\r\nHost: x\r\n';

  it.each(['', 'Expect: 100-continue\r\n'])(
    'announced as too large is refused before it is sent (%j), and the connection ends',
    async (expectation) => {
      const answer = await converse(`${HEAD}Content-Length: ${LIMIT + 1}\r\n${expectation}\r\n`).ended;
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toMatch(/\r\nconnection: close\r\n/i);
      expect(answer).toContain('/problems/payload-too-large');
    },
  );

  it('that is asked about first is asked for, where it is not too large', async () => {
    const { socket, hears } = converse(`${HEAD}Content-Length: 4\r\nExpect: 100-continue\r\n\r\n`);
    await hears(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
    socket.write('body');
    await hears(/\r\n\r\nHTTP\/1\.1 201 /);
    socket.destroy();
  });

  it('that never ends is refused as soon as it is too large, and then cut off', async () => {
    const { socket, ended, hears } = converse(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
    let sent = 0;
    const sending = setInterval(() => {
      socket.write(`10000\r\n${'a'.repeat(0x10000)}\r\n`);
      sent += 0x10000;
    }, 20);
    await hears(/^HTTP\/1\.1 413 /);
    expect(sent).toBeGreaterThan(LIMIT);
    expect(sent).toBeLessThan(8 * LIMIT);
    const answer = await ended;
    clearInterval(sending);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    expect(answer).toContain('/problems/payload-too-large');
    expect(sent).toBeLessThan(24 * LIMIT);
  });

  it('that breaks off harms nobody', async () => {
    const { socket } = converse(`${HEAD}Content-Length: 100\r\n\r\nhalf`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await call('/v1/echo/1')).status).toBe(201);
  });
});

describe('the clock', () => {
  const move = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    call('/v1/__local/clock', { method: 'POST', body, headers });

  it('moves forward for the functions, and never back', async () => {
    const to = new Date(Date.now() + 86_400_000).toISOString();
    const moved = await move(JSON.stringify({ to }));
    expect(moved.status).toBe(200);
    expect(Date.parse(((await moved.json()) as { now: string }).now)).toBeGreaterThanOrEqual(Date.parse(to));
    const { clockOffsetMs, event } = await echo('/v1/echo/1');
    expect(Number(clockOffsetMs)).toBeGreaterThan(86_390_000);
    expect(event.requestContext.timeEpoch).toBeGreaterThanOrEqual(Date.parse(to));

    expect((await problemOf(await move(JSON.stringify({ to: '2020-01-01T00:00:00Z' })))).status).toBe(409);
    expect((await echo('/v1/echo/1')).clockOffsetMs).toBe(clockOffsetMs);
  });

  it.each([
    ['{"to":"tomorrow"}', 'invalid-request', '/to', 'malformed'],
    ['{"to":"2027-02-30T00:00:00Z"}', 'invalid-request', '/to', 'malformed'],
    ['{}', 'invalid-request', '/to', 'malformed'],
    ['{"to":"2027-01-01T00:00:00Z","by":1}', 'invalid-request', '/by', 'unknown-field'],
    ['{"to":"9999-12-31T23:59:59Z"}', 'invalid-request', '/to', 'out-of-range'],
    ['{"to":"2200-01-01T00:00:00+08:00"}', 'invalid-request', '/to', 'out-of-range'],
    ['[]', 'invalid-request', '', 'malformed'],
    ['{', 'malformed-json', '', 'malformed'],
  ])('refuses %s', async (body, type, pointer, code) => {
    const before = (await echo('/v1/echo/1')).clockOffsetMs;
    const refusal = await problemOf(await move(body));
    expect(refusal).toMatchObject({ status: 400, type: `/problems/${type}` });
    expect(refusal.errors).toEqual([{ pointer, code, detail: expect.stringMatching(/./) }]);
    expect((await echo('/v1/echo/1')).clockOffsetMs).toBe(before);
  });

  it.each(['rebound.example', '127.0.0.1.rebound.example:80', 'localhost.rebound.example', ''])(
    'is not moved for the host %j',
    async (host) => {
      const body = '{"to":"2027-06-01T00:00:00Z"}';
      const type = 'Content-Type: application/json\r\nConnection: close\r\n';
      const ask = (name: string) =>
        converse(`POST /v1/__local/clock HTTP/1.1\r\nHost: ${name}\r\n${type}Content-Length: ${body.length}\r\n\r\n${body}`).ended;
      const before = (await echo('/v1/echo/1')).clockOffsetMs;
      const answer = await ask(host);
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).toContain('"type":"/problems/foreign-host"');
      expect((await echo('/v1/echo/1')).clockOffsetMs).toBe(before);
      expect(await ask('localhost:3000')).toMatch(/^HTTP\/1\.1 (200|409) /);
    },
  );

  it('cannot be moved by a form of a foreign page, nor read', async () => {
    expect((await move('{"to":"2030-01-01T00:00:00Z"}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await call('/v1/__local/clock')).status).toBe(404);
  });
});
