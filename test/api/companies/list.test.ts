import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { companyList } from '../../../shared/contracts/company-list.ts';
import { expectProblem } from '../../support/api.ts';
import { companyHouse } from '../../support/company-house.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as, anonymous } = house;

type Page = z.infer<typeof companyList>;
const page = async (person: string, query = '') => jsonOf<Page>(await as(person).get(`/v1/companies${query}`));
const all = async (person: string, query = '', limit = 100) => {
  const rows: Page['items'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const next: Page = await page(person, `?limit=${limit}${query}${cursor && `&cursor=${cursor}`}`);
    rows.push(...next.items);
    cursor = next.nextCursor;
  }
  return rows;
};

const PLACES = ['320583', '320571', '320500', '320102', '320102', '320583', '320583'];
beforeAll(async () => {
  for (const [at, divisionCode] of PLACES.entries()) {
    const id = `listed-${at}`;
    const member = { id: `owner-of-${at}`, roles: ['owner', 'signatory'] } as const;
    await house.seedOrganisation({ id, kind: 'company', divisionCode, members: [member], uscc: `91329900DEM00000${at}X` });
    await house.told(as(member.id), id, {
      facts: {
        'firm.founded_on': at % 2 === 0 ? '2025-06-01' : '2014-06-01',
        'firm.employees': 5 + at * 10,
        'firm.industry_code': 'I6510',
      },
    });
  }
});
const ids = (rows: Page['items']) =>
  rows
    .map(({ id }) => id)
    .filter((id) => id.startsWith('listed-'))
    .sort();

describe('GET /v1/companies', () => {
  it.each(['banker', 'admin'])('shows %s all of them, as teasers and nothing else', async (person) => {
    const rows = await all(person);
    expect(ids(rows)).toEqual(PLACES.map((_place, at) => `listed-${at}`));
    expect(rows.find(({ id }) => id === 'listed-1')).toEqual({
      id: 'listed-1',
      kind: 'company',
      industry: 'I65',
      stage: 'mature',
      divisionCode: '320571',
      ageBand: 'over-10y',
      staffBand: '10-49',
      revenueBand: null,
      updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      resident: null,
    });
    expect(JSON.stringify(rows)).not.toMatch(/示例|91329900DEM|owner/);
  });

  it('shows an office its county, or its city with all that lies in it', async () => {
    expect(ids(await all('officer'))).toEqual(['listed-0', 'listed-5', 'listed-6']);
    expect(ids(await all('far-officer'))).toEqual(['listed-3', 'listed-4']);
  });

  it('shows a carrier those that sit with it, by name, and no others', async () => {
    const { id } = await jsonOf<{ id: string }>(
      await as('owner-of-0').post('/v1/companies/listed-0/residences', { bodyId: 'far-carrier', from: '2026-01-01' }),
      201,
    );
    const rows = await all('far-operator');
    expect(rows).toEqual([
      expect.objectContaining({
        id: 'listed-0',
        // It has not confirmed it: no more than who and where.
        kind: 'company',
        industry: null,
        stage: null,
        staffBand: null,
        updatedAt: null,
        resident: { name: '示例 listed-0', residenceId: id, from: '2026-01-01', until: null, state: 'declared' },
      }),
    ]);
    expect(ids(await all('far-operator', '&division=320100'))).toEqual([]);
    expect(ids(await all('far-operator', '&division=320500'))).toEqual(['listed-0']);
    expect(ids(await all('far-operator', '&kind=company'))).toEqual(['listed-0']);
    expect(ids(await all('far-operator', '&kind=carrier'))).toEqual([]);
    expect(ids(await all('operator'))).toEqual([]);
  });

  it.each([
    ['division=320500', [0, 1, 2, 5, 6]],
    ['division=320583', [0, 5, 6]],
    ['division=330000', []],
    ['stage=mature', [1, 3, 5]],
    ['industry=I65', [0, 1, 2, 3, 4, 5, 6]],
    ['industry=C39', []],
    ['kind=company', [0, 1, 2, 3, 4, 5, 6]],
    ['kind=company&stage=mature', [1, 3, 5]],
    ['kind=training_provider', []],
    ['staffBand=under-10', [0]],
    ['stage=mature&division=320583', [5]],
    ['ageBand=1-3y&staffBand=50-299', [6]],
  ])('narrows by %s', async (query, expected) => {
    const wanted = expected.map((at) => `listed-${at}`);
    expect(ids(await all('banker', `&${query}`))).toEqual(wanted);
    // The same page by page, one at a time.
    expect(ids(await all('banker', `&${query}`, 1))).toEqual(wanted);
  });

  it('of an office, a wider division adds nothing and another region has nothing', async () => {
    expect(ids(await all('officer', '&division=320500'))).toEqual(['listed-0', 'listed-5', 'listed-6']);
    expect(ids(await all('officer', '&division=320100'))).toEqual([]);
  });

  it('is for those who look for companies', async () => {
    await expectProblem(await anonymous.get('/v1/companies'), 401, 'not-signed-in');
    for (const person of ['owner', 'stranger', 'guest']) await expectProblem(await as(person).get('/v1/companies'), 403, 'not-allowed');
    await expectProblem(await as('banker').get('/v1/companies?as=other-bank'), 404, 'not-found');
    expect(ids((await page('banker', '?as=bank&limit=100')).items)).toHaveLength(PLACES.length);
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=ten', '/limit'],
    ['division=32', '/division'],
    ['name=示例', '/name'],
    ['stage=', '/stage'],
    ['stage=seed&stage=mature', '/stage'],
    ['cursor=not-one', '/cursor'],
    ['cursor=', '/cursor'],
  ])('refuses ?%s', async (query, pointer) => {
    await expectProblem(await as('banker').get(`/v1/companies?${query}`), 400, 'invalid-request', pointer);
  });

  it('refuses the cursor of another region, and one someone made up', async () => {
    const { nextCursor } = await page('banker', '?limit=1');
    const made = (list: string, key: string) => Buffer.from(JSON.stringify([list, key])).toString('base64url');
    for (const cursor of [
      nextCursor,
      made('companies region 320583', '320102#listed-3'),
      made('companies region 320583', '320583#a#b'),
      made('companies region 320583', ''),
    ])
      await expectProblem(await as('officer').get(`/v1/companies?cursor=${cursor}`), 400, 'invalid-request', '/cursor');
    await expectProblem(await as('banker').get(`/v1/companies?division=320100&cursor=${nextCursor}`), 400, 'invalid-request', '/cursor');
    expect((await as('officer').get(`/v1/companies?cursor=${made('companies region 320583', '320583#nobody')}`)).status).toBe(200);
  });
});
