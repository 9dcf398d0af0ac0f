import type { Copy, Site, SiteFile } from './site.ts';

/** A path whose last part has an ending (`/assets/a.js`) asks for a file and gets that file or nothing; any other asks for a page. */
const NAMES_A_FILE = /\.[a-z0-9]+$/iu;

/**
 * Which file answers a path: itself, its prerendered page (`/check` is `/check.html`), or the page that draws every other address.
 *
 * @param path as the HTTP API hands it on, decoded already
 * @returns the path of a file of the site, or undefined when a file was asked for that does not exist.
 */
export function resolveFile(site: Site, path: string): string | undefined {
  const wanted = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  const candidates = wanted === '/' ? ['/index.html'] : [wanted, `${wanted}.html`];
  const found = candidates.find((candidate) => Object.hasOwn(site.files, candidate));
  if (found !== undefined) return found;
  return NAMES_A_FILE.test(wanted) ? undefined : site.fallback;
}

/** The best compressed copy the browser takes, or undefined for the file as it is. `q=0` refuses an encoding. */
export function chooseCopy(file: SiteFile, acceptEncoding: string | undefined): Copy | undefined {
  const accepted = new Map(
    (acceptEncoding ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      return [name, !parameters.some((parameter) => /^q=0(?:\.0*)?$/u.test(parameter))] as const;
    }),
  );
  return file.copies.find(({ encoding }) => accepted.get(encoding) ?? accepted.get('*') ?? false);
}
