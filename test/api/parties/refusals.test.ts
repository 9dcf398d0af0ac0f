import { beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_LIST, type RouteKey } from '../../../shared/contracts/routes.ts';
import { expectProblem } from '../../support/api.ts';
import type { SendOptions } from '../../support/signed-in.ts';
import { EXCEPTION, partiesHouse } from './house.ts';

const house = partiesHouse();

/** For every route somebody must be signed in for: a path that is there, who may do it, and a body that would do. */
const ROWS: Partial<Record<RouteKey, { path?: string; by: string; body?: object }>> = {
  'GET /v1/organisations': { by: 'owner' },
  'GET /v1/organisations/all': { by: 'admin' },
  'POST /v1/organisations': {
    by: 'owner',
    body: { kind: 'company', name: '示例公司', uscc: '91320000796544598E', divisionCode: '320583' },
  },
  'POST /v1/institutions': { by: 'admin', body: { kind: 'bank', name: '示例银行' } },
  'GET /v1/organisations/{id}': { path: '/v1/organisations/firm', by: 'owner' },
  'PATCH /v1/organisations/{id}': { path: '/v1/organisations/firm', by: 'owner', body: { name: '新名称' } },
  'POST /v1/organisations/{id}/confirm-code': {
    path: '/v1/organisations/firm/confirm-code',
    by: 'admin',
    body: { uscc: EXCEPTION, seen: '营业执照' },
  },
  'GET /v1/organisations/{id}/members': { path: '/v1/organisations/firm/members', by: 'helper' },
  'PATCH /v1/organisations/{id}/members/{personId}': {
    path: '/v1/organisations/firm/members/helper',
    by: 'owner',
    body: { roles: ['signatory'] },
  },
  'DELETE /v1/organisations/{id}/members/{personId}': { path: '/v1/organisations/firm/members/helper', by: 'owner' },
  'POST /v1/organisations/{id}/leave': { path: '/v1/organisations/firm/leave', by: 'helper' },
  'POST /v1/organisations/{id}/transfer-ownership': {
    path: '/v1/organisations/firm/transfer-ownership',
    by: 'owner',
    body: { toPersonId: 'helper' },
  },
  'GET /v1/organisations/{id}/invitations': { path: '/v1/organisations/firm/invitations', by: 'owner' },
  'POST /v1/organisations/{id}/invitations': { path: '/v1/organisations/firm/invitations', by: 'owner', body: { roles: ['preparer'] } },
  'POST /v1/organisations/{id}/invitations/{invitationId}/confirm': {
    path: '/v1/organisations/firm/invitations/none/confirm',
    by: 'owner',
  },
  'DELETE /v1/organisations/{id}/invitations/{invitationId}': { path: '/v1/organisations/firm/invitations/none', by: 'owner' },
  'GET /v1/organisations/{id}/delegations': { path: '/v1/organisations/firm/delegations', by: 'owner' },
  'POST /v1/organisations/{id}/delegations': {
    path: '/v1/organisations/firm/delegations',
    by: 'owner',
    body: {
      principalId: 'owner',
      delegateId: 'helper',
      role: 'finance-approver',
      from: '2026-12-01',
      until: '2026-12-08',
      ground: 'leave',
    },
  },
  ...Object.fromEntries(
    ['confirm', 'decline', 'revoke'].map((verb) => [
      `POST /v1/organisations/{id}/delegations/{delegationId}/${verb}`,
      { path: `/v1/organisations/firm/delegations/none/${verb}`, by: 'owner' },
    ]),
  ),
  'GET /v1/organisations/{id}/audit': { path: '/v1/organisations/firm/audit', by: 'owner' },
  'POST /v1/invitations/look-up': { by: 'owner', body: { secret: 'none' } },
  'POST /v1/invitations/accept': { by: 'owner', body: { secret: 'none' } },
};

const routes = ROUTE_LIST.filter(({ function: name, kind }) => name === 'parties-api' && kind !== 'open').map((route) => {
  const row = ROWS[route.key];
  if (!row) throw new Error(`no row for ${route.key}`);
  return { ...route, ...row, path: row.path ?? route.path };
});
type Case = (typeof routes)[number];
const send = ({ method, path }: Pick<Case, 'method' | 'path'>, person: string | undefined, body?: unknown, options: SendOptions = {}) => {
  const caller = person === undefined ? house.anonymous : house.as(person);
  return method === 'GET' ? caller.get(path, options) : caller[method.toLowerCase() as 'post'](path, body, options);
};

