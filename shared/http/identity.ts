import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import { type Membership, type Principal, placesAt } from '../domain/parties/organisation.ts';
import { sha256Hex, type TokenHolder } from './access-token.ts';
import type { ProblemCode } from './problems.ts';

export const SESSION_COOKIE = '__Host-rongqiao';

/** Touches a session that is neither ended nor expired, and says whose it is. One call. */
export interface SessionReader {
  touch(tokenHash: string, now: Date): Promise<{ readonly sessionId: string; readonly personId: string } | undefined>;
}

/** Who a person is and where a member; memberships of every time. One call. */
export interface PersonReader {
  readPerson(personId: string): Promise<{
    readonly person: { readonly name: string; readonly personKey: string } | undefined;
    readonly memberships: readonly Membership[];
  }>;
}

export interface IdentityPorts {
  readonly sessions: SessionReader;
  readonly people: PersonReader;
  readonly verifyToken: (token: string) => Promise<TokenHolder | undefined>;
  /** Where our own pages come from, such as `https://rongqiao.example`. */
  readonly origin: string;
}

/** Whoever asks, and how we know: by a session of the browser or by a token of a machine. */
export type Identity = { readonly who: Principal; readonly by: 'session' | 'token'; readonly sessionId: string | null };
type Refusal = Extract<ProblemCode, 'not-signed-in' | 'invalid-token' | 'cross-site-request'>;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Did the request come from our own page? Asked of whatever a cookie speaks for and changes something: a browser says so in `Sec-Fetch-Site`,
 * an older one in `Origin`; what says neither is not a browser of ours.
 */
export function isOwnPage(context: Context, origin: string): boolean {
  const site = context.req.header('sec-fetch-site');
  const from = context.req.header('origin');
  if (from !== undefined && from !== origin) return false;
  return site === undefined ? from === origin : site === 'same-origin';
}

const CREDENTIALS = /^bearer ([A-Za-z0-9._~+/-]+=*)$/i;

async function fromToken(header: string, { verifyToken, people }: IdentityPorts, at: string): Promise<Result<Identity, Refusal>> {
  const token = CREDENTIALS.exec(header)?.[1];
  const holder = token === undefined ? undefined : await verifyToken(token);
  if (!holder) return refuse('invalid-token');
  const { memberships } = await people.readPerson(holder.personId);
  return ok({ who: { ...holder, memberships: placesAt(memberships, at) }, by: 'token', sessionId: null });
}

/**
 * Who is asking. A token outweighs a cookie, and a wrong one is not made good by it. Two calls at most: session and person; what changed in
 * either is seen by the very next request.
 */
export async function identify(context: Context, ports: IdentityPorts, now: Date): Promise<Result<Identity, Refusal>> {
  const at = now.toISOString();
  const header = context.req.header('authorization');
  if (header !== undefined) return fromToken(header, ports, at);
  const cookie = getCookie(context, SESSION_COOKIE);
  if (cookie === undefined) return refuse('not-signed-in');
  if (!SAFE.has(context.req.method) && !isOwnPage(context, ports.origin)) return refuse('cross-site-request');
  const session = await ports.sessions.touch(sha256Hex(cookie), now);
  if (!session) return refuse('not-signed-in');
  const { person, memberships } = await ports.people.readPerson(session.personId);
  if (!person) return refuse('not-signed-in');
  const who = { personId: session.personId, ...person, memberships: placesAt(memberships, at) };
  return ok({ who, by: 'session', sessionId: session.sessionId });
}
