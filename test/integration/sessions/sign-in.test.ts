import { describe, expect, it } from 'vitest';
import { loadSigningKey } from '../../../infra/local/issuer/signing-key.ts';
import { signInHouse } from '../../support/sign-in-house.ts';
import { type Mint, mintToken } from '../../support/tokens.ts';
import { chooseAndStop, type Hop, reachSignInPage, signIn, Visitor } from '../../support/visitor.ts';

const COOKIE = '__Host-rongqiao';
const house = signInHouse();
const visitor = () => new Visitor(house.url());
const statusOfMe = async (who: Visitor) => (await who.ask('/v1/me')).response.status;
const problemOf = async (response: Response) => ({ status: response.status, type: (await response.json()).type });

describe('signing in', () => {
  it('leads over the issuer back to where one wanted to go, and tells who one is', async () => {
    const someone = visitor();
    expect(await statusOfMe(someone)).toBe(401);
    expect(await signIn(someone, 'startup-owner', '?returnTo=/my-money?tab=grants')).toBe('/my-money?tab=grants');
    const { response } = await someone.ask('/v1/me');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ person: { id: 'startup-owner' }, organisations: [], signedIn: { by: 'session' } });
  });

  it('sets cookies for this host alone, out of reach of scripts, and gives the browser no token of the issuer', async () => {
    const someone = visitor();
    const page = await reachSignInPage(someone);
    const callback = await chooseAndStop(someone, page, 'bank-officer');
    const { response } = await someone.ask(callback);
    const [line = ''] = response.headers.getSetCookie();
    expect(line).toMatch(/^__Host-rongqiao=[\w-]{43}\.[0-9a-z]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await response.text()).toBe('');
    expect([...response.headers].flat().join('\n')).not.toMatch(/eyJ/);
  });

  it('asks the issuer with PKCE, state and nonce, never twice the same', async () => {
    const questions = await Promise.all(
      [visitor(), visitor()].map(async (someone) => {
        const { response } = await someone.ask('/v1/auth/sign-in');
        expect(response.status).toBe(303);
        return Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams);
      }),
    );
    for (const question of questions) {
      expect(question).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', scope: 'openid profile' });
      for (const name of ['state', 'nonce', 'code_challenge']) expect(question[name]).toMatch(/^[\w-]{43}$/);
    }
    for (const name of ['state', 'nonce', 'code_challenge']) expect(questions[0]?.[name]).not.toBe(questions[1]?.[name]);
  });

  it('opens a new session each time, and ends the one that was open in this browser', async () => {
    const someone = visitor();
    await signIn(someone, 'startup-owner');
    const first = someone.cookie(COOKIE) as string;
    someone.forget('_session');
    await signIn(someone, 'startup-owner');
    expect(someone.cookie(COOKIE)).not.toBe(first);
    const thief = visitor();
    thief.keep(COOKIE, first);
    expect(await statusOfMe(thief)).toBe(401);
    expect(await statusOfMe(someone)).toBe(200);
  });

  it('does not take over a session cookie somebody else planted', async () => {
    const attacker = visitor();
    await signIn(attacker, 'startup-other');
    const victim = visitor();
    victim.keep(COOKIE, attacker.cookie(COOKIE) as string);
    await signIn(victim, 'startup-owner');
    expect(victim.cookie(COOKIE)).not.toBe(attacker.cookie(COOKIE));
    expect(await statusOfMe(attacker)).toBe(401);
  });

  it('asks nobody again whom the issuer still knows', async () => {
    const someone = visitor();
    await signIn(someone, 'startup-owner');
    someone.forget(COOKIE);
    const [last] = await someone.go('/v1/auth/sign-in?returnTo=/papers', {}, ({ pathname }) => /^\/(oidc|v1)\//.test(pathname));
    expect(last?.response.headers.get('location')).toBe('/papers');
    expect(await statusOfMe(someone)).toBe(200);
  });

  it('works in two tabs at once', async () => {
    const someone = visitor();
    const one = await reachSignInPage(someone, '?returnTo=/one');
    const other = await reachSignInPage(someone, '?returnTo=/other');
    const first = await chooseAndStop(someone, one, 'auditor');
    const second = await chooseAndStop(someone, other, 'auditor');
    for (const [callback, target] of [
      [first, '/one'],
      [second, '/other'],
    ] as const) {
      const { response } = await someone.ask(callback);
      expect(response.headers.get('location')).toBe(target);
    }
    expect(await statusOfMe(someone)).toBe(200);
  });
});

