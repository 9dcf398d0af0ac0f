import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { bearer, mintToken } from '../../support/tokens.ts';
import { signIn, Visitor } from '../../support/visitor.ts';

/** Through the very bundles and the gateway's own events: cookies that come and go apart from the headers, and redirects. */
describe('signing in to the running house', () => {
  const url = inject('url');
  const visitor = () => new Visitor(url);

  it('opens a session, tells who one is, and ends it', async () => {
    const someone = visitor();
    expect(await signIn(someone, 'startup-owner', '?returnTo=/catalogue')).toBe('/catalogue');
    const token = someone.cookie('__Host-rongqiao') as string;
    const { response } = await someone.ask('/v1/me');
    expect(await response.json()).toMatchObject({ person: { id: 'startup-owner' }, signedIn: { by: 'session' } });
    expect((await someone.ask('/v1/auth/sign-out', { method: 'POST' })).response.status).toBe(200);
    const thief = visitor();
    thief.keep('__Host-rongqiao', token);
    expect((await thief.ask('/v1/me')).response.status).toBe(401);
  });

  it('is not needed by a machine with a token of the issuer', async () => {
    const { response } = await visitor().ask('/v1/me', { headers: await bearer(inject('issuer'), 'finance-payer') });
    expect(await response.json()).toMatchObject({ person: { id: 'finance-payer' }, signedIn: { by: 'token' } });
  });

  it('begins under our own name, where it will end', async () => {
    const { response } = await visitor().ask('/v1/auth/sign-in?returnTo=/catalogue', { headers: { host: new URL(url).host } });
    expect(response.status).toBe(303);
    const byAnotherName = await fetch(`${url.replace('127.0.0.1', 'localhost')}/v1/auth/sign-in?returnTo=/catalogue`, {
      redirect: 'manual',
    });
    expect(byAnotherName.status).toBe(307);
    expect(byAnotherName.headers.get('location')).toBe(`${url}/v1/auth/sign-in?returnTo=/catalogue`);
  });

  it('is not offered by the issuer under a name made to point here', async () => {
    const response = await fetch(`${url.replace('127.0.0.1', 'localhost')}/oidc/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({ status: 403, type: '/problems/foreign-host' });
  });

  it('leaves no cookie, token or name of a person in the log', async () => {
    const someone = visitor();
    await signIn(someone, 'vc-partner');
    const cookie = someone.cookie('__Host-rongqiao') as string;
    const token = await mintToken(inject('issuer'), 'vc-partner');
    await someone.ask('/v1/me');
    await visitor().ask('/v1/me', { headers: { authorization: `Bearer ${token}` } });
    const log = readFileSync(inject('log'), 'utf8');
    expect(log).toContain('GET /v1/me');
    for (const secret of [cookie, cookie.split('.')[0] as string, token.split('.')[1] as string, 'vc-partner', '示例']) {
      expect(log).not.toContain(secret);
    }
  });
});
