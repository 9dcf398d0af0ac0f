import { describe, expect, it } from 'vitest';
import { checkCharacterOf } from '../../../shared/domain/parties/uscc.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { EXCEPTION, GOOD_CODE, partiesHouse } from './house.ts';

const house = partiesHouse();
const COMPANY = { kind: 'company', name: '示例科技有限公司', uscc: GOOD_CODE, divisionCode: '320583' };
type Registered = { organisation: Record<string, unknown> & { id: string }; warnings: { pointer: string; code: string }[] };
const register = (person: string, body: unknown) => house.as(person).post('/v1/organisations', body);

describe('POST /v1/organisations', () => {
  it('founds a company whose founder looks after it and signs', async () => {
    const made = await register('founder', COMPANY);
    const { organisation, warnings } = await jsonOf<Registered>(made, 201);
    expect(organisation).toMatchObject({ ...COMPANY, usccStatus: 'passes', established: true, version: 1 });
    expect(warnings).toEqual([]);
    expect(made.headers.get('location')).toBe(`/v1/organisations/${organisation.id}`);
    expect(made.headers.get('etag')).toBe('"1"');
    const read = await house.as('founder').get(`/v1/organisations/${organisation.id}`);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(await jsonOf(read)).toEqual(organisation);
    const mine = await jsonOf<{ items: unknown[] }>(await house.as('founder').get('/v1/organisations'));
    expect(mine.items).toEqual([
      expect.objectContaining({ id: organisation.id, kind: 'company', roles: ['owner', 'signatory'], until: null }),
    ]);
  });

  it('founds what is needed to keep facts: an empty profile', async () => {
    const { organisation } = await jsonOf<Registered>(await register('second', { ...COMPANY, uscc: '913201002496827567' }), 201);
    const file = await house.stores.organisations.readOrganisation(organisation.id);
    expect(file).toMatchObject({ profile: { version: 1, teaser: { divisionCode: '320583' } }, sources: [], head: { seq: 1 } });
  });

  it('takes a code that fails its check, with a warning', async () => {
    const { organisation, warnings } = await jsonOf<Registered>(await register('third', { ...COMPANY, uscc: EXCEPTION }), 201);
    expect(organisation).toMatchObject({ usccStatus: 'awaiting-confirmation', established: false });
    expect(warnings).toEqual([expect.objectContaining({ pointer: '/uscc', code: 'credit-code-check' })]);
  });

  it('takes a code once for each kind, however it is written', async () => {
    const body = { ...COMPANY, kind: 'carrier', uscc: '91320200724183068U' };
    expect((await register('carrier-1', body)).status).toBe(201);
    await expectProblem(await register('carrier-2', { ...body, uscc: '9132 0200 7241 8306 8u' }), 409, 'duplicate-credit-code');
    expect((await register('carrier-1', { ...body, kind: 'company' })).status).toBe(201);
  });

  it('opens nothing to whoever types a code that stands here, be it of a company nobody owns yet: it says whom to ask', async () => {
    const first = '91329900DEM900001';
    const uscc = first + checkCharacterOf(first);
    const body = { ...COMPANY, uscc };
    await house.seedOrganisation({ id: 'brought-in', kind: 'company', uscc });
    const before = await house.stores.organisations.readOrganisation('brought-in');
    for (const typed of [uscc, uscc.toLowerCase()]) {
      const refused = await register('impostor', { ...body, uscc: typed });
      const text = await refused.clone().text();
      await expectProblem(refused, 409, 'duplicate-credit-code', '/uscc');
      expect(text).toMatch(/负责人邀请您.*运营机构或平台/u);
      expect(text).not.toContain('brought-in');
    }
    expect(await house.stores.organisations.readOrganisation('brought-in')).toEqual(before);
    expect((await house.as('impostor').get('/v1/organisations/brought-in')).status).toBe(404);
    expect((await register('impostor', { ...body, kind: 'training_provider' })).status).toBe(201);
  });

  it('takes a natural person once, under whatever account', async () => {
    const alone = { kind: 'individual', divisionCode: '320583' };
    const { organisation } = await jsonOf<Registered>(await register('alone', alone), 201);
    expect(organisation).toMatchObject({ name: '示例 alone', uscc: null, usccStatus: 'none' });
    await expectProblem(await register('alone', alone), 409, 'duplicate-individual');
    const other = house.as({ id: 'alone-2', personKey: 'person-alone' });
    await expectProblem(await other.post('/v1/organisations', alone), 409, 'duplicate-individual');
  });

  it('keeps the name of a person out of the chain', async () => {
    const { organisation } = await jsonOf<Registered>(await register('private', { kind: 'individual', divisionCode: '320583' }), 201);
    const audit = await (await house.as('private').get(`/v1/organisations/${organisation.id}/audit`)).text();
    expect(audit).not.toContain('示例 private');
    expect(JSON.parse(audit).items[0].changed.name).toEqual({ hashed: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each<[string, unknown, number, string, string | undefined]>([
    ['a malformed code', { ...COMPANY, uscc: '9132000079654459O8' }, 400, 'invalid-request', '/uscc'],
    ['no code', { ...COMPANY, uscc: undefined }, 400, 'invalid-request', '/uscc'],
    ['another province', { ...COMPANY, divisionCode: '310101' }, 400, 'invalid-request', '/divisionCode'],
    ['no division', { ...COMPANY, divisionCode: '3205' }, 400, 'invalid-request', '/divisionCode'],
    ['no name', { ...COMPANY, name: ' ' }, 400, 'invalid-request', '/name'],
    ['a name that hides something', { ...COMPANY, name: '示例\u202E公司' }, 400, 'invalid-request', '/name'],
    ['a name too long', { ...COMPANY, name: '名'.repeat(101) }, 400, 'invalid-request', '/name'],
    ['an admitted kind', { ...COMPANY, kind: 'bank' }, 400, 'invalid-request', '/kind'],
    ['a field nobody asked for', { ...COMPANY, usccStatus: 'passes' }, 400, 'invalid-request', '/usccStatus'],
    ['a code for a person', { kind: 'individual', uscc: GOOD_CODE, divisionCode: '320583' }, 400, 'invalid-request', '/uscc'],
    ['another name for a person', { kind: 'individual', name: '别人', divisionCode: '320583' }, 400, 'invalid-request', '/name'],
    ['no object', [], 400, 'invalid-request', ''],
    ['no JSON', '{', 400, 'malformed-json', undefined],
  ])('refuses %s', async (_what, body, status, code, pointer) => {
    await expectProblem(await register('careless', body), status, code, pointer);
  });
});

describe('POST /v1/institutions', () => {
  it('admits a bank, whose first owner comes by a link that is shown once', async () => {
    await house.seedOrganisation({
      id: 'platform',
      kind: 'platform',
      divisionCode: null,
      members: [{ id: 'admin', roles: ['owner', 'admin'] }],
    });
    const body = { kind: 'bank', name: '示例银行', divisionCode: '320583' };
    const made = await house.as('admin').post('/v1/institutions', body, { key: 'admit' });
    const answer = await jsonOf<{ organisation: { id: string }; secret: string; link: string }>(made, 201);
    expect(answer).toMatchObject({
      organisation: { ...body, uscc: null, usccStatus: 'none' },
      invitation: { roles: ['owner'], status: 'open' },
    });
    expect(answer.link).toBe(`/invitations#${answer.secret}`);

    const again = await house.as('admin').post('/v1/institutions', body, { key: 'admit' });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await jsonOf(again, 201)).toEqual({ ...answer, secret: null, link: null });

    const accepted = await house.as('banker').post('/v1/invitations/accept', { secret: answer.secret });
    expect(await jsonOf(accepted)).toMatchObject({
      organisation: { id: answer.organisation.id },
      member: { personId: 'banker', roles: ['owner'] },
    });
    expect((await house.as('banker').get(`/v1/organisations/${answer.organisation.id}/members`)).status).toBe(200);
  });

  it('admits an office with its region, and lets nobody own it by an own link', async () => {
    const made = await house.as('admin').post('/v1/institutions', { kind: 'finance_bureau', name: '示例财政局', divisionCode: '320583' });
    const { secret } = await jsonOf<{ secret: string }>(made, 201);
    await expectProblem(await house.as('admin').post('/v1/invitations/accept', { secret }), 403, 'same-person');
    const other = house.as({ id: 'admin-2', personKey: 'person-admin' });
    await expectProblem(await other.post('/v1/invitations/accept', { secret }), 403, 'same-person');
    expect((await house.as('head').post('/v1/invitations/accept', { secret })).status).toBe(200);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an office without a region', { kind: 'scitech_bureau', name: '示例科技局' }, '/divisionCode'],
    ['a second platform', { kind: 'platform', name: '示例平台' }, '/kind'],
    ['a kind that registers by itself', { kind: 'company', name: '示例公司', divisionCode: '320583' }, '/kind'],
    ['a malformed code', { kind: 'bank', name: '示例银行', uscc: 'x' }, '/uscc'],
    ['no name', { kind: 'bank' }, '/name'],
  ])('refuses %s', async (_what, body, pointer) => {
    await expectProblem(await house.as('admin').post('/v1/institutions', body), 400, 'invalid-request', pointer);
  });

  it('says which kinds can be admitted to whoever names another', async () => {
    for (const kind of ['platform', 'company', 'casino']) {
      const refused = await house.as('admin').post('/v1/institutions', { kind, name: '示例机构', divisionCode: '320583' });
      const text = await refused.clone().text();
      await expectProblem(refused, 400, 'invalid-request', '/kind');
      for (const admissible of ['bank', 'community_operator', 'finance_bureau', 'audit_office']) expect(text).toContain(admissible);
      expect(text).not.toMatch(/platform|company|casino/);
    }
  });

  it('is the admin’s alone', async () => {
    await expectProblem(await house.as('founder').post('/v1/institutions', { kind: 'bank', name: '示例银行' }), 403, 'not-allowed');
  });
});
