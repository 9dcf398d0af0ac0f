import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';

interface Reply {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** Asks without unpacking, which `fetch` would do unseen. */
const ask = (path: string, headers: Record<string, string>): Promise<Reply> =>
  new Promise((resolve, reject) => {
    request(new URL(path, inject('url')), { headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
    })
      .once('error', reject)
      .end();
  });

const CATALOGUE = '/v1/catalogue/current';

describe('a large answer', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('is packed with %s where the caller takes it, and is the same unpacked', async (encoding, unpack) => {
    const plain = await ask(CATALOGUE, {});
    const packed = await ask(CATALOGUE, { 'accept-encoding': encoding });
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.headers.vary).toContain('accept-encoding');
    expect(packed.body.byteLength).toBeLessThan(plain.body.byteLength / 4);
    expect(unpack(packed.body).equals(plain.body)).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['what we do not have', 'zstd, deflate'],
    ['a refusal', 'br;q=0, gzip;q=0.0'],
  ])('stays as it is for a caller that says %s', async (_what, accept) => {
    const { headers, body } = await ask(CATALOGUE, accept ? { 'accept-encoding': accept } : {});
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers.vary).toContain('accept-encoding');
    expect(JSON.parse(body.toString())).toHaveProperty('catalogueVersion');
  });

  it('has a weak tag when packed and a strong one when not; both are answered 304', async () => {
    const packed = await ask(CATALOGUE, { 'accept-encoding': 'br, gzip' });
    const plain = await ask(CATALOGUE, {});
    expect(packed.headers.etag).toBe(`W/${plain.headers.etag}`);
    for (const tag of [packed.headers.etag, plain.headers.etag]) {
      const again = await ask(CATALOGUE, { 'accept-encoding': 'br', 'if-none-match': String(tag) });
      expect([again.status, again.body.byteLength, again.headers['content-encoding']]).toEqual([304, 0, undefined]);
    }
  });
});

describe('a small answer', () => {
  it.each(['/v1/health', '/v1/programmes/nothing'])('%s is not packed', async (path) => {
    expect((await ask(path, { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
  });
});
