import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import { tokenOf } from '../../support/signed-in.ts';
import { attackHouse } from './house.ts';

/** Requests that pretend: to come from our own page, to be somebody, to be about something else, to be another method. */
const house = attackHouse();
const OWN = 'https://rongqiao.test';
let cookie: string;
let bearer: string;
beforeAll(async () => {
  cookie = await house.signInAs('firm.owner');
  bearer = `Bearer ${await tokenOf({ id: 'firm.owner' }, house.clock.now)}`;
});
const send = async (method: string, path: string, headers: Record<string, string>, body?: string) =>
  (await house.app()).request(path, { method, headers, ...(body !== undefined && { body }) });

describe('a page of another site, in a browser that is signed in', () => {
  const FOREIGN: [string, Record<string, string>][] = [
    ['says nothing of itself', {}],
    ['is of another site', { 'sec-fetch-site': 'cross-site' }],
    ['is of another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['is no page at all', { 'sec-fetch-site': 'none' }],
    ['has another origin', { origin: 'https://evil.example' }],
    ['has an origin that begins like ours', { origin: `${OWN}.evil.example` }],
    ['has ours without encryption', { origin: 'http://rongqiao.test' }],
    ['hides its origin', { origin: 'null' }],
    ['claims ours, but the browser knows better', { origin: OWN, 'sec-fetch-site': 'cross-site' }],
    ['has another origin, whatever the rest says', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['writes the header in its own way', { 'sec-fetch-site': 'Same-Origin' }],
  ];
  const ACTS: [method: string, path: string, body?: string][] = [
    ['POST', '/v1/organisations/firm/invitations', '{"roles":["preparer"]}'],
    ['DELETE', '/v1/organisations/firm/members/firm.preparer'],
    ['PATCH', '/v1/organisations/firm', '{"name":"示例"}'],
    ['POST', '/v1/invitations/look-up', '{"secret":"x"}'],
    ['DELETE', '/v1/sessions/others'],
    ['POST', '/v1/auth/sign-out'],
  ];

  it.each(FOREIGN)('that %s does nothing', async (_what, headers) => {
    for (const [method, path, body] of ACTS) {
      const all = { cookie, 'content-type': 'application/json', 'idempotency-key': 'k', 'if-match': '"1"', ...headers };
      await expectProblem(await send(method, path, all, body), 403, 'cross-site-request');
    }
    expect(await house.versionOf('firm')).toBe('"1"');
    expect((await send('GET', '/v1/me', { cookie })).status).toBe(200);
  });

  it.each([
    ['by the browser’s word', { 'sec-fetch-site': 'same-origin' }],
    ['by its origin, in an older browser', { origin: OWN }],
  ])('unlike our own, %s', async (_what, headers) => {
    const answer = await send(
      'POST',
      '/v1/invitations/look-up',
      { cookie, 'content-type': 'application/json', ...headers },
      '{"secret":"x"}',
    );
    await expectProblem(answer, 404, 'not-found');
  });

  it('may send a form or plain text, which is no command of ours', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', '']) {
      const headers = { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': 'form', ...(type && { 'content-type': type }) };
      const answer = await send('POST', '/v1/organisations/firm/invitations', headers, '{"roles":["preparer"]}');
      await expectProblem(answer, 415, 'unsupported-media-type');
    }
  });
});

describe('somebody who pretends to be somebody', () => {
  it.each<[string, () => Record<string, string>, string]>([
    [
      'by headers others put there',
      () => ({ 'x-person-id': 'admin', 'x-forwarded-user': 'admin', 'x-amzn-oidc-identity': 'admin' }),
      'not-signed-in',
    ],
    ['by a cookie without the prefix', () => ({ cookie: cookie.replace('__Host-', '') }), 'not-signed-in'],
    ['by a token in the place of a cookie', () => ({ cookie: `__Host-rongqiao=${bearer.slice(7)}` }), 'not-signed-in'],
    ['by the name of a session', () => ({ cookie: '__Host-rongqiao=session-of-firm.owner' }), 'not-signed-in'],
    ['by two tokens', () => ({ authorization: `${bearer}, ${bearer}` }), 'invalid-token'],
    ['by a token in quotes', () => ({ authorization: bearer.replace(' ', ' "') }), 'invalid-token'],
    ['by a wrong token beside a good cookie', () => ({ authorization: 'Bearer x.y.z', cookie }), 'invalid-token'],
    ['by no token beside a good cookie', () => ({ authorization: '', cookie }), 'invalid-token'],
    ['by a password', () => ({ authorization: 'Basic YWRtaW46YWRtaW4=', cookie }), 'invalid-token'],
  ])('%s', async (_what, headers, code) => expectProblem(await send('GET', '/v1/organisations/firm', headers()), 401, code));

  it('by a token in the address', async () => {
    await expectProblem(await send('GET', `/v1/organisations/firm?access_token=${bearer.slice(7)}`, {}), 401, 'not-signed-in');
  });

  it('is told the same whoever the token is of, if it was altered', async () => {
    const altered = `${bearer.slice(0, -4)}AAAA`;
    await expectProblem(await send('GET', '/v1/organisations/firm', { authorization: altered }), 401, 'invalid-token');
  });
});

describe('a path that plays tricks', () => {
  const SEGMENTS = [
    'ORG%23firm',
    'firm%23',
    'firm%23GRANT',
    'firm%2F',
    '..%2Ffirm',
    '%2e%2e%2ffirm',
    'firm%00',
    'firm%0d%0aset-cookie:a=b',
    'firm;x=1',
    'firm,other',
    'firm%3Fas=other',
    'firm%20',
    '%20firm',
    'firm*',
    'FIRM',
    'firm.',
    'fir%EF%BD%8D',
    '%66%69%72%6D%2e',
    '%2566irm',
    '%ff',
    '%',
    '{id}',
    ':id',
    '__proto__',
    'constructor',
    'x'.repeat(65),
    'x'.repeat(8_000),
  ];
  const ROUTES = [
    '/v1/organisations/*',
    '/v1/organisations/*/members',
    '/v1/companies/*',
    '/v1/companies/*/documents',
    '/v1/companies/*/facts',
  ];

  it.each(SEGMENTS)('%s leads nowhere, not even for the owner', async (segment) => {
    for (const route of ROUTES) {
      const path = route.replace('*', () => segment);
      for (const person of ['firm.owner', 'other.owner']) await expectProblem(await house.as(person).get(path), 404, 'not-found');
    }
  });

  it.each([
    '/v1/organisations/%2e%2e/firm',
    '/v1//organisations/firm',
    '/v1/organisations/firm/',
    '/V1/organisations/firm',
    '/v1/organisations//members',
  ])('%s is no route', async (path) => expectProblem(await house.as('firm.owner').get(path), 404, 'not-found'));

  it('means the same thing written in another way, with the same rights', async () => {
    expect((await house.as('firm.owner').get('/v1/organisations/%66irm')).status).toBe(200);
    await expectProblem(await house.as('other.owner').get('/v1/organisations/%66irm'), 404, 'not-found');
    await expectProblem(await house.as('other.owner').get('/v1/organisations/other/../firm'), 404, 'not-found');
  });

  it.each(['documents', 'grants', 'residences', 'invitations'])('nor does a trick in what lies below: %s', async (list) => {
    const base = list === 'invitations' ? '/v1/organisations/firm' : '/v1/companies/firm';
    const act = { documents: 'withdraw', grants: 'revoke', residences: 'end', invitations: 'confirm' }[list];
    for (const word of ['%23', '..%2F', '%2e%2e%2f', '__proto__', 'toString', 'x'.repeat(65)])
      await expectProblem(await house.as('firm.owner').post(`${base}/${list}/${word}/${act}`, {}), 404, 'not-found');
  });
});

describe('another method', () => {
  it.each([
    ['X-HTTP-Method-Override', { 'x-http-method-override': 'DELETE' }],
    ['X-Method-Override', { 'x-method-override': 'DELETE' }],
  ])('%s changes nothing', async (_what, headers) => {
    const path = '/v1/organisations/firm/members/firm.preparer';
    await expectProblem(await house.as('firm.owner').post(path, {}, { ifMatch: 1, headers }), 404, 'not-found');
    expect((await house.as('firm.preparer').get('/v1/organisations/firm')).status).toBe(200);
  });

  it.each(['PUT', 'OPTIONS', 'TRACE-ME'])('%s is no route', async (method) => {
    await expectProblem(await send(method, '/v1/organisations/firm', { authorization: bearer }), 404, 'not-found');
  });

  it('HEAD asks who it is, like GET', async () => {
    expect((await send('HEAD', '/v1/organisations/firm', {})).status).toBe(401);
    expect((await send('HEAD', '/v1/organisations/firm', { authorization: bearer })).status).toBe(200);
  });
});
