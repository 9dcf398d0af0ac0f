import { beforeAll, describe, expect, it } from 'vitest';
import type { CompanyView, ProfileFacts } from '../../../shared/contracts/companies.ts';
import { expectProblem } from '../../support/api.ts';
import { aPaperOf, aResidence, companyHouse } from '../../support/company-house.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as, anonymous } = house;

const factOf = (profile: ProfileFacts, fact: string) => profile.topics.flatMap(({ facts }) => facts).find((one) => one.fact === fact);
const profileFor = async (person: string, id = 'firm') => jsonOf<ProfileFacts>(await as(person).get(`/v1/companies/${id}/facts`));

beforeAll(async () => {
  await house.told(as('owner'), 'firm', {
    facts: {
      'firm.division_code': '320583',
      'firm.founded_on': '2024-09-20',
      'firm.industry_code': 'C3983',
      'firm.employees': 19,
      'firm.revenue_last_year_cny': 6_800_000.5,
      'firm.assets_cny': 9_200_000,
      'firm.rd_staff': 7,
      'firm.rd_spend_last_year_cny': 1_100_000,
      'founder.first_time': true,
    },
    since: '2026-10-01',
    evidence: ['paper-1'],
  });
  await house.told(as('officer'), 'firm', { facts: { 'firm.employees': 16 }, source: 'register' });
});

describe('GET /v1/companies/{id}', () => {
  it.each([
    ['owner', 'own'],
    ['guest', 'own'],
    ['operator', 'confirming'],
    ['banker', 'granted'],
    ['other-banker', 'teaser'],
    ['officer', 'teaser'],
    ['admin', 'teaser'],
  ] as const)('%s sees the %s view', async (person, view) => {
    const response = await as(person).get('/v1/companies/firm');
    const company = await jsonOf<CompanyView>(response);
    expect(company.view).toBe(view);
    expect(company.name).toBe(view === 'teaser' ? null : '示例 firm');
    expect(company.particulars === null).toBe(view !== 'own');
    expect(company.teaser).toEqual({
      industry: 'C39',
      stage: 'startup',
      divisionCode: '320583',
      ageBand: '1-3y',
      staffBand: '10-49',
      revenueBand: '5m-20m',
    });
    expect(response.headers.get('etag')).toBe(`"${company.version}"`);
    if (view === 'teaser') expect(JSON.stringify(company)).not.toContain('示例');
  });

  it('tells those who may settle it, and nobody else, that a code waits and that nobody owns it', async () => {
    await house.seedOrganisation({
      id: 'waiting',
      kind: 'company',
      uscc: '91329900DEM000777X',
      usccStatus: 'awaiting-confirmation',
      members: [{ id: 'preparer', roles: ['preparer'] }],
      writes: [aResidence('waiting', 'carrier')],
    });
    const waits = async (person: string, id = 'waiting') => {
      const company = await jsonOf<CompanyView>(await as(person).get(`/v1/companies/${id}`));
      return [company.codeAwaitsConfirmation, company.ownerMissing];
    };
    expect(await waits('officer')).toEqual([true, false]);
    expect(await waits('operator')).toEqual([false, true]);
    expect(await waits('admin')).toEqual([true, true]);
    for (const person of ['preparer', 'banker']) expect(await waits(person), person).toEqual([false, false]);
    for (const person of ['officer', 'operator', 'admin']) expect(await waits(person, 'firm'), person).toEqual([false, false]);
  });

  it.each(['stranger', 'far-officer', 'far-operator'])('%s is told what is told of one that does not exist', async (person) => {
    const response = await as(person).get('/v1/companies/firm');
    const nowhere = await as(person).get('/v1/companies/no-such-firm');
    expect([response.status, await response.text()]).toEqual([404, await nowhere.text()]);
  });

  it('is for those who signed in, and takes no query', async () => {
    await expectProblem(await anonymous.get('/v1/companies/firm'), 401, 'not-signed-in');
    await expectProblem(await as('owner').get('/v1/companies/firm?all=1'), 400, 'invalid-request', '/all');
    // A bank keeps no profile.
    await expectProblem(await as('banker').get('/v1/companies/bank'), 404, 'not-found');
  });
});