describe('the way back from the issuer', () => {
  it('can be gone once', async () => {
    const someone = visitor();
    const callback = await chooseAndStop(someone, await reachSignInPage(someone), 'startup-owner');
    expect((await someone.ask(callback)).response.status).toBe(303);
    expect(await problemOf((await someone.ask(callback)).response)).toEqual({ status: 400, type: '/problems/sign-in-expired' });
  });

  it('is no use in another browser, and stays good in its own', async () => {
    const attacker = visitor();
    const callback = await chooseAndStop(attacker, await reachSignInPage(attacker), 'startup-other');
    const victim = visitor();
    expect(await problemOf((await victim.ask(callback)).response)).toEqual({ status: 400, type: '/problems/sign-in-expired' });
    await reachSignInPage(victim);
    expect(await problemOf((await victim.ask(callback)).response)).toEqual({ status: 400, type: '/problems/sign-in-expired' });
    expect(victim.cookie(COOKIE)).toBeUndefined();
    expect((await attacker.ask(callback)).response.status).toBe(303);
  });

  it('closes after ten minutes', async () => {
    const someone = visitor();
    const callback = await chooseAndStop(someone, await reachSignInPage(someone), 'startup-owner');
    house.clock.forward(10 * 60_000 + 1);
    expect(await problemOf((await someone.ask(callback)).response)).toEqual({ status: 400, type: '/problems/sign-in-expired' });
  });

  it.each([
    ['another code', (url: URL) => url.searchParams.set('code', 'x'.repeat(43)), 'sign-in-refused'],
    ['no code', (url: URL) => url.searchParams.delete('code'), 'sign-in-refused'],
    ['the name of another issuer', (url: URL) => url.searchParams.set('iss', 'https://issuer.invalid'), 'sign-in-refused'],
    ['another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43)), 'sign-in-expired'],
    ['no state', (url: URL) => url.searchParams.delete('state'), 'sign-in-expired'],
    ['two states', (url: URL) => url.searchParams.append('state', 'x'), 'sign-in-expired'],
  ])('does not lead in with %s', async (_what, change, code) => {
    const someone = visitor();
    const callback = await chooseAndStop(someone, await reachSignInPage(someone), 'startup-owner');
    change(callback);
    expect(await problemOf((await someone.ask(callback)).response)).toEqual({ status: 400, type: `/problems/${code}` });
    expect(someone.cookie(COOKIE)).toBeUndefined();
  });

  it('does not take the code of one sign-in for another (PKCE and nonce)', async () => {
    const someone = visitor();
    const pages = [await reachSignInPage(someone), await reachSignInPage(someone)] as const;
    const one = await chooseAndStop(someone, pages[0], 'startup-owner');
    const other = await chooseAndStop(someone, pages[1], 'startup-owner');
    one.searchParams.set('code', other.searchParams.get('code') as string);
    expect(await problemOf((await someone.ask(one)).response)).toEqual({ status: 400, type: '/problems/sign-in-refused' });
  });

  it('says in words what happened when the issuer was told no', async () => {
    const someone = visitor();
    const callback = await chooseAndStop(someone, await reachSignInPage(someone), 'startup-owner');
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    const { response } = await someone.ask(callback, { headers: { accept: 'text/html', 'accept-language': 'en' } });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(await response.text()).toContain('href="/v1/auth/sign-in"');
  });
});

describe('where one is sent after signing in', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    'my-money',
    '',
    '/v1/auth/sign-in',
    '/./v1/auth/sign-in',
    `/${'x'.repeat(512)}`,
    '/a\r\nset-cookie: x=y',
  ])('is not %.60j', async (returnTo) => {
    const { response } = await visitor().ask(`/v1/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.json()).toMatchObject({ type: '/problems/invalid-request', errors: [{ pointer: '/returnTo' }] });
  });

  it('is named by nothing else', async () => {
    const { response } = await visitor().ask('/v1/auth/sign-in?redirect=https://evil.example');
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ pointer: '/redirect', code: 'unknown-field' }] });
  });
});

describe('signing out', () => {
  const signOut = (who: Visitor, headers: Record<string, string> = {}) => who.ask('/v1/auth/sign-out', { method: 'POST', headers });

  it('ends the session on the server at once, whoever still holds the cookie, and sends the browser to the issuer', async () => {
    const someone = visitor();
    await signIn(someone, 'startup-owner');
    const stolen = someone.cookie(COOKIE) as string;
    const { response } = await signOut(someone);
    const { continueAt } = await response.json();
    expect(someone.cookie(COOKIE)).toBeUndefined();
    const thief = visitor();
    thief.keep(COOKIE, stolen);
    expect(await statusOfMe(thief)).toBe(401);

    const [page] = await someone.go(continueAt);
    expect(page?.response.status).toBe(200);
    const html = (await page?.response.text()) ?? '';
    expect(continueAt).not.toMatch(/eyJ|id_token/);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const confirm = { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) };
    const [, last] = await someone.go('/oidc/session/end/confirm', confirm);
    expect(last?.response.headers.get('location')).toBe(`${house.url()}/`);
    // The issuer has forgotten too: it asks again who one is.
    await expect(reachSignInPage(someone)).resolves.toBeDefined();
  });

  it('leads straight home when the issuer knows nobody', async () => {
    const { response } = await signOut(visitor());
    const [, hop] = await visitor().go((await response.json()).continueAt);
    expect(hop?.response.headers.get('location')).toBe(`${house.url()}/`);
  });

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['from another origin', { origin: 'https://evil.example' }],
  ])('is not done %s', async (_where, headers) => {
    const someone = visitor();
    await signIn(someone, 'startup-owner');
    expect((await signOut(someone, headers)).response.status).toBe(403);
    expect(await statusOfMe(someone)).toBe(200);
  });
});

describe('the issuer', () => {
  it('that falls silent is told apart from a sign-in that failed', async () => {
    const someone = visitor();
    const callback = await chooseAndStop(someone, await reachSignInPage(someone), 'startup-owner');
    house.answerInstead((request, response) => {
      if (request.url !== '/oidc/token') return false;
      response.writeHead(502).end('bad gateway');
      return true;
    });
    const { response } = await someone.ask(callback);
    house.answerInstead(undefined);
    expect(await problemOf(response)).toEqual({ status: 503, type: '/problems/service-unavailable' });
  });

  it.each([
    ['signed by it', async () => house.mint(), {}, 303],
    ['signed with another key of the same name', strangersMint, {}, 400],
    ['for another client', async () => house.mint(), { aud: 'another-client' }, 400],
    ['from another issuer', async () => house.mint(), { iss: 'https://issuer.invalid' }, 400],
    ['to another question', async () => house.mint(), { nonce: 'x'.repeat(43) }, 400],
    ['of yesterday', async () => house.mint(), { exp: 1, iat: 0 }, 400],
  ])('is believed only where the ID token is its own: %s', async (_what, mint, claims, status) => {
    const someone = visitor();
    const { response: sent } = await someone.ask('/v1/auth/sign-in');
    const question = new URL(sent.headers.get('location') ?? '');
    const [page] = await someone.go(question);
    const callback = await chooseAndStop(someone, page as Hop, 'startup-owner');
    const all = { aud: 'rongqiao-web', nonce: question.searchParams.get('nonce'), ...claims };
    const idToken = await mintToken(await mint(), 'admin', { claims: all, header: { typ: 'JWT' }, now: house.clock.now() });
    house.answerInstead((request, response) => {
      if (request.url !== '/oidc/token') return false;
      const answer = { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return true;
    });
    const { response } = await someone.ask(callback);
    house.answerInstead(undefined);
    expect(response.status).toBe(status);
    expect(someone.cookie(COOKIE) !== undefined).toBe(status === 303);
  });
});

/** Another key under the name of the issuer's. */
async function strangersMint(): Promise<Mint> {
  const { url, key } = house.mint();
  return { url, key: { ...(await loadSigningKey()), kid: key.kid } };
}
