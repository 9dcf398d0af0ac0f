import { describe, expect, inject, it } from 'vitest';
import { CACHE_DOCUMENT, CACHE_HASHED_ASSET, SECURITY_HEADERS } from '../../infra/security-headers.ts';

const url = inject('url');

/** The pages of the running house come from the very function that serves them in China; CloudFront is compared in `test/infra`. */
describe('the headers of pages and files', () => {
  it.each([
    ['/', 200],
    ['/check', 200],
    ['/programmes/su-ke-dai', 200],
    ['/nowhere/at/all', 200],
    ['/robots.txt', 200],
    ['/assets/gone-1.js', 404],
  ])('%s answers %i with the headers of the house', async (path, status) => {
    const response = await fetch(url + path);
    expect(response.status).toBe(status);
    expect(Object.fromEntries(Object.keys(SECURITY_HEADERS).map((name) => [name, response.headers.get(name)]))).toEqual(SECURITY_HEADERS);
  });

  it('a page is asked for again each time, a hashed file never', async () => {
    const page = await fetch(`${url}/`);
    const [, script] = /src="(\/assets\/[^"]+\.js)"/u.exec(await page.text()) ?? [];
    expect(script).toBeDefined();
    expect(page.headers.get('cache-control')).toBe(CACHE_DOCUMENT);
    const file = await fetch(url + script, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(file.headers.get('cache-control')).toBe(CACHE_HASHED_ASSET);
    expect(file.headers.get('content-encoding')).toBe('br');
    const again = await fetch(url + script, { headers: { 'if-none-match': file.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });
});