describe('GET /v1/companies/{id}/facts', () => {
  it('shows members every statement, the strongest first, and what follows', async () => {
    const profile = await profileFor('preparer');
    const employees = factOf(profile, 'firm.employees');
    expect(employees).toMatchObject({ state: 'known', value: 16, source: 'register', contested: true });
    expect(employees?.statements).toMatchObject([
      { value: 16, source: 'register', by: { organisationId: 'bureau', name: '示例 bureau' }, since: null, freshUntil: '2027-05-23' },
      { value: 19, source: 'self', by: { organisationId: null, name: '林示例' }, since: '2026-10-01', evidence: ['paper-1'] },
    ]);
    expect(factOf(profile, 'firm.revenue_last_year_cny')?.value).toBe(6_800_000.5);
    expect(factOf(profile, 'firm.founded_on')?.statements[0]?.freshUntil).toBeNull();
    expect(factOf(profile, 'firm.age_months')).toMatchObject({ state: 'known', value: 26, source: 'computed' });
    expect(factOf(profile, 'firm.rd_staff_ratio_pct')).toMatchObject({ value: 43.75, source: 'computed' });
    expect(factOf(profile, 'firm.size_class')).toMatchObject({ source: 'computed', value: 'micro' });
  });

  it('turns what is too old into a question again', async () => {
    const { now } = house.clock;
    house.clock.now = new Date('2027-05-22T17:00:00.000Z');
    const employees = factOf(await profileFor('owner'), 'firm.employees');
    house.clock.now = now;
    expect(employees).toMatchObject({ state: 'confirm-again', source: null, contested: false });
    expect(employees).not.toHaveProperty('value');
    expect(employees?.statements.map(({ standing }) => standing)).toEqual(['stale', 'stale']);
  });

  it('shows the body it sits with what concerns it, and no money, staff, research or persons', async () => {
    const profile = await profileFor('operator');
    expect(profile.topics.map(({ id }) => id)).toEqual(['identity', 'titles', 'place', 'incubation']);
    expect(JSON.stringify(profile)).not.toMatch(/founder|林示例|paper-1|6800000|9200000|1100000|size_class|employees|rd_/);
    expect(factOf(profile, 'firm.founded_on')?.value).toBe('2024-09-20');
  });

  it('shows a grantee what was granted, and nothing computed from the rest', async () => {
    const profile = await profileFor('banker');
    expect(profile.topics.map(({ id }) => id)).toEqual(['identity', 'staff']);
    expect(profile.topics.flatMap(({ facts }) => facts.map(({ fact }) => fact)).sort()).toEqual([
      'firm.age_months',
      'firm.age_months_at_application',
      'firm.division_code',
      'firm.employees',
      'firm.founded_on',
      'firm.industry_code',
    ]);
    expect(JSON.stringify(profile)).not.toMatch(/6800000|size_class|林示例|paper-1/);
  });

  it.each([
    ['other-banker', 403, 'not-allowed'],
    ['officer', 403, 'not-allowed'],
    ['admin', 403, 'not-allowed'],
    ['stranger', 404, 'not-found'],
    ['far-officer', 404, 'not-found'],
  ] as const)('refuses %s with %i', async (person, status, code) => {
    await expectProblem(await as(person).get('/v1/companies/firm/facts'), status, code);
  });
});

