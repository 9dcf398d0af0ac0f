import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { CompanyView } from '../../../shared/contracts/companies.ts';
import type { companyList } from '../../../shared/contracts/company-list.ts';
import type { accessLogPage } from '../../../shared/contracts/consent.ts';
import type { residenceView } from '../../../shared/contracts/residences.ts';
import type { Community } from '../../../shared/domain/communities/community.ts';
import { communityRow } from '../../../shared/store/community-store.ts';
import { expectProblem } from '../../support/api.ts';
import { companyHouse } from '../../support/company-house.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as, anonymous, clock } = house;

type Residence = z.infer<typeof residenceView>;
const COMMUNITY = 'JS-320583-91';
const aCommunity = (more: Partial<Community> = {}): Community => ({
  id: COMMUNITY,
  name: '昆山示例众创社区',
  divisionCode: '320583',
  operatorId: 'community',
  status: 'pilot',
  since: '2026-01-01',
  industry: null,
  version: 1,
  ...more,
});

beforeAll(async () => {
  await house.seedOrganisation({
    id: 'community',
    kind: 'community_operator',
    members: [{ id: 'manager', roles: ['community-operator'] }],
    writes: [{ put: communityRow(aCommunity()), expect: 'absent' }],
  });
  await house.seedOrganisation({
    id: 'far-community',
    kind: 'community_operator',
    members: [{ id: 'far-manager', roles: ['community-operator'] }],
    writes: [
      { put: communityRow(aCommunity({ id: 'JS-320100-91', operatorId: 'far-community', status: 'struck-off' })), expect: 'absent' },
    ],
  });
});

let made = 0;
/** A company of its own for each test: it sits in the carrier `carrier` already. */
const newFirm = async (): Promise<string> => {
  made += 1;
  await house.seedFirm(`settler-${made}`);
  return `settler-${made}`;
};
const declare = (firm: string, bodyId = 'community', from = '2026-02-01', person = 'preparer') =>
  as(person).post(`/v1/companies/${firm}/residences`, { bodyId, from });
const declared = async (firm: string, ...more: [string?, string?]) => jsonOf<Residence>(await declare(firm, ...more), 201);
const confirm = (firm: string, id: string, body: object = { communityId: COMMUNITY }, person = 'manager') =>
  as(person).post(`/v1/companies/${firm}/residences/${id}/confirm`, body);
const end = (firm: string, id: string, body: object = {}, person = 'manager') =>
  as(person).post(`/v1/companies/${firm}/residences/${id}/end`, body);
const factsOf = async (firm: string) => {
  const { topics } = await jsonOf<{ topics: { facts: { fact: string; value?: unknown; source: string }[] }[] }>(
    await as('owner').get(`/v1/companies/${firm}/facts`),
  );
  return Object.fromEntries(topics.flatMap(({ facts }) => facts).map(({ fact, value, source }) => [fact, [value, source]]));
};
const residents = async (person: string) =>
  (await jsonOf<z.infer<typeof companyList>>(await as(person).get('/v1/companies?limit=100'))).items;

