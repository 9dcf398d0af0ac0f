import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { accessLogPage, grantList, grantView, receivedGrantList } from '../../../shared/contracts/consent.ts';
import { RESIDENT_GROUPS } from '../../../shared/domain/parties/field-groups.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { documentKey } from '../../../shared/store/keys/companies.ts';
import { expectProblem } from '../../support/api.ts';
import { companyHouse } from '../../support/company-house.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as, anonymous, clock } = house;

type GrantView = z.infer<typeof grantView>;
const GRANT = {
  institutionId: 'other-bank',
  fieldGroups: ['staff'],
  documentIds: [],
  purpose: 'credit-assessment',
  purposeNote: '首贷评估',
  until: '2027-01-01',
  consentTextVersion: '2026-2',
};
const give = async (firm: string, more: object = {}) =>
  jsonOf<GrantView>(await as('owner').post(`/v1/companies/${firm}/grants`, { ...GRANT, ...more }), 201);
const revoke = (firm: string, id: string, person = 'owner') => as(person).post(`/v1/companies/${firm}/grants/${id}/revoke`);
const grantsOf = async (firm: string) => jsonOf<z.infer<typeof grantList>>(await as('owner').get(`/v1/companies/${firm}/grants`));
const logOf = async (firm: string, query = '') =>
  jsonOf<z.infer<typeof accessLogPage>>(await as('owner').get(`/v1/companies/${firm}/access-log${query}`));
const receivedBy = async (person: string, query = '') =>
  jsonOf<z.infer<typeof receivedGrantList>>(await as(person).get(`/v1/grants${query}`));

beforeAll(async () => {
  await house.told(as('owner'), 'firm', { facts: { 'firm.employees': 19, 'firm.revenue_last_year_cny': 6_800_000 } });
});

