import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siteSchema } from '../../../functions/web-host/site.ts';
import { packWebHost, siteFilesOf } from '../../../infra/constructs/web-host-package.ts';
import { SECURITY_HEADERS } from '../../../infra/security-headers.ts';

const SCRIPT = 'export const words = "一句话说清楚";\n'.repeat(200);
const WOFF = Buffer.from([0x77, 0x4f, 0x46, 0x32, 1, 2, 3]);

describe('packing the web host', () => {
  let dist: string;

  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), 'rongqiao-dist-'));
    for (const directory of ['functions/web-host', 'web/assets', 'web/.vite']) mkdirSync(join(dist, directory), { recursive: true });
    writeFileSync(join(dist, 'functions/web-host/index.cjs'), 'exports.handler = async () => {};');
    writeFileSync(join(dist, 'web/index.html'), '<h1>融桥</h1>');
    writeFileSync(join(dist, 'web/app.html'), '<h1>融桥</h1>');
    writeFileSync(join(dist, 'web/assets/a-1.js'), SCRIPT);
    writeFileSync(join(dist, 'web/assets/f-1.woff2'), WOFF);
    writeFileSync(join(dist, 'web/.vite/manifest.json'), '{}');
  });
  afterEach(() => rmSync(dist, { recursive: true, force: true }));

  const pack = () => {
    const target = packWebHost(dist);
    return { target, site: siteSchema.parse(JSON.parse(readFileSync(join(target, 'site.json'), 'utf8'))) };
  };

  it('lays the bundle, the site and its list together, in the shape the function reads', () => {
    const { target, site } = pack();
    expect(readdirSync(target).sort()).toEqual(['files', 'index.cjs', 'site.json']);
    expect(site.headers).toEqual(SECURITY_HEADERS);
    expect(Object.keys(site.files)).toEqual(['/app.html', '/assets/a-1.js', '/assets/f-1.woff2', '/index.html']);
    expect(site.files['/index.html']).toMatchObject({ contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache' });
    expect(site.files['/assets/a-1.js']?.cacheControl).toBe('public, max-age=31536000, immutable');
  });

  it('adds compressed copies that give back the file, where they are smaller', () => {
    const { target, site } = pack();
    const copies = site.files['/assets/a-1.js']?.copies ?? [];
    expect(copies.map(({ encoding }) => encoding)).toEqual(['br', 'gzip']);
    const [brotli, gzip] = copies.map(({ path }) => readFileSync(join(target, 'files', path)));
    expect(brotliDecompressSync(brotli as Buffer).toString()).toBe(SCRIPT);
    expect(gunzipSync(gzip as Buffer).toString()).toBe(SCRIPT);
    expect(site.files['/assets/f-1.woff2']?.copies).toEqual([]);
    expect(site.files['/index.html']?.copies).toEqual([]);
  });

  it('tags files by their content', () => {
    const before = pack().site.files;
    writeFileSync(join(dist, 'web/index.html'), '<h1>别的</h1>');
    const after = pack().site.files;
    expect(after['/index.html']?.etag).not.toBe(before['/index.html']?.etag);
    expect(after['/app.html']?.etag).toBe(before['/app.html']?.etag);
    expect(before['/index.html']?.etag).toMatch(/^"[\w-]{22}"$/u);
  });

  it('forgets the files of an earlier build', () => {
    pack();
    rmSync(join(dist, 'web/assets/a-1.js'));
    const { target, site } = pack();
    expect(Object.keys(site.files)).not.toContain('/assets/a-1.js');
    expect(readdirSync(join(target, 'files/assets'))).toEqual(['f-1.woff2']);
  });

  it.each([
    ['a file whose ending has no media type', () => writeFileSync(join(dist, 'web/assets/x.exe'), 'x'), /x\.exe: no media type/u],
    [
      'a file that does not fit into an answer',
      () => writeFileSync(join(dist, 'web/assets/big.js'), Buffer.alloc(4_000_001)),
      /big\.js has 4000001/u,
    ],
    ['a site without the page of every other address', () => rmSync(join(dist, 'web/app.html')), /no \/app\.html/u],
    ['a site that was not built', () => rmSync(join(dist, 'web'), { recursive: true }), /npm run build/u],
  ])('refuses %s', (_what, spoil, message) => {
    spoil();
    expect(() => packWebHost(dist)).toThrow(message);
  });

  it('leaves out what the build keeps for itself', () => {
    expect(siteFilesOf(join(dist, 'web'))).not.toContain('/.vite/manifest.json');
  });
});
