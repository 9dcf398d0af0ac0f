/**
 * The headers of every page and file we serve, as plain data and in one place: CloudFront (`stacks/web-stack.ts`), the web-host
 * function (`functions/web-host`) and the local house all read this file, and a test compares the three.
 *
 * Scripts and styles come from our own files only: nothing inline, no eval, no third party, and no text becomes markup or script behind
 * our back (Trusted Types); the one address that may become a script is that of the worker which reads PDF (`web/src/evidence/pdf-worker.ts`). A component library that writes its styles into the document as it runs would need an exception from both, on
 * every page, since one document carries all routes.
 */
const DIRECTIVES = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['pdf-worker'],
} as const;

/**
 * The value of `content-security-policy` on every document.
 * @param storage the foreign places a page may connect to: where files go up to and come from, straight in and out of storage. None on one
 * machine, where that is us
 */
export const contentSecurityPolicy = (...storage: readonly string[]): string =>
  Object.entries(DIRECTIVES)
    .map(([name, sources]) => [name, ...sources, ...(name === 'connect-src' ? storage : [])].join(' '))
    .join('; ');
export const CONTENT_SECURITY_POLICY: string = contentSecurityPolicy();

/** Two years, in seconds: what the preload list asks for. */
export const HSTS_SECONDS = 63_072_000;

const POWERFUL_FEATURES = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'microphone', 'payment', 'usb'];

/** Header name (lower case) to value, on every page and file of the web application. */
export const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'strict-transport-security': `max-age=${HSTS_SECONDS}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': POWERFUL_FEATURES.map((feature) => `${feature}=()`).join(', '),
} as const satisfies Record<string, string>;

/** Files under `/assets/` carry their hash in the name and never change. */
export const CACHE_HASHED_ASSET = 'public, max-age=31536000, immutable';

/** Documents name the current assets, so they are asked for again each time. */
export const CACHE_DOCUMENT = 'no-cache';