describe('the life of a grant', () => {
  it('opens what it names at once, leaves one entry for each look, and closes at once', async () => {
    await house.seedFirm('life');
    await house.told(as('owner'), 'life', { facts: { 'firm.employees': 19, 'firm.revenue_last_year_cny': 6_800_000 } });
    const look = () => as('other-banker').get('/v1/companies/life/facts');

    expect((await look()).status).toBe(403);
    const grant = await give('life');
    expect(grant).toMatchObject({
      state: 'holds',
      institution: { name: '示例 other-bank' },
      givenBy: { personId: 'owner', name: '林示例' },
    });
    expect(grant.purpose).toEqual({ code: 'credit-assessment', text: expect.objectContaining({ zh: '贷款或授信评估' }), note: '首贷评估' });
    expect(grant.consentText.text.zh).toContain('撤回');

    const seen = await jsonOf<{ topics: { id: string }[] }>(await look());
    expect(seen.topics.map(({ id }) => id)).toEqual(['staff']);
    clock.now = new Date(clock.now.getTime() + 1_000);
    await jsonOf(await look());

    const { items } = await logOf('life');
    expect(
      items.map(({ what, fieldGroups, officer, institution, grantIds }) => [what, fieldGroups, officer.name, institution.name, grantIds]),
    ).toEqual(Array.from({ length: 2 }, () => ['facts', ['staff'], '示例 other-banker', '示例 other-bank', [grant.id]]));
    expect(items[0]?.purposes).toEqual([{ code: 'credit-assessment', text: expect.objectContaining({ en: expect.any(String) }) }]);
    const listed = (await grantsOf('life')).grants.find(({ id }) => id === grant.id);
    expect(listed).toMatchObject({ lastReadAt: clock.now.toISOString(), state: 'holds' });

    const revoked = await jsonOf<GrantView>(await revoke('life', grant.id, 'signatory'));
    expect(revoked).toMatchObject({ state: 'revoked', revokedAt: clock.now.toISOString() });
    expect((await look()).status).toBe(403);
    expect((await as('other-banker').get('/v1/companies/life')).status).toBe(200);
    expect((await logOf('life')).items).toHaveLength(2);
    await expectProblem(await revoke('life', grant.id), 409, 'grant-over');

    const audit = (await house.auditOf('life')).filter(({ action }) => action.startsWith('grant.'));
    expect(audit.map(({ action, by }) => [action, by.personId, by.role])).toEqual([
      ['grant.give', 'owner', 'owner'],
      ['grant.revoke', 'signatory', 'signatory'],
    ]);
    expect(audit[0]?.changed).toMatchObject({ institution: 'other-bank', fieldGroups: ['staff'], purpose: 'credit-assessment' });
    expect(JSON.stringify(audit)).not.toContain('首贷评估');
  });

  it('is used where it opened something, and not beside another that did', async () => {
    await house.seedFirm('two');
    const staff = await give('two');
    const finance = await give('two', { fieldGroups: ['finance'], until: '2026-12-24' });
    expect((await as('other-banker').get('/v1/companies/two/facts')).status).toBe(200);
    expect((await logOf('two')).items[0]?.grantIds).toEqual([staff.id, finance.id]);
    await revoke('two', staff.id);
    clock.now = new Date(clock.now.getTime() + 1_000);
    expect((await as('other-banker').get('/v1/companies/two/facts')).status).toBe(200);
    const { grants } = await grantsOf('two');
    const lastUse = (id: string) => grants.find((grant) => grant.id === id)?.lastReadAt;
    expect(lastUse(finance.id)).toBe(clock.now.toISOString());
    expect(lastUse(staff.id)).not.toBe(lastUse(finance.id));
    expect(lastUse('grant-bank')).toBeNull();
  });

  it('ends by itself on its last day', async () => {
    await house.seedFirm('ends');
    const before = clock.now;
    const grant = await give('ends', { until: '2026-11-25' });
    clock.now = new Date('2026-11-24T15:59:59.999Z');
    expect((await as('other-banker').get('/v1/companies/ends/facts')).status).toBe(200);
    clock.now = new Date('2026-11-24T16:00:00.000Z');
    expect((await as('other-banker').get('/v1/companies/ends/facts')).status).toBe(403);
    expect((await grantsOf('ends')).grants.find(({ id }) => id === grant.id)).toMatchObject({
      state: 'ended',
      until: '2026-11-24T16:00:00.000Z',
    });
    await expectProblem(await revoke('ends', grant.id), 409, 'grant-over');
    clock.now = before;
  });

  it('is given once, whoever repeats the command', async () => {
    await house.seedFirm('once');
    const send = () => as('owner').post('/v1/companies/once/grants', GRANT, { key: 'the-same' });
    const [first, second] = [await jsonOf<GrantView>(await send(), 201), await jsonOf<GrantView>(await send(), 201)];
    expect(second).toEqual(first);
    expect((await grantsOf('once')).grants.filter(({ institution }) => institution.id === 'other-bank')).toHaveLength(1);
    await expectProblem(
      await as('owner').post('/v1/companies/once/grants', { ...GRANT, purposeNote: 'x' }, { key: 'the-same' }),
      422,
      'idempotency-key-reused',
    );
  });
});

it('of papers names those of the company that can be shown, and no others', async () => {
  const paper = (id: string, status: string): Write => ({ put: { ...documentKey('papers', id), id, status }, expect: 'absent' });
  await house.seedFirm('papers', [
    paper('licence', 'clean'),
    paper('checking', 'checking'),
    paper('gone', 'withdrawn'),
    paper('bad', 'rejected'),
  ]);
  const send = (...documentIds: string[]) => as('owner').post('/v1/companies/papers/grants', { ...GRANT, fieldGroups: [], documentIds });
  await expectProblem(await send('licence', 'gone'), 422, 'consent-refused', '/documentIds/1');
  await expectProblem(await send('bad'), 422, 'consent-refused', '/documentIds/0');
  expect(await jsonOf(await send('licence', 'checking', 'licence'), 201)).toMatchObject({ documentIds: ['licence', 'checking'] });
  // Papers alone open no facts, and another company's are none of its own.
  expect((await as('other-banker').get('/v1/companies/papers/facts')).status).toBe(403);
  const elsewhere = await as('owner').post('/v1/companies/firm/grants', { ...GRANT, documentIds: ['licence'] });
  await expectProblem(elsewhere, 422, 'consent-refused', '/documentIds/0');
});

