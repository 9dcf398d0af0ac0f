import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { openStores } from '../../../shared/store/open-stores.ts';
import { seedOrganisation } from '../../support/signed-in.ts';
import { mintToken } from '../../support/tokens.ts';

/** What only shows when the bytes of a request are one's own: the running house, its gateway and its bundles, asked about an organisation put into its tables. */
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends path and headers as they stand; no client puts them in order. */
const send = (method: string, path: string, headers: readonly string[], body = ''): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(inject('url'));
    const length = ['host', `${hostname}:${port}`, 'content-length', String(Buffer.byteLength(body))];
    const sent = request({ hostname, port, method, path, headers: [...length, ...headers], setDefaultHeaders: false }, async (answer) =>
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) }),
    );
    sent.on('error', reject);
    sent.end(body);
  });

let owner: string[];
let stranger: string[];
beforeAll(async () => {
  const of = async (id: string) => ['authorization', `Bearer ${await mintToken(inject('issuer'), id)}`];
  [owner, stranger] = await Promise.all([of('noisy.owner'), of('noisy.stranger')]);
  const { region, endpoint, tables } = inject('database');
  const stores = openStores({ AWS_REGION: region, DYNAMODB_ENDPOINT: endpoint, MAIN_TABLE: tables.main, JOURNAL_TABLE: tables.journal });
  const members = [{ id: 'noisy.owner', roles: ['owner'] as const }];
  await seedOrganisation(
    stores,
    { id: 'noisy', kind: 'company', name: '示例喧声科技有限公司', members },
    new Date('2026-01-01T00:00:00.000Z'),
  );
  stores.client.destroy();
});

const codeOf = ({ body }: Answer): string => (JSON.parse(body) as { type: string }).type;

it('the company is there for its owner', async () => {
  expect((await send('GET', '/v1/companies/noisy', owner)).status).toBe(200);
  expect((await send('GET', '/v1/companies/noisy', stranger)).status).toBe(404);
});

describe('a path as no browser sends it', () => {
  it.each([
    '/v1/companies/./noisy',
    '/v1/companies/x/../noisy',
    '/v1/companies/%2e/noisy',
    '/v1/companies/x/%2e%2e/noisy',
    '/v1/companies/x%2f..%2fnoisy',
    '/v1/programmes/../companies/noisy',
    '/v1/programmes/..%2fcompanies%2fnoisy',
    '/v1/programmes/..%2f..%2fv1%2fcompanies%2fnoisy',
    '/v1/programmes/%2e%2e%2fcompanies/versions',
    '/v1/companies/noisy%2ffacts',
    '/v1/companies/noisy%3f',
    '/v1/companies/noisy%3fas=x',
    '/v1/companies/noisy%23',
    '/v1/companies/noisy%23x/facts',
    '/v1/companies/noisy%00',
    '/v1/companies/noisy%0d%0aset-cookie:%20a=b',
    '/v1/companies/%256eoisy',
    '/v1/companies/%25%36eoisy',
    '/v1/companies/noisy;a=b',
    '/v1/companies/noisy%5c',
    '/v1/companies\\noisy',
    '/v1//companies/noisy',
    '/v1/companies//noisy',
    '/v1/companies/noisy/',
    '/v1/companies/noisy/..',
    '/v1/companies/%ff',
    '/v1/companies/%',
    `/v1/companies/${'x'.repeat(4_000)}`,
  ])('%s tells a stranger nothing', async (path) => {
    const answer = await send('GET', path, stranger);
    expect(answer.body).not.toContain('喧');
    expect([400, 404], `${answer.status} ${answer.body.slice(0, 200)}`).toContain(answer.status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(['/problems/not-found', '/problems/invalid-request']).toContain(codeOf(answer));
  });

  it.each(['/v1/companies/noisy%23', '/v1/companies/noisy%3f', '/v1/companies/%256eoisy', '/v1/companies/noisy%23GRANT'])(
    '%s is no other name for it, not even for the owner',
    async (path) => expect(codeOf(await send('GET', path, owner))).toBe('/problems/not-found'),
  );
});

describe('a header sent twice', () => {
  const me = (headers: readonly string[]) => send('GET', '/v1/me', headers);

  it('does not let one choose between two people', async () => {
    for (const headers of [
      [...owner, ...stranger],
      [...stranger, ...owner],
      [...owner, ...owner],
      [...owner, 'Authorization', 'Bearer x'],
    ])
      expect(codeOf(await me(headers))).toBe('/problems/invalid-token');
  });

  it('is no version somebody saw', async () => {
    const twice = ['idempotency-key', 'c', 'if-match', '"1"', 'if-match', '"2"', 'content-type', 'application/json'];
    const answer = await send('PATCH', '/v1/organisations/noisy', [...owner, ...twice], '{"divisionCode":"320583"}');
    expect(codeOf(answer)).toBe('/problems/stale-version');
  });

  it('makes no page of ours of another', async () => {
    const headers = ['cookie', '__Host-rongqiao=x', 'sec-fetch-site', 'same-origin', 'sec-fetch-site', 'cross-site'];
    expect(codeOf(await send('DELETE', '/v1/sessions/others', headers))).toBe('/problems/cross-site-request');
  });
});

describe('somebody else’s name for this house', () => {
  it.each([
    ['x-forwarded-host', 'evil.example'],
    ['forwarded', 'host=evil.example;proto=https'],
    ['x-original-url', '/v1/health'],
    ['x-rewrite-url', '/v1/health'],
    ['x-forwarded-prefix', '/evil'],
  ])('%s is not believed', async (name, value) => {
    const answer = await send('GET', '/v1/auth/sign-in', [name, value]);
    expect(answer.status).toBe(303);
    const { location = '' } = answer.headers;
    expect(location).not.toContain('evil');
    expect(new URL(location).searchParams.get('redirect_uri')).toBe(`${inject('url').replace(/\/$/, '')}/v1/auth/callback`);
    expect((await send('GET', '/v1/companies/noisy', [...stranger, name, value])).status).toBe(404);
  });
});