describe('PATCH /v1/companies/{id}/facts', () => {
  const patch = async (person: string, body: unknown) => house.tell(as(person), 'firm', body as Record<string, unknown>);

  it.each([
    ['owner', 'self', null, 'firm.new_qualified_hires', 3],
    ['preparer', 'self', null, 'firm.new_qualified_hires', 3],
    ['guest', 'self', null, 'firm.new_qualified_hires', 3],
    ['operator', 'community', 'carrier', 'firm.community_id', 'JS-320583-91'],
    ['officer', 'bureau', 'bureau', 'firm.new_qualified_hires', 3],
    ['banker', 'bank', 'bank', 'firm.new_qualified_hires', 3],
  ] as const)('%s speaks as %s', async (person, source, organisationId, fact, value) => {
    const changed = await house.told(as(person), 'firm', { facts: { [fact]: value } });
    expect(changed).toMatchObject({ source, set: [fact], removed: [] });
    const { statements = [] } = factOf(await profileFor('owner'), fact) ?? {};
    expect(statements).toContainEqual(expect.objectContaining({ source, by: expect.objectContaining({ organisationId }) }));
  });

  it('answers others with what they said themselves and nothing else', async () => {
    const changed = await house.told(as('officer'), 'firm', { facts: { 'firm.qualifications': ['科技型中小企业'] } });
    expect(changed.stated).toMatchObject([
      { fact: 'firm.new_qualified_hires', value: 3 },
      { fact: 'firm.qualifications', value: ['科技型中小企业'] },
    ]);
  });

  it('takes back only what the same source said', async () => {
    const changed = await house.told(as('operator'), 'firm', { remove: ['firm.community_id', 'firm.employees'] });
    expect(changed).toMatchObject({ removed: ['firm.community_id'], stated: [] });
    expect(factOf(await profileFor('owner'), 'firm.employees')?.statements).toHaveLength(2);
  });

  it.each([
    ['an unknown fact', { facts: { 'firm.nonsense': 1 } }, 400, 'invalid-request', '/facts/firm.nonsense'],
    ['a prototype key', '{"facts":{"__proto__":1}}', 400, 'invalid-request', '/facts/__proto__'],
    ['a wrong type', { facts: { 'firm.employees': 'many' } }, 400, 'invalid-request', '/facts/firm.employees'],
    ['too many decimals', { facts: { 'firm.assets_cny': 1.234 } }, 400, 'invalid-request', '/facts/firm.assets_cny'],
    [
      'a division Jiangsu does not have',
      { facts: { 'firm.division_code': '329999' } },
      400,
      'invalid-request',
      '/facts/firm.division_code',
    ],
    ['a division nobody has', { facts: { 'firm.division_code': '999999' } }, 400, 'invalid-request', '/facts/firm.division_code'],
    [
      'another’s division nobody has',
      { facts: { 'person.division_code': '320599' } },
      400,
      'invalid-request',
      '/facts/person.division_code',
    ],
    ['a control character', { facts: { 'firm.industry_code': 'C39\u0000' } }, 400, 'invalid-request', '/facts/firm.industry_code'],
    ['one in a list', { facts: { 'firm.qualifications': ['高新\u0007'] } }, 400, 'invalid-request', '/facts/firm.qualifications'],
    ['null where there is always one', { facts: { 'firm.employees': null } }, 400, 'invalid-request', '/facts/firm.employees'],
    ['an unknown fact taken back', { remove: ['firm.employees', 'firm.nonsense'] }, 400, 'invalid-request', '/remove/1'],
    ['told and taken back', { facts: { 'firm.employees': 1 }, remove: ['firm.employees'] }, 400, 'invalid-request', '/remove/0'],
    ['nothing at all', {}, 400, 'invalid-request', ''],
    ['an unknown field', { facts: { 'firm.employees': 1 }, version: 9 }, 400, 'invalid-request', '/version'],
    ['a since that is no day', { facts: { 'firm.employees': 1 }, since: '2026-02-30' }, 400, 'invalid-request', '/since'],
    ['a since to come', { facts: { 'firm.employees': 1 }, since: '2026-11-24' }, 400, 'invalid-request', '/since'],
    ['evidence that is no id', { facts: { 'firm.employees': 1 }, evidence: ['../x'] }, 400, 'invalid-request', '/evidence/0'],
    ['a fact of one request', { facts: { 'loan.amount_cny': 1 } }, 422, 'fact-not-kept', '/facts/loan.amount_cny'],
    ['a fact that is computed', { facts: { 'firm.age_months': 1 } }, 422, 'fact-not-kept', '/facts/firm.age_months'],
    ['the register, by oneself', { facts: { 'firm.employees': 1 }, source: 'register' }, 422, 'fact-not-kept', '/source'],
    ['a source one chooses', { facts: { 'firm.employees': 1 }, source: 'bureau' }, 400, 'invalid-request', '/source'],
    ['a contradiction', { facts: { 'firm.rd_staff': 40, 'firm.employees': 20 } }, 422, 'fact-conflict', '/facts/firm.rd_staff'],
    ['its other side', { facts: { 'firm.rd_staff': 40, 'firm.employees': 20 } }, 422, 'fact-conflict', '/facts/firm.employees'],
    ['one with what was told before', { facts: { 'firm.rd_staff': 40 } }, 422, 'fact-conflict', '/facts/firm.employees'],
    ['founded in the future', { facts: { 'firm.founded_on': '2027-01-01' } }, 422, 'fact-conflict', '/facts/firm.founded_on'],
  ] as const)('refuses %s', async (_what, body, status, code, pointer) => {
    const before = await (await as('owner').get('/v1/companies/firm/facts')).text();
    await expectProblem(await patch('owner', body), status, code, pointer);
    expect(await (await as('owner').get('/v1/companies/firm/facts')).text()).toBe(before);
  });

  it('takes as evidence papers of the company alone, which are neither taken back nor refused', async () => {
    await house.seedFirm('shown', [
      ...(['withdrawn', 'rejected', 'checking'] as const).map((status) => aPaperOf('shown', status, status)),
      aPaperOf('elsewhere', 'theirs'),
    ]);
    const tell = (evidence: string[]) =>
      as('owner').patch('/v1/companies/shown/facts', { facts: { 'firm.employees': 3 }, evidence }, { ifMatch: 1 });
    const before = await (await as('owner').get('/v1/companies/shown/facts')).text();
    for (const wrong of ['withdrawn', 'rejected', 'theirs', 'nothing']) {
      await expectProblem(await tell([wrong]), 422, 'unknown-document', '/evidence/0');
      await expectProblem(await tell(['paper-1', 'checking', wrong, wrong]), 422, 'unknown-document', '/evidence/2');
    }
    const both = await tell(['nothing', 'paper-1', 'withdrawn']);
    expect((await jsonOf<{ errors: { pointer: string }[] }>(both, 422)).errors.map(({ pointer }) => pointer)).toEqual([
      '/evidence/0',
      '/evidence/2',
    ]);
    expect(await (await as('owner').get('/v1/companies/shown/facts')).text()).toBe(before);
    await jsonOf(await tell(['paper-1', 'checking', 'paper-1']));
    expect(factOf(await profileFor('owner', 'shown'), 'firm.employees')).toMatchObject({
      statements: [{ evidence: ['paper-1', 'checking', 'paper-1'] }],
    });
  });

  it('lets sources differ: that is a conflict to show, none to refuse', async () => {
    // The register says 16 and the firm 19; seven in research fit either.
    await house.told(as('officer'), 'firm', { facts: { 'firm.employees': 5 }, source: 'register' });
    const profile = await profileFor('owner');
    expect(factOf(profile, 'firm.employees')).toMatchObject({ state: 'contradiction', contested: true });
    expect(factOf(profile, 'firm.rd_staff')).toMatchObject({ state: 'contradiction' });
    await house.told(as('officer'), 'firm', { facts: { 'firm.employees': 16 }, source: 'register' });
    expect(factOf(await profileFor('owner'), 'firm.rd_staff')).toMatchObject({ state: 'known', value: 7 });
  });

  it('keeps the body it sits with to its own house, and names each fact outside of it', async () => {
    const facts = {
      'firm.employees': 1,
      'firm.qualifications': ['高新技术企业'],
      'firm.community_id': 'JS-320583-91',
      'firm.assets_cny': 1,
    };
    const refused = await patch('operator', { facts });
    const { errors } = await jsonOf<{ errors: { pointer: string; code: string }[] }>(refused.clone(), 422);
    await expectProblem(refused, 422, 'fact-not-kept', '/facts/firm.employees');
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/facts/firm.employees', 'not-competent'],
      ['/facts/firm.qualifications', 'not-competent'],
      ['/facts/firm.assets_cny', 'not-competent'],
    ]);
  });

  it('lets a bureau say what it is not there to know, and counts it for less than the company’s own word', async () => {
    await house.seedFirm('wealthy');
    await house.told(as('owner'), 'wealthy', { facts: { 'firm.assets_cny': 5, 'firm.qualifications': ['科技型中小企业'] } });
    await house.told(as('officer'), 'wealthy', { facts: { 'firm.assets_cny': 7, 'firm.qualifications': ['高新技术企业'] } });
    const profile = await profileFor('owner', 'wealthy');
    expect(factOf(profile, 'firm.assets_cny')).toMatchObject({ value: 5, source: 'self', contested: true });
    expect(factOf(profile, 'firm.qualifications')).toMatchObject({ value: ['高新技术企业'], source: 'bureau', contested: true });
  });

  it('keeps a bank to the groups it was granted', async () => {
    await expectProblem(
      await patch('banker', { facts: { 'firm.revenue_last_year_cny': 1 } }),
      422,
      'fact-not-kept',
      '/facts/firm.revenue_last_year_cny',
    );
  });

  it('lets an office attest what follows from other facts', async () => {
    expect(await house.told(as('officer'), 'firm', { facts: { 'firm.community_status_asof': 'certified' } })).toMatchObject({
      source: 'bureau',
    });
  });

  it.each([
    ['other-banker', 403, 'not-allowed'],
    ['admin', 403, 'not-allowed'],
    ['stranger', 404, 'not-found'],
    ['far-officer', 404, 'not-found'],
    ['far-operator', 404, 'not-found'],
  ] as const)('refuses %s with %i', async (person, status, code) => {
    const response = await as(person).patch('/v1/companies/firm/facts', { facts: { 'firm.employees': 1 } }, { ifMatch: 1 });
    await expectProblem(response, status, code);
  });

  it('asks for the version seen, and answers a stale one with the new', async () => {
    const body = { facts: { 'firm.employees': 20 } };
    await expectProblem(await as('owner').patch('/v1/companies/firm/facts', body), 428, 'version-required');
    const stale = await as('owner').patch('/v1/companies/firm/facts', body, { ifMatch: 1 });
    const { version } = await profileFor('owner');
    expect(stale.headers.get('etag')).toBe(`"${version}"`);
    await expectProblem(stale, 412, 'stale-version');
    await expectProblem(
      await as('owner').patch('/v1/companies/firm/facts', body, { key: null, ifMatch: 1 }),
      400,
      'idempotency-key-required',
    );
  });

  it('repeats its answer without values that are not public', async () => {
    const { version } = await profileFor('owner');
    const send = () =>
      as('owner').patch('/v1/companies/firm/facts', { facts: { 'firm.employees': 21 } }, { ifMatch: version, key: 'told-once' });
    const first = await jsonOf<{ stated: { fact: string; value?: unknown }[] }>(await send());
    const again = await send();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const second = await jsonOf<typeof first>(again);
    const toldOf = ({ stated }: typeof first, fact: string) => stated.find((one) => one.fact === fact)?.value;
    expect([toldOf(first, 'firm.employees'), toldOf(second, 'firm.employees')]).toEqual([21, undefined]);
    expect(toldOf(second, 'firm.founded_on')).toBe('2024-09-20');
    expect((await profileFor('owner')).version).toBe(version + 1);
    await house.told(as('owner'), 'firm', { facts: { 'firm.employees': 19 } });
  });
});

