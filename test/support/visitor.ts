/** One hop of a visit: what was asked for, and the answer before any redirect was followed. */
export interface Hop {
  readonly url: URL;
  readonly response: Response;
}
interface Cookie {
  readonly value: string;
  readonly path: string;
}

const MOST_HOPS = 12;

/**
 * A browser as far as signing in needs one: keeps cookies by path, follows redirects, and says of itself what browsers say
 * (`Sec-Fetch-Site`). It has no window, so that a test can hold each single answer in its hands.
 */
export class Visitor {
  readonly origin: string;
  readonly #cookies = new Map<string, Cookie>();
  readonly #fetch: typeof fetch;

  constructor(origin: string, fetcher: typeof fetch = fetch) {
    this.origin = origin;
    this.#fetch = fetcher;
  }

  cookie(name: string): string | undefined {
    return [...this.#cookies].find(([key]) => key.startsWith(`${name};`))?.[1].value;
  }

  /** Puts a cookie in by hand, as someone who stole it would. */
  keep(name: string, value: string, path = '/'): void {
    this.#cookies.set(`${name};${path}`, { value, path });
  }

  forget(name: string): void {
    for (const key of this.#cookies.keys()) if (key.startsWith(`${name};`)) this.#cookies.delete(key);
  }

  #header(url: URL): string {
    const matching = [...this.#cookies].filter(([, { path }]) => url.pathname.startsWith(path));
    return matching.map(([key, { value }]) => `${key.split(';', 1)[0]}=${value}`).join('; ');
  }

  #take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/; */);
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const read = (wanted: string) =>
        attributes.find((attribute) => attribute.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const path = read('path') ?? '/';
      const expires = read('expires');
      const gone = read('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
      if (gone) this.#cookies.delete(`${name};${path}`);
      else this.#cookies.set(`${name};${path}`, { value, path });
    }
  }

  /** One request, no redirect followed. */
  async ask(target: string | URL, init: RequestInit = {}): Promise<Hop> {
    const url = new URL(target, this.origin);
    const headers = new Headers(init.headers);
    const cookies = this.#header(url);
    if (cookies !== '' && !headers.has('cookie')) headers.set('cookie', cookies);
    if (!headers.has('sec-fetch-site')) headers.set('sec-fetch-site', 'same-origin');
    const response = await this.#fetch(url, { ...init, headers, redirect: 'manual' });
    this.#take(response);
    return { url, response };
  }

  /** A request and the redirects after it, while they stay where `within` says. Answers every hop, the last one first. */
  async go(target: string | URL, init: RequestInit = {}, within: (url: URL) => boolean = () => true): Promise<Hop[]> {
    const hops = [await this.ask(target, init)];
    for (;;) {
      const [{ url, response }] = hops as [Hop];
      const location = response.headers.get('location');
      if (location === null) return hops;
      const next = new URL(location, url);
      if (!within(next)) return hops;
      if (hops.length >= MOST_HOPS) throw new Error(`too many redirects, the last to ${next}`);
      hops.unshift(await this.ask(next));
    }
  }
}

const isSignIn = ({ pathname }: URL): boolean => pathname.startsWith('/oidc/') || pathname.startsWith('/v1/auth/');
const choice = (personId: string): RequestInit => ({ method: 'POST', body: new URLSearchParams({ person: personId }) });

/** Up to the page where one chooses who one is. */
export async function reachSignInPage(visitor: Visitor, query = ''): Promise<Hop> {
  const [page] = await visitor.go(`/v1/auth/sign-in${query}`, {}, isSignIn);
  if (page?.response.status !== 200) throw new Error(`no sign-in page, but ${page?.response.status} at ${page?.url}`);
  return page;
}

/** From that page to the address the issuer sends the browser back to, which is not yet asked for. */
export async function chooseAndStop(visitor: Visitor, page: Hop, personId: string): Promise<URL> {
  const [last] = await visitor.go(page.url, choice(personId), ({ pathname }) => pathname.startsWith('/oidc/'));
  return new URL(last?.response.headers.get('location') ?? '', visitor.origin);
}

/** Signs in as a demo person, and answers where the browser is sent in the end. */
export async function signIn(visitor: Visitor, personId: string, query = ''): Promise<string | null> {
  const page = await reachSignInPage(visitor, query);
  const [last] = await visitor.go(page.url, choice(personId), isSignIn);
  return last?.response.headers.get('location') ?? null;
}
