import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../../functions/web-host/create-handler.ts';
import type { Site } from '../../../../functions/web-host/site.ts';

const HEADERS = { 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' };
const SITE: Site = {
  headers: HEADERS,
  fallback: '/app.html',
  files: {
    '/index.html': { contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache', etag: '"index"', copies: [] },
    '/app.html': { contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache', etag: '"app"', copies: [] },
    '/assets/a-1.js': {
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=31536000, immutable',
      etag: '"a1"',
      copies: [
        { encoding: 'br', path: '/assets/a-1.js.br' },
        { encoding: 'gzip', path: '/assets/a-1.js.gz' },
      ],
    },
  },
};
const FILES: Record<string, string> = {
  '/index.html': '<h1>首页</h1>',
  '/app.html': '<h1>融桥</h1>',
  '/assets/a-1.js': 'plain',
  '/assets/a-1.js.br': 'brotli',
  '/assets/a-1.js.gz': 'gzipped',
};

function host() {
  const read: string[] = [];
  const handler = createHandler({
    site: SITE,
    readFile: (path) => {
      read.push(path);
      return Buffer.from(FILES[path] ?? `there is no ${path}`);
    },
  });
  const ask = async (rawPath: string, headers: Record<string, string> = {}, method = 'GET') => {
    const event = { rawPath, headers, requestContext: { http: { method } } } as unknown as APIGatewayProxyEventV2;
    const { body, isBase64Encoded, ...answer } = await handler(event);
    return { ...answer, body: isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body };
  };
  return { ask, read };
}

describe('web-host', () => {
  it('serves a page with the headers of the house', async () => {
    expect(await host().ask('/')).toEqual({
      statusCode: 200,
      headers: {
        ...HEADERS,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        etag: '"index"',
        vary: 'accept-encoding',
      },
      body: '<h1>首页</h1>',
    });
  });

  it.each([
    ['br, gzip', 'br', 'brotli'],
    ['gzip, deflate', 'gzip', 'gzipped'],
    ['gzip;q=1.0, br;q=0', 'gzip', 'gzipped'],
    ['*', 'br', 'brotli'],
    ['identity', undefined, 'plain'],
    ['BR', 'br', 'brotli'],
  ])('answers accept-encoding %s with the copy %s', async (accept, encoding, body) => {
    const answer = await host().ask('/assets/a-1.js', { 'accept-encoding': accept });
    expect(answer.headers?.['content-encoding']).toBe(encoding);
    expect(answer.body).toBe(body);
    expect(answer.headers?.['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('sends the file itself to a browser that names no encoding', async () => {
    expect((await host().ask('/assets/a-1.js')).body).toBe('plain');
  });

  it.each(['"a1"', 'W/"a1"', '"other", "a1"', '*'])('answers 304 without a body when the browser has %s', async (tag) => {
    const { ask, read } = host();
    const answer = await ask('/assets/a-1.js', { 'if-none-match': tag });
    expect(answer).toMatchObject({ statusCode: 304, headers: { ...HEADERS, etag: '"a1"' } });
    expect(answer.body).toBeUndefined();
    expect(read).toEqual([]);
  });

  it('sends the file again when the browser has another one', async () => {
    expect((await host().ask('/assets/a-1.js', { 'if-none-match': '"a0"' })).statusCode).toBe(200);
  });

  it('answers HEAD like GET, without the body', async () => {
    const answer = await host().ask('/', {}, 'HEAD');
    expect(answer).toMatchObject({ statusCode: 200, headers: { etag: '"index"' } });
    expect(answer.body).toBeUndefined();
  });

  it.each(['POST', 'DELETE'])('refuses %s', async (method) => {
    expect(await host().ask('/', {}, method)).toMatchObject({ statusCode: 405, headers: { ...HEADERS, allow: 'GET, HEAD' } });
  });

  it.each(['/assets/gone.js', '/../secret.json', '/..%2f..%2fetc%2fhosts.txt', '/assets/a-1.js.br'])(
    'has nothing at %s and reads no file for it',
    async (path) => {
      const { ask, read } = host();
      expect(await ask(path)).toMatchObject({ statusCode: 404, headers: { ...HEADERS, 'cache-control': 'no-store' } });
      expect(read).toEqual([]);
    },
  );

  it('reads a file once, however often it is asked for', async () => {
    const { ask, read } = host();
    await ask('/');
    await ask('/');
    expect(read).toEqual(['/index.html']);
  });
});
