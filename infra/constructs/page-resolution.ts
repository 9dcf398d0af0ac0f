/**
 * The page resolution of `functions/web-host/resolve-file.ts` for CloudFront, which runs its own small JavaScript before the cache: a
 * path with an ending asks for that file, a prerendered page has its own file, and every other address is drawn by the fallback page.
 *
 * @param pages paths of the prerendered pages on the site, as `/check.html`
 * @returns source text for the CloudFront Functions runtime 2.0, at most 10 KB
 */
export function pageResolutionSource(pages: readonly string[], fallback: string): string {
  const files = Object.fromEntries(pages.map((file) => [file === '/index.html' ? '/' : file.slice(0, -'.html'.length), file]));
  return `var PAGES = ${JSON.stringify(files)};
function handler(event) {
  var request = event.request;
  var uri = request.uri.length > 1 && request.uri.endsWith('/') ? request.uri.slice(0, -1) : request.uri;
  if (!/\\.[a-z0-9]+$/i.test(uri)) {
    request.uri = Object.prototype.hasOwnProperty.call(PAGES, uri) ? PAGES[uri] : ${JSON.stringify(fallback)};
  }
  return request;
}
`;
}
