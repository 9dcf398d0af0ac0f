import type { Site } from './site.ts';

const POLICY = 'content-security-policy';
const CONNECT = /(?<=(?:^|; )connect-src [^;]*)(?=;|$)/u;

/** The headers of a site whose pages may also connect to these origins, written with a blank between. @throws Error when its policy does not speak of connections */
export function allowStorage(headers: Site['headers'], origins: string | undefined): Site['headers'] {
  if (origins === undefined) return headers;
  const policy = headers[POLICY] ?? '';
  if (!CONNECT.test(policy)) throw new Error(`site.json: no connect-src in ${POLICY}`);
  return { ...headers, [POLICY]: policy.replace(CONNECT, ` ${origins}`) };
}