beforeAll(async () => {
  await house.seedOrganisation({
    id: 'firm',
    kind: 'company',
    uscc: EXCEPTION,
    usccStatus: 'awaiting-confirmation',
    members: [
      { id: 'owner', roles: ['owner'] },
      { id: 'helper', roles: ['preparer'] },
    ],
  });
  await house.seedOrganisation({ id: 'platform', kind: 'platform', divisionCode: null, members: [{ id: 'admin', roles: ['admin'] }] });
});

describe('whoever is not signed in', () => {
  it.each(routes)('$key is refused', async (route) => {
    await expectProblem(await send(route, undefined, route.body), 401, 'not-signed-in');
  });
});

describe('whoever has nothing to do with it', () => {
  const about = routes.filter(({ path }) => path.includes('/firm'));

  it.each(about)('$key is answered as if it were not there', async (route) => {
    const there = await send(route, 'stranger', route.body, { ifMatch: 1 });
    const nowhere = await send({ ...route, path: route.path.replace('/firm', '/nowhere') }, 'stranger', route.body, { ifMatch: 1 });
    expect(await there.clone().text()).toBe(await nowhere.text());
    await expectProblem(there, 404, 'not-found');
  });

  it.each(about.filter(({ by, kind }) => by === 'owner' && kind !== 'question'))(
    '$key is refused to a member without the role',
    async (route) => {
      const answer = await send(route, 'helper', route.body, { ifMatch: 1 });
      // An invitation that is not there is not there for its owner either.
      if (route.path.includes('/none')) await expectProblem(answer, 404, 'not-found');
      else await expectProblem(answer, 403, 'not-allowed');
    },
  );

  it.each(about)('$key cannot be reached by an id that is no word', async (route) => {
    for (const id of ['%23', 'a%2Fb', '..%2f', 'x'.repeat(65), 'ORG%23firm'])
      await expectProblem(
        await send({ ...route, path: route.path.replace('/firm', `/${id}`) }, route.by, route.body, { ifMatch: 1 }),
        404,
        'not-found',
      );
  });
});

const commands = routes.filter(({ kind, path }) => (kind === 'command' || kind === 'edit') && !path.includes('/none'));
const found = commands.filter(({ key }) => key !== 'POST /v1/invitations/accept');

describe('a command', () => {
  it.each(found)('$key needs a key', async (route) => {
    for (const headers of [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'x'.repeat(129) }])
      await expectProblem(await send(route, route.by, route.body, { key: null, headers, ifMatch: 1 }), 400, 'idempotency-key-required');
  });

  it.each(found.filter(({ kind }) => kind === 'edit'))('$key needs the version that was seen', async (route) => {
    await expectProblem(await send(route, route.by, route.body), 428, 'version-required');
    for (const ifMatch of ['*', '"0"', '"99"', '1', '"1", "2"', 'nonsense']) {
      const late = await send(route, route.by, route.body, { ifMatch });
      expect(late.headers.get('etag')).toBe('"1"');
      await expectProblem(late, 412, 'stale-version');
    }
  });

  it.each(commands.filter(({ body }) => body))('$key refuses what is no such body', async (route) => {
    const to = (body: unknown, headers = {}) => send(route, route.by, body, { ifMatch: 1, headers });
    await expectProblem(await to('{"a":1'), 400, 'malformed-json');
    await expectProblem(await to('{"a":1,"a":2}'), 400, 'invalid-request', '/a');
    await expectProblem(await to({ ...route.body, createdBy: 'me' }), 400, 'invalid-request', '/createdBy');
    await expectProblem(await to('{"__proto__":{"roles":["owner"]}}'), 400, 'invalid-request', '/__proto__');
    await expectProblem(await to(route.body, { 'content-type': 'text/plain' }), 415, 'unsupported-media-type');
    await expectProblem(await to({ ...route.body, filler: 'x'.repeat(256 * 1024) }), 413, 'payload-too-large');
  });
});
