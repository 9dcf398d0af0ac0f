import { beforeAll, describe, expect, it } from 'vitest';
import { type Community, community } from '../../../shared/domain/communities/community.ts';
import { communityRow } from '../../../shared/store/community-store.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { partiesHouse } from './house.ts';

const house = partiesHouse();
type Page = { items: { id: string; kind?: string }[]; nextCursor: string | null };

const COMMUNITIES: Community[] = (
  [
    ['JS-320583-91', 'pilot'],
    ['JS-320505-91', 'certified'],
    ['JS-320571-91', 'preparing'],
    ['JS-320115-91', 'struck-off'],
  ] as const
).map(([id, status]) =>
  community.parse({
    id,
    name: `示例 ${id}`,
    divisionCode: id.slice(3, 9),
    operatorId: 'operator',
    status,
    since: '2026-01-01',
    industry: null,
    version: 1,
  }),
);

/** Every page of a list, one after the other. */
async function everyPage(path: string, caller = house.anonymous): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const more = cursor === null ? '' : `&cursor=${cursor}`;
    const page: Page = await jsonOf<Page>(await caller.get(`${path}${more}`));
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== null);
  return { ids, pages };
}

beforeAll(async () => {
  for (const id of ['bank-1', 'bank-2', 'bank-3'])
    await house.seedOrganisation({ id, kind: 'bank', members: [{ id: `${id}.owner`, roles: ['owner'] }] });
  await house.seedOrganisation({ id: 'office', kind: 'scitech_bureau', members: [{ id: 'officer', roles: ['scitech-officer'] }] });
  await house.seedOrganisation({ id: 'platform', kind: 'platform', divisionCode: null, members: [{ id: 'admin', roles: ['admin'] }] });
  await house.seedOrganisation({ id: 'audit', kind: 'audit_office', divisionCode: null, members: [{ id: 'auditor', roles: ['auditor'] }] });
  await house.seedOrganisation({
    id: 'space-1',
    kind: 'carrier',
    uscc: 'code-space-1',
    members: [{ id: 'space.owner', roles: ['owner'] }],
  });
  for (const id of ['firm-1', 'firm-2'])
    await house.seedOrganisation({ id, kind: 'company', uscc: `code-${id}`, members: [{ id: 'both', roles: ['owner'] }] });
  await house.stores.commands.commit({
    writes: COMMUNITIES.map((record) => ({ put: communityRow(record), expect: 'absent' })),
    entry: {
      aggregate: { kind: 'organisation', id: 'office' },
      action: 'system.seed',
      at: house.clock.now.toISOString(),
      by: { personId: 'system', role: 'system', organisationId: null },
      changed: {},
    },
    head: (await house.stores.organisations.readOrganisation('office'))?.head,
  });
});

describe('GET /v1/institutions', () => {
  it('shows everybody whom the platform admitted, and nothing of companies', async () => {
    const page = await jsonOf<Page>(await house.anonymous.get('/v1/institutions'));
    expect(page.items.map(({ id }) => id)).toEqual(['audit', 'bank-1', 'bank-2', 'bank-3', 'platform', 'office']);
    expect(page.items[1]).toEqual({ id: 'bank-1', kind: 'bank', name: '示例 bank-1', divisionCode: '320583' });
    expect(page.nextCursor).toBeNull();
  });

  it('is narrowed by kind', async () => {
    expect((await everyPage('/v1/institutions?kind=bank')).ids).toEqual(['bank-1', 'bank-2', 'bank-3']);
    expect((await everyPage('/v1/institutions?kind=company')).ids).toEqual([]);
  });

  it('names the incubators when asked for them alone', async () => {
    expect((await everyPage('/v1/institutions?kind=carrier')).ids).toEqual(['space-1']);
    expect((await everyPage('/v1/institutions?kind=training_provider')).ids).toEqual([]);
  });

  it.each([1, 2, 3, 6, 7])('comes in pages of %i, each once', async (limit) => {
    const { ids } = await everyPage(`/v1/institutions?limit=${limit}`);
    expect(ids).toEqual(['audit', 'bank-1', 'bank-2', 'bank-3', 'platform', 'office']);
  });
});

