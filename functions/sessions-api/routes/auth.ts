import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { signedOut, signInQuery } from '../../../shared/contracts/sessions.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import { isOwnPage, SESSION_COOKIE } from '../../../shared/http/identity.ts';
import { type ProblemCode, problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { validatedQuery } from '../../../shared/http/validate.ts';
import { newSecret } from '../../../shared/runtime/random.ts';
import { beginSignIn } from '../use-cases/begin-sign-in.ts';
import { finishSignIn, type SignInRefusal } from '../use-cases/finish-sign-in.ts';
import { nameDevice } from '../use-cases/name-device.ts';
import type { SessionPorts } from '../use-cases/ports.ts';
import { BROWSER_COOKIE, dropToken, keepBrowser, keepToken } from './cookies.ts';
import { signInFailed } from './failed-page.ts';

const CODES: Record<SignInRefusal, ProblemCode> = {
  expired: 'sign-in-expired',
  denied: 'sign-in-refused',
  unusable: 'sign-in-refused',
  unavailable: 'service-unavailable',
};

/** As we make it; whatever else stands in the cookie is not ours. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

function browserOf(context: Context): string | undefined {
  const cookie = getCookie(context, BROWSER_COOKIE);
  return cookie !== undefined && SECRET.test(cookie) ? cookie : undefined;
}

/** Signing in and out: the ways between our pages and the issuer. */
export function authRoutes<Write>(api: Api<Write>, ports: SessionPorts & { readonly origin: string }, now: () => Date): void {
  api.open('GET /v1/auth/sign-in', async (context) => {
    const query = validatedQuery(context, signInQuery);
    if (!query.ok) return query.refusal;
    const browser = browserOf(context) ?? newSecret();
    const url = await beginSignIn(ports, { browser, returnTo: query.value.returnTo }, now());
    if (!url.ok) return signInFailed(context, CODES[url.refusal]);
    keepBrowser(context, browser);
    return context.redirect(url.value.href, 303);
  });

  api.open('GET /v1/auth/callback', async (context) => {
    const signedIn = await finishSignIn(
      ports,
      {
        query: new URL(context.req.url).searchParams,
        browser: browserOf(context),
        earlierToken: getCookie(context, SESSION_COOKIE),
        device: nameDevice(context.req.header('user-agent')),
      },
      now(),
    );
    if (!signedIn.ok) return signInFailed(context, CODES[signedIn.refusal]);
    keepToken(context, signedIn.value.token);
    return context.redirect(signedIn.value.returnTo, 303);
  });

  api.open('POST /v1/auth/sign-out', async (context) => {
    const token = getCookie(context, SESSION_COOKIE);
    if (token !== undefined) {
      if (!isOwnPage(context, ports.origin)) return problemReply(context, 'cross-site-request');
      await ports.store.endByToken(sha256Hex(token));
      dropToken(context);
    }
    const url = await ports.issuer.signOutUrl();
    return reply(context, signedOut, { continueAt: url?.href ?? `${ports.origin}/` });
  });
}