describe('the life of a residence', () => {
  it('is declared by the company, confirmed by the operator with its community, and ended', async () => {
    const firm = await newFirm();
    // Nobody of the operator may know of the company before it says that it sits there.
    expect((await as('manager').get(`/v1/companies/${firm}`)).status).toBe(404);
    const { id, state, body } = await declared(firm);
    expect([state, body]).toEqual(['declared', { id: 'community', kind: 'community_operator', name: '示例 community' }]);
    expect(await jsonOf(await as('manager').get(`/v1/companies/${firm}`))).toMatchObject({ view: 'declared', residences: [{ id }] });
    expect((await residents('manager')).find((row) => row.id === firm)?.resident).toMatchObject({ residenceId: id, state: 'declared' });

    const confirmed = await jsonOf<Residence>(await confirm(firm, id, { communityId: COMMUNITY, from: '2026-03-01' }));
    expect(confirmed).toMatchObject({ state: 'confirmed', from: '2026-03-01', until: null, communityId: COMMUNITY });
    expect(await factsOf(firm)).toMatchObject({
      'firm.community_id': [COMMUNITY, 'community'],
      'firm.community_status_asof': ['recorded_pilot', 'community'],
    });
    await expectProblem(await confirm(firm, id), 409, 'residence-not-declared');

    expect(await jsonOf(await end(firm, id, { on: '2026-11-01' }))).toMatchObject({ state: 'ended', until: '2026-11-01' });
    expect(await factsOf(firm)).not.toHaveProperty(['firm.community_id']);
    expect((await as('manager').get(`/v1/companies/${firm}`)).status).toBe(404);
    expect((await residents('manager')).map((row) => row.id)).not.toContain(firm);
    await expectProblem(await end(firm, id, {}, 'owner'), 409, 'residence-over');
    const { residences } = await jsonOf<{ residences: Residence[] }>(await as('guest').get(`/v1/companies/${firm}`));
    expect(residences.map((one) => [one.body.id, one.state])).toEqual([
      ['community', 'ended'],
      ['carrier', 'confirmed'],
    ]);

    const audit = (await house.auditOf(firm)).filter(({ action }) => action.startsWith('residence.'));
    expect(audit.map(({ action, by, changed }) => [action, by.personId, changed.status])).toEqual([
      ['residence.declare', 'preparer', 'declared'],
      ['residence.confirm', 'manager', 'confirmed'],
      ['residence.end', 'manager', 'ended'],
    ]);
    expect(audit[1]?.changed).toMatchObject({ 'firm.community_id': COMMUNITY });
    expect(audit[2]?.changed).toMatchObject({ removed: ['firm.community_id', 'firm.community_status_asof'] });
  });

  it('opens to whom it names who says so, and the profile only once it is confirmed', async () => {
    const firm = await newFirm();
    await house.told(as('owner'), firm, {
      facts: { 'firm.employees': 19, 'firm.industry_code': 'C3983', 'firm.founded_on': '2024-09-20', 'firm.assets_cny': 9_200_000 },
    });
    const { id } = await declared(firm, 'community', '2026-11-01');
    const path = `/v1/companies/${firm}`;
    const blank = { industry: null, stage: null, ageBand: null, staffBand: null, revenueBand: null };
    const company = await jsonOf<CompanyView>(await as('manager').get(path));
    expect(company).toMatchObject({ view: 'declared', name: `示例 ${firm}`, divisionCode: '320583', teaser: blank, particulars: null });
    expect((await residents('manager')).find((row) => row.id === firm)).toMatchObject(blank);
    for (const more of ['/facts', '/matches', '/timeline'])
      await expectProblem(await as('manager').get(`${path}${more}`), 403, 'not-allowed');
    await expectProblem(
      await as('manager').patch(`${path}/facts`, { facts: { 'premises.area_m2': 9 } }, { ifMatch: company.version }),
      403,
      'not-allowed',
    );
    // Confirmed for days to come, it sits there no more than before.
    await jsonOf(await confirm(firm, id, { communityId: COMMUNITY, from: '2026-11-24' }));
    await expectProblem(await as('manager').get(`${path}/facts`), 403, 'not-allowed');
    expect(await jsonOf(await as('manager').get(path))).toMatchObject({ view: 'declared', teaser: blank });

    const before = clock.now;
    clock.now = new Date('2026-11-23T16:00:00.000Z');
    expect(await jsonOf(await as('manager').get(path))).toMatchObject({ view: 'confirming', teaser: { industry: 'C39' } });
    for (const more of ['/facts', '/matches', '/timeline']) {
      const seen = await (await as('manager').get(`${path}${more}`)).text();
      expect(seen).not.toMatch(/9200000|920000000|"firm\.employees","state"/);
    }
    clock.now = before;

    // Each look is on record, and the company reads it.
    const { items } = await jsonOf<z.infer<typeof accessLogPage>>(await as('owner').get(`${path}/access-log`));
    const looks = items.map(({ what, fieldGroups, institution, grantIds }) => [what, fieldGroups.join(' '), institution.id, ...grantIds]);
    const facts = ['facts', 'identity titles place incubation', 'community'];
    const identity = ['identity', '', 'community'];
    expect(looks.sort()).toEqual([facts, facts, facts, identity, identity, identity]);
  });

  it('can be followed by another: a firm moves', async () => {
    const firm = await newFirm();
    const { id } = await declared(firm);
    await jsonOf(await confirm(firm, id));
    const next = await declared(firm, 'far-community', '2026-10-01');
    // Still with the first on those days, and not in a community that has left.
    await expectProblem(
      await confirm(firm, next.id, { communityId: 'JS-320100-91' }, 'far-manager'),
      422,
      'residence-refused',
      '/communityId',
    );
    await jsonOf(await end(firm, id, { on: '2026-10-01' }, 'signatory'));
    await expectProblem(await declare(firm, 'far-community'), 409, 'residence-already-there');
    expect((await declare(firm, 'community', '2026-11-20')).status).toBe(201);
  });

  it('is confirmed once for a day and a kind of body', async () => {
    const firm = await newFirm();
    // The company sits in `carrier` since 2025, confirmed.
    const { id } = await declared(firm, 'far-carrier', '2026-01-01');
    await expectProblem(await confirm(firm, id, {}, 'far-operator'), 409, 'residence-overlaps');
    expect(await jsonOf(await confirm(firm, (await declared(firm)).id))).toMatchObject({ state: 'confirmed' });
  });

  it('ends by itself on the day its confirmation named', async () => {
    const firm = await newFirm();
    const { id } = await declared(firm);
    await jsonOf(await confirm(firm, id, { communityId: COMMUNITY, until: '2026-12-01' }));
    const before = clock.now;
    clock.now = new Date('2026-11-30T16:00:00.000Z');
    expect((await as('manager').get(`/v1/companies/${firm}`)).status).toBe(404);
    expect((await residents('manager')).map((row) => row.id)).not.toContain(firm);
    // Nobody takes it back, and what the operator said of the place counts no longer.
    expect(await factsOf(firm)).not.toHaveProperty(['firm.community_id']);
    clock.now = before;
    expect((await as('manager').get(`/v1/companies/${firm}`)).status).toBe(200);
    expect(await factsOf(firm)).toMatchObject({ 'firm.community_id': [COMMUNITY, 'community'] });
    const usedOn = async (day: string) =>
      (await jsonOf<{ usedFacts: string[] }>(await as('owner').get(`/v1/companies/${firm}/matches?asOf=${day}`))).usedFacts;
    expect(await usedOn('2026-11-30')).toContain('firm.community_id');
    expect(await usedOn('2026-12-01')).not.toContain('firm.community_id');
  });

  it('waits for the credit code to be settled', async () => {
    await house.seedOrganisation({
      id: 'unsettled',
      kind: 'company',
      usccStatus: 'awaiting-confirmation',
      members: [{ id: 'newcomer', roles: ['owner', 'signatory'] }],
    });
    const { id } = await jsonOf<Residence>(await declare('unsettled', 'community', '2026-02-01', 'newcomer'), 201);
    await expectProblem(await confirm('unsettled', id), 409, 'credit-code-unsettled');
  });

  it('of two who confirm at once, one does', async () => {
    const firm = await newFirm();
    const { id } = await declared(firm);
    const answers = await Promise.all([confirm(firm, id), confirm(firm, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('what is refused', () => {
  it.each([
    ['with a bank', { bodyId: 'bank', from: '2026-01-01' }, 422, '/bodyId'],
    ['with nobody', { bodyId: 'no-such-body', from: '2026-01-01' }, 422, '/bodyId'],
    ['too far ahead', { bodyId: 'community', from: '2028-01-01' }, 422, '/from'],
    ['on no day', { bodyId: 'community', from: '2026-02-30' }, 400, '/from'],
    ['as confirmed already', { bodyId: 'community', from: '2026-02-01', status: 'confirmed' }, 400, '/status'],
  ])('declaring it %s', async (_name, body, status, pointer) => {
    const code = status === 422 ? 'residence-refused' : 'invalid-request';
    await expectProblem(await as('owner').post('/v1/companies/firm/residences', body), status, code, pointer);
  });

  it.each([
    ['no community', {}, 422, '/communityId'],
    ['an unknown community', { communityId: 'JS-000000-00' }, 422, '/communityId'],
    ["another's community", { communityId: 'JS-320100-91' }, 422, '/communityId'],
    ['an end before the beginning', { communityId: COMMUNITY, until: '2026-01-31' }, 422, '/until'],
    ['an unknown field', { communityId: COMMUNITY, confirmedBy: 'x' }, 400, '/confirmedBy'],
  ])('confirming it with %s', async (_name, body, status, pointer) => {
    const firm = await newFirm();
    const { id } = await declared(firm);
    const code = status === 422 ? 'residence-refused' : 'invalid-request';
    await expectProblem(await confirm(firm, id, body), status, code, pointer);
  });

  it.each([
    ['a day ahead', { on: '2026-11-24' }],
    ['a day before it began', { on: '2026-01-31' }],
  ])('ending it on %s', async (_name, body) => {
    const firm = await newFirm();
    await expectProblem(await end(firm, (await declared(firm)).id, body), 422, 'residence-refused', '/on');
  });

  it('by whoever may not', async () => {
    const firm = await newFirm();
    const { id } = await declared(firm);
    const path = `/v1/companies/${firm}/residences`;
    await expectProblem(await anonymous.post(path, { bodyId: 'carrier', from: '2026-01-01' }), 401, 'not-signed-in');
    for (const person of ['guest', 'operator', 'banker', 'officer', 'admin'])
      await expectProblem(await declare(firm, 'community', '2026-02-01', person), 403, 'not-allowed');
    // The company confirms nothing itself, and a preparer ends nothing.
    await expectProblem(await confirm(firm, id, {}, 'owner'), 403, 'not-allowed');
    await expectProblem(await end(firm, id, {}, 'preparer'), 403, 'not-allowed');
    const nowhere = await (await confirm('no-such-firm', id)).text();
    // One body has no say in, and no knowledge of, what is with another.
    for (const person of ['operator', 'far-operator', 'far-manager', 'stranger']) {
      const response = await confirm(firm, id, {}, person);
      expect([response.status, await response.text()]).toEqual([404, nowhere]);
    }
    await expectProblem(await confirm(firm, 'no-such-residence', {}, 'owner'), 404, 'not-found');
  });
});
