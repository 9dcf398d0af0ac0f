import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { snapshot } from '../../../shared/contracts/company-answers.ts';
import { snapshotHeadKey } from '../../../shared/store/keys/companies.ts';
import { expectProblem } from '../../support/api.ts';
import { aGrant, CATALOGUE_VERSION, companyHouse } from '../../support/company-house.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as } = house;
type Taken = { hash: string; takenAt: string; facts: string[] };
type Snapshot = z.infer<typeof snapshot>;

const take = async (person: string, status: 200 | 201, id = 'firm') =>
  jsonOf<Taken>(await as(person).post(`/v1/companies/${id}/snapshots`), status);
const at = (hash: string, id = 'firm') => `/v1/companies/${id}/snapshots/${hash}`;

beforeAll(async () => {
  await house.seedFirm('twin', [aGrant('twin', 'other-bank', { fieldGroups: [], documentIds: ['paper-1'] })]);
  await house.seedFirm('full');
  for (const id of ['firm', 'twin'])
    await house.told(as('owner'), id, { facts: { 'firm.employees': 19, 'firm.assets_cny': 5_000_000, 'founder.first_time': true } });
});

describe('POST snapshots', () => {
  it('pins the facts that count by the hash of their content', async () => {
    const response = await as('owner').post('/v1/companies/firm/snapshots');
    const taken = await jsonOf<Taken>(response, 201);
    expect(response.headers.get('location')).toBe(at(taken.hash));
    expect(taken).toMatchObject({
      takenAt: '2026-11-23T02:00:00.000Z',
      facts: ['firm.employees', 'firm.assets_cny', 'founder.first_time'],
    });
    const { content, partial } = await jsonOf<Snapshot>(await as('guest').get(at(taken.hash)));
    expect(partial).toBe(false);
    expect(content).toMatchObject({ organisationId: 'firm', kind: 'company', catalogueVersion: CATALOGUE_VERSION });
    expect(content.facts['firm.employees']).toEqual({
      value: 19,
      source: 'self',
      organisationId: null,
      since: null,
      statedAt: '2026-11-23T02:00:00.000Z',
    });
    // Anybody who holds the content can check the hash for themselves.
    expect(
      createHash('sha256')
        .update(canonicalize(content) as string)
        .digest('hex'),
    ).toBe(taken.hash);
    const last = (await house.auditOf('firm')).at(-1);
    expect(last).toMatchObject({ action: 'snapshot.take', changed: { snapshot: taken.hash } });
  });

  it('gives the same content the same hash, and keeps it once', async () => {
    const again = await take('preparer', 200);
    house.clock.now = new Date('2026-11-24T02:00:00.000Z');
    const tomorrow = await take('signatory', 200);
    house.clock.now = new Date('2026-11-23T02:00:00.000Z');
    expect(tomorrow).toEqual(again);
    expect((await house.stores.organisations.readOrganisation('firm'))?.snapshots).toHaveLength(1);
  });

  it('is another once a source says something else, and leaves the first as it was', async () => {
    const before = await take('owner', 200);
    const old = await (await as('owner').get(at(before.hash))).text();
    await house.told(as('officer'), 'firm', { facts: { 'firm.employees': 16 }, source: 'register' });
    const after = await take('owner', 201);
    expect(after.hash).not.toBe(before.hash);
    expect(await (await as('owner').get(at(before.hash))).text()).toBe(old);
    expect((await jsonOf<Snapshot>(await as('owner').get(at(after.hash)))).content.facts['firm.employees']).toMatchObject({
      value: 16,
      source: 'register',
      organisationId: 'bureau',
    });
  });

  it('leaves out what is too old', async () => {
    house.clock.now = new Date('2027-05-24T02:00:00.000Z');
    const later = await take('owner', 201);
    house.clock.now = new Date('2026-11-23T02:00:00.000Z');
    expect(later.facts).toEqual(['firm.assets_cny', 'founder.first_time']);
  });

  it('takes no more than 500, which every request would carry along', async () => {
    const heads = Array.from({ length: 500 }, (_none, at) => String(at).padStart(64, '0'));
    for (let from = 0; from < heads.length; from += 90)
      await house.stores.commands.commit({
        writes: heads
          .slice(from, from + 90)
          .map((hash) => ({ put: { ...snapshotHeadKey('full', hash), hash, takenAt: 'x' }, expect: 'absent' })),
        entry: {
          aggregate: { kind: 'organisation', id: 'full' },
          action: 'snapshot.take',
          at: house.clock.now.toISOString(),
          by: { personId: 'owner', role: 'owner', organisationId: 'full' },
          changed: {},
        },
        head: (await house.stores.organisations.readOrganisation('full'))?.head,
      });
    await expectProblem(await as('owner').post('/v1/companies/full/snapshots'), 409, 'too-many-snapshots');
  });

  it.each([
    ['guest', 403, 'not-allowed'],
    ['operator', 403, 'not-allowed'],
    ['banker', 403, 'not-allowed'],
    ['stranger', 404, 'not-found'],
  ] as const)('refuses %s with %i', async (person, status, code) => {
    await expectProblem(await as(person).post('/v1/companies/firm/snapshots'), status, code);
  });
});

describe('GET snapshots/{hash}', () => {
  it('shows a grantee what was granted, on record', async () => {
    const { hash } = await take('owner', 201, 'twin');
    const seen = await jsonOf<Snapshot>(await as('banker').get(at(hash, 'twin')));
    expect(Object.keys(seen.content.facts)).toEqual(['firm.employees']);
    expect(seen).toMatchObject({ hash, partial: true });
    expect(await house.accessTo('twin')).toMatchObject([{ what: 'snapshot', fieldGroups: ['identity', 'staff'], institutionId: 'bank' }]);
    // A grant of papers alone opens no facts.
    await expectProblem(await as('other-banker').get(at(hash, 'twin')), 403, 'not-allowed');
    expect(await jsonOf(await as('other-banker').get('/v1/companies/twin'))).toMatchObject({ view: 'granted', name: '示例 twin' });
    const identity = { what: 'identity', fieldGroups: [], grantIds: ['grant-other-bank'] };
    expect(await house.accessTo('twin')).toContainEqual(expect.objectContaining(identity));
  });

  it('knows nothing of the snapshots of others', async () => {
    const { hash } = await take('owner', 200, 'twin');
    for (const [person, path] of [
      ['owner', at(hash)],
      ['owner', at('0'.repeat(64))],
      ['owner', at('not-a-hash')],
      ['stranger', at(hash, 'twin')],
      ['stranger', at(hash, 'other-firm')],
    ] as const)
      await expectProblem(await as(person).get(path), 404, 'not-found');
  });

  it('takes no query', async () => {
    const { hash } = await take('owner', 200, 'twin');
    await expectProblem(await as('owner').get(`${at(hash, 'twin')}?x=1`), 400, 'invalid-request', '/x');
  });
});
