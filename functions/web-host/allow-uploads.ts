import type { Site } from './site.ts';

const POLICY = 'content-security-policy';
const CONNECT = /(?<=(?:^|; )connect-src [^;]*)(?=;|$)/u;

/** The headers of a site whose pages may also send to one foreign origin. @throws Error when its policy does not speak of connections */
export function allowUploads(headers: Site['headers'], origin: string | undefined): Site['headers'] {
  if (origin === undefined) return headers;
  const policy = headers[POLICY] ?? '';
  if (!CONNECT.test(policy)) throw new Error(`site.json: no connect-src in ${POLICY}`);
  return { ...headers, [POLICY]: policy.replace(CONNECT, ` ${origin}`) };
}
