import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Copy, Site, SiteFile } from '../../functions/web-host/site.ts';
import { CACHE_DOCUMENT, CACHE_HASHED_ASSET, SECURITY_HEADERS } from '../security-headers.ts';

/** Where the packed web-host lies under the results of the build. */
export const WEB_HOST_PACKAGE = 'packages/web-host';

/** Media types of what the build makes; a file with another ending stops the packaging rather than going out as something it is not. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.bcmap': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.pfb': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** Already compressed: a second pass only costs. */
const COMPRESSED = new Set(['.jpg', '.png', '.webp', '.woff2']);

/** A Lambda answer holds 6 MB, of which base64 takes a third. */
const MAX_FILE_BYTES = 4_000_000;

/** The page that draws every address without a prerendered page of its own. */
export const FALLBACK_PAGE = '/app.html';

/** The best one first: the function offers them in this order. */
const COMPRESSIONS: readonly { encoding: Copy['encoding']; ending: string; compress: (bytes: Buffer) => Buffer }[] = [
  {
    encoding: 'br',
    ending: '.br',
    compress: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  },
  { encoding: 'gzip', ending: '.gz', compress: (bytes) => gzipSync(bytes, { level: 9 }) },
];

/** The files of the built web application by their path on the site (`/index.html`); the build's own notes (`.vite`) are left out. */
export function siteFilesOf(webDirectory: string): string[] {
  if (!existsSync(webDirectory)) throw new Error(`No web application at ${webDirectory}: run "npm run build" first.`);
  return readdirSync(webDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(webDirectory.length)}/${entry.name}`)
    .filter((path) => !path.startsWith('/.'))
    .sort();
}

/**
 * Lays the built site beside the bundle of `functions/web-host`, with compressed copies and `site.json`.
 *
 * @param dist where the build put `functions/web-host` and `web`
 * @returns the directory to deploy
 * @throws Error when the site is not built, a file has an unknown ending or is too large for a Lambda answer.
 */
export function packWebHost(dist: string): string {
  const target = join(dist, WEB_HOST_PACKAGE);
  const web = join(dist, 'web');
  const paths = siteFilesOf(web);
  rmSync(target, { recursive: true, force: true });
  cpSync(join(dist, 'functions/web-host'), target, { recursive: true });
  const site: Site = {
    headers: SECURITY_HEADERS,
    fallback: FALLBACK_PAGE,
    files: Object.fromEntries(paths.map((path) => [path, layFile(web, join(target, 'files'), path)])),
  };
  if (!Object.hasOwn(site.files, site.fallback)) throw new Error(`The web application has no ${site.fallback}.`);
  writeFileSync(join(target, 'site.json'), JSON.stringify(site));
  return target;
}

/** Cache rule of a file of the site. */
function cacheControlOf(path: string): string {
  return path.startsWith('/assets/') ? CACHE_HASHED_ASSET : CACHE_DOCUMENT;
}

function layFile(from: string, to: string, path: string): SiteFile {
  const ending = extname(path);
  const contentType = CONTENT_TYPES[ending];
  if (contentType === undefined) throw new Error(`${path}: no media type is known for ${ending || 'a file without ending'}.`);
  const bytes = readFileSync(join(from, path));
  if (bytes.length > MAX_FILE_BYTES) throw new Error(`${path} has ${bytes.length} bytes; a Lambda answer holds ${MAX_FILE_BYTES}.`);
  mkdirSync(dirname(join(to, path)), { recursive: true });
  writeFileSync(join(to, path), bytes);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { contentType, cacheControl: cacheControlOf(path), etag, copies: COMPRESSED.has(ending) ? [] : layCopies(to, path, bytes) };
}

/** Writes the compressed copies that are smaller than the file. */
function layCopies(to: string, path: string, bytes: Buffer): Copy[] {
  return COMPRESSIONS.flatMap(({ encoding, ending, compress }) => {
    const copy = compress(bytes);
    if (copy.length >= bytes.length) return [];
    writeFileSync(join(to, path + ending), copy);
    return [{ encoding, path: path + ending }];
  });
}