describe('what cannot be granted', () => {
  it.each([
    ['to an unknown institution', { institutionId: 'nobody' }, '/institutionId'],
    ['to a company', { institutionId: 'other-firm' }, '/institutionId'],
    ['to a bureau', { institutionId: 'bureau' }, '/institutionId'],
    ['nothing at all', { fieldGroups: [] }, '/fieldGroups'],
    ['a paper that is not there', { documentIds: ['no-such-paper'] }, '/documentIds/0'],
    ['until today', { until: '2026-11-23' }, '/until'],
    ['for more than a year', { until: '2027-11-24' }, '/until'],
    ['under another wording', { consentTextVersion: '2025-1' }, '/consentTextVersion'],
  ])('%s', async (_name, more, pointer) => {
    await expectProblem(await as('owner').post('/v1/companies/firm/grants', { ...GRANT, ...more }), 422, 'consent-refused', pointer);
  });

  it.each([
    ['an unknown group', { fieldGroups: ['everything'] }, '/fieldGroups/0'],
    ['an unknown purpose', { purpose: 'curiosity' }, '/purpose'],
    ['a purpose with a NUL in it', { purposeNote: '首贷\u0000评估' }, '/purposeNote'],
    ['a purpose on two lines', { purposeNote: '首贷\n评估' }, '/purposeNote'],
    ['a purpose that turns the line about', { purposeNote: '首贷\u202e评估' }, '/purposeNote'],
    ['no purpose in words', { purposeNote: '  ' }, '/purposeNote'],
    ['a day that does not exist', { until: '2027-02-30' }, '/until'],
    ['an id that is no word', { institutionId: 'ORG#bank' }, '/institutionId'],
    ['a field of its own making', { version: 7 }, '/version'],
    ['too many papers', { documentIds: Array.from({ length: 51 }, (_, at) => `d${at}`) }, '/documentIds'],
  ])('%s', async (_name, more, pointer) => {
    await expectProblem(await as('owner').post('/v1/companies/firm/grants', { ...GRANT, ...more }), 400, 'invalid-request', pointer);
  });

  it('without a key, or in words that are no JSON', async () => {
    await expectProblem(await as('owner').post('/v1/companies/firm/grants', GRANT, { key: null }), 400, 'idempotency-key-required');
    await expectProblem(await as('owner').post('/v1/companies/firm/grants', '{"institutionId":'), 400, 'malformed-json');
  });
});

const ROUTES = [
  ['get', '/v1/companies/firm/grants', undefined],
  ['post', '/v1/companies/firm/grants', GRANT],
  ['post', '/v1/companies/firm/grants/grant-bank/revoke', undefined],
  ['get', '/v1/companies/firm/access-log', undefined],
] as const;

describe.each(ROUTES)('%s %s', (method, path, body) => {
  const send = (person: string, to: string = path) => (method === 'get' ? as(person).get(to) : as(person).post(to, body));

  it('asks who one is', async () => {
    await expectProblem(method === 'get' ? await anonymous.get(path) : await anonymous.post(path, body), 401, 'not-signed-in');
  });
  it.each(['banker', 'other-banker', 'officer', 'operator', 'admin'])('is refused to %s, who may know of the company', async (person) => {
    await expectProblem(await send(person), 403, 'not-allowed');
  });
  it.each(['stranger', 'far-officer', 'far-operator'])('answers %s as if there were no such company, byte for byte', async (person) => {
    const response = await send(person);
    const nowhere = await send(person, path.replace('firm', 'no-such-firm'));
    expect([response.status, nowhere.status]).toEqual([404, 404]);
    expect(await response.text()).toBe(await nowhere.text());
    expect(Object.fromEntries(response.headers)).toEqual(Object.fromEntries(nowhere.headers));
  });
});

it.each(['preparer', 'guest'])('a %s looks at the grants and gives none', async (person) => {
  expect((await as(person).get('/v1/companies/firm/grants')).status).toBe(200);
  await expectProblem(await as(person).post('/v1/companies/firm/grants', GRANT), 403, 'not-allowed');
  await expectProblem(await revoke('firm', 'grant-bank', person), 403, 'not-allowed');
});

it('a grant of another company does not exist here', async () => {
  await house.seedFirm('theirs');
  const grant = await give('theirs');
  await expectProblem(await revoke('firm', grant.id), 404, 'not-found');
});

describe('GET /v1/companies/{id}/grants', () => {
  it('brings what is needed to give one, and takes no query', async () => {
    const { consentText, purposes, latestUntil, usesSince } = await grantsOf('firm');
    expect(consentText.version).toBe('2026-2');
    expect(purposes.map(({ code }) => code)).toContain('credit-assessment');
    expect([latestUntil, usesSince]).toEqual(['2027-11-23', null]);
    await expectProblem(await as('owner').get('/v1/companies/firm/grants?all=1'), 400, 'invalid-request', '/all');
  });
});