describe('GET /v1/organisations/all', () => {
  it.each(['admin', 'auditor'])('shows %s everybody, the admitted first', async (person) => {
    for (const limit of [1, 3, 50]) {
      const { ids } = await everyPage(`/v1/organisations/all?limit=${limit}`, house.as(person));
      expect(ids).toEqual(['audit', 'bank-1', 'bank-2', 'bank-3', 'platform', 'office', 'space-1', 'firm-1', 'firm-2']);
    }
    expect((await everyPage('/v1/organisations/all?kind=company', house.as(person))).ids).toEqual(['firm-1', 'firm-2']);
  });

  it('is refused to others', async () => {
    for (const person of ['both', 'officer', 'bank-1.owner', 'nobody'])
      await expectProblem(await house.as(person).get('/v1/organisations/all'), 403, 'not-allowed');
  });
});

describe('GET /v1/organisations', () => {
  it('shows mine', async () => {
    const mine = await jsonOf<Page>(await house.as('both').get('/v1/organisations'));
    expect(mine.items.map(({ id }) => id)).toEqual(['firm-1', 'firm-2']);
    expect(await jsonOf(await house.as('nobody').get('/v1/organisations'))).toEqual({ items: [] });
  });
});

describe('GET /v1/communities', () => {
  it('shows all of them, in words', async () => {
    const page = await jsonOf<Page>(await house.anonymous.get('/v1/communities'));
    expect(page.items.map(({ id }) => id)).toEqual(['JS-320115-91', 'JS-320505-91', 'JS-320571-91', 'JS-320583-91']);
    expect(page.items[3]).toMatchObject({ status: 'pilot', statusText: { zh: '备案试点' }, operatorId: 'operator', since: '2026-01-01' });
  });

  it.each([
    ['320500', ['JS-320505-91', 'JS-320571-91', 'JS-320583-91']],
    ['320583', ['JS-320583-91']],
    ['320000', ['JS-320115-91', 'JS-320505-91', 'JS-320571-91', 'JS-320583-91']],
    ['320600', []],
  ])('of %s are those in it and below', async (region, expected) => {
    expect((await everyPage(`/v1/communities?region=${region}&limit=2`)).ids).toEqual(expected);
  });
});

const cursorOf = (list: string, place: string) => Buffer.from(JSON.stringify([list, place])).toString('base64url');

describe('a query no list knows', () => {
  it.each<[string, string]>([
    ['/v1/institutions?limit=0', '/limit'],
    ['/v1/institutions?limit=101', '/limit'],
    ['/v1/institutions?limit=two', '/limit'],
    ['/v1/institutions?kind=king', '/kind'],
    ['/v1/institutions?sort=name', '/sort'],
    ['/v1/institutions?kind=bank&kind=company', '/kind'],
    ['/v1/institutions?cursor=nonsense', '/cursor'],
    [`/v1/institutions?cursor=${cursorOf('communities', '320583#JS-320583-91')}`, '/cursor'],
    [`/v1/institutions?cursor=${cursorOf('institutions', 'APPLICANT#company#firm-1')}`, '/cursor'],
    [`/v1/institutions?cursor=${cursorOf('institutions', 'INSTITUTION#bank#a#b')}`, '/cursor'],
    [`/v1/institutions?kind=bank&cursor=${cursorOf('institutions', 'INSTITUTION#investor#x')}`, '/cursor'],
    ['/v1/communities?region=Suzhou', '/region'],
    [`/v1/communities?region=320100&cursor=${cursorOf('communities', '320583#JS-320583-91')}`, '/cursor'],
    [`/v1/communities?cursor=${cursorOf('communities', '320583#../x')}`, '/cursor'],
  ])('%s is refused by name', async (path, pointer) => {
    await expectProblem(await house.anonymous.get(path), 400, 'invalid-request', pointer);
  });

  it('may name a place nobody stands at: the list goes on from there', async () => {
    const cursor = cursorOf('institutions', 'INSTITUTION#bank#bank-1a');
    expect(
      (await jsonOf<Page>(await house.anonymous.get(`/v1/institutions?kind=bank&cursor=${cursor}`))).items.map(({ id }) => id),
    ).toEqual(['bank-2', 'bank-3']);
  });
});