describe('GET /v1/companies/{id}/facts/history', () => {
  it('has every change, the newest first, a page at a time', async () => {
    const whole = await jsonOf<{ items: { version: number; source: string; set: object }[] }>(
      await as('guest').get('/v1/companies/firm/facts/history'),
    );
    expect(whole.items.at(-1)).toMatchObject({
      version: 2,
      source: 'self',
      by: { name: '林示例' },
      since: '2026-10-01',
      evidence: ['paper-1'],
    });
    expect(whole.items.at(-2)).toMatchObject({
      version: 3,
      source: 'register',
      by: { organisationId: 'bureau' },
      set: { 'firm.employees': 16 },
    });
    const collected: unknown[] = [];
    for (let cursor = ''; ; ) {
      const page = await jsonOf<{ items: unknown[]; nextCursor: string | null }>(
        await as('owner').get(`/v1/companies/firm/facts/history?limit=3${cursor}`),
      );
      expect(page.items.length).toBeLessThanOrEqual(3);
      collected.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(collected).toEqual(whole.items);
  });

  it.each([
    ['a broken cursor', 'owner', '?cursor=%25%25', 400, 'invalid-request'],
    [
      'a cursor of another list',
      'owner',
      `?cursor=${Buffer.from('["history other-firm","3"]').toString('base64url')}`,
      400,
      'invalid-request',
    ],
    [
      'a cursor that is no version',
      'owner',
      `?cursor=${Buffer.from('["history firm","x"]').toString('base64url')}`,
      400,
      'invalid-request',
    ],
    ['too long a page', 'owner', '?limit=101', 400, 'invalid-request'],
    ['the operator', 'operator', '', 403, 'not-allowed'],
    ['a grantee', 'banker', '', 403, 'not-allowed'],
    ['a stranger', 'stranger', '', 404, 'not-found'],
  ] as const)('refuses %s', async (_what, person, query, status, code) => {
    await expectProblem(await as(person).get(`/v1/companies/firm/facts/history${query}`), status, code);
  });
});
