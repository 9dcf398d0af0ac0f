import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { SESSION_COOKIE } from '../../../shared/http/identity.ts';
import { ATTEMPT_MS } from '../use-cases/begin-sign-in.ts';

/** Tells in which browser a sign-in began. Kept for all that begin in the same minutes, as in two tabs at once. */
export const BROWSER_COOKIE = '__Host-rongqiao-sign-in';

/** This host alone, no script, and along with a link from elsewhere but with no other request from there. */
const STRICT = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

/** Ends with the browser; the session itself ends on the server. */
export const keepToken = (context: Context, token: string): void => setCookie(context, SESSION_COOKIE, token, STRICT);
export const dropToken = (context: Context): void => setCookie(context, SESSION_COOKIE, '', { ...STRICT, maxAge: 0 });
export const keepBrowser = (context: Context, browser: string): void =>
  setCookie(context, BROWSER_COOKIE, browser, { ...STRICT, maxAge: ATTEMPT_MS / 1000 });