describe('GET /v1/grants', () => {
  it('tells an institution who granted it what, newest first, page by page, and keeps what is over', async () => {
    for (const firm of ['first', 'second', 'third']) {
      await house.seedFirm(firm);
      clock.now = new Date(clock.now.getTime() + 1_000);
      const { id } = await give(firm, { institutionId: 'other-bank' });
      if (firm === 'second') await revoke(firm, id);
    }
    const pages = [await receivedBy('other-banker', '?limit=2')];
    for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor)
      pages.push(await receivedBy('other-banker', `?limit=2&cursor=${next}`));
    const items = pages.flatMap((page) => page.items);
    expect(items.slice(0, 3).map(({ company, state }) => [company.id, company.name, state])).toEqual([
      ['third', '示例 third', 'holds'],
      ['second', '示例 second', 'revoked'],
      ['first', '示例 first', 'holds'],
    ]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(pages.length).toBeGreaterThan(1);
  });

  it('is for institutions alone, and for each its own', async () => {
    await expectProblem(await anonymous.get('/v1/grants'), 401, 'not-signed-in');
    for (const person of ['owner', 'officer', 'operator', 'admin'])
      await expectProblem(await as(person).get('/v1/grants'), 403, 'not-allowed');
    expect((await receivedBy('other-banker')).items.length).toBeGreaterThan(0);
    expect((await receivedBy('banker')).items).toEqual([]);
    expect((await receivedBy('banker', '?as=bank')).items).toEqual([]);
    await expectProblem(await as('banker').get('/v1/grants?as=other-bank'), 404, 'not-found');
  });

  it("refuses a cursor that is broken or another's", async () => {
    const { nextCursor } = await receivedBy('other-banker', '?limit=1');
    for (const cursor of ['x', '%00', nextCursor ?? ''])
      await expectProblem(await as('banker').get(`/v1/grants?cursor=${cursor}`), 400, 'invalid-request', '/cursor');
    await expectProblem(await as('banker').get('/v1/grants?limit=101'), 400, 'invalid-request', '/limit');
    await expectProblem(await as('banker').get('/v1/grants?limit=1&limit=2'), 400, 'invalid-request', '/limit');
  });
});

describe('GET /v1/companies/{id}/access-log', () => {
  it('goes back page by page, without a gap and without a repeat', async () => {
    await house.seedFirm('watched');
    await give('watched');
    for (let look = 0; look < 5; look++) {
      clock.now = new Date(clock.now.getTime() + 1_000);
      expect((await as('other-banker').get('/v1/companies/watched/facts')).status).toBe(200);
    }
    const seen: string[] = [];
    let query = '?limit=2';
    for (;;) {
      const { items, nextCursor } = await logOf('watched', query);
      seen.push(...items.map(({ at }) => at));
      if (nextCursor === null) break;
      query = `?limit=2&cursor=${nextCursor}`;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    await expectProblem(await as('owner').get(`/v1/companies/firm/access-log${query}`), 400, 'invalid-request', '/cursor');
  });

  it('says nothing of one’s own looks, of teasers and of refusals', async () => {
    await house.seedFirm('quiet');
    for (const person of ['owner', 'preparer', 'guest']) expect((await as(person).get('/v1/companies/quiet/facts')).status).toBe(200);
    expect((await as('other-banker').get('/v1/companies/quiet')).status).toBe(200);
    expect((await as('other-banker').get('/v1/companies/quiet/facts')).status).toBe(403);
    expect((await logOf('quiet')).items).toEqual([]);
  });

  it.each([
    ['', 'identity', []],
    ['/facts', 'facts', RESIDENT_GROUPS],
    ['/matches', 'facts', RESIDENT_GROUPS],
    ['/timeline', 'facts', RESIDENT_GROUPS],
  ] as const)('tells of each look of the body it sits with: %s', async (path, what, fieldGroups) => {
    const firm = `looked-at${path.replace('/', '-')}`;
    await house.seedFirm(firm);
    expect((await as('operator').get(`/v1/companies/${firm}${path}`)).status).toBe(200);
    const institution = { id: 'carrier', name: '示例 carrier' };
    expect((await logOf(firm)).items).toMatchObject([{ what, fieldGroups, institution, grantIds: [], purposes: [] }]);
  });
});
