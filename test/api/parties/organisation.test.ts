import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { MOST_MEMBERS } from '../../../shared/domain/parties/member.ts';
import { companyListing } from '../../../shared/store/keys/companies.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { wholeHouse } from '../../support/whole-house.ts';
import { GOOD_CODE, partiesHouse } from './house.ts';

const house = partiesHouse();
const whole = wholeHouse();
const company = (id: string) =>
  house.seedOrganisation({
    id,
    kind: 'company',
    uscc: `code-${id}`,
    members: [
      { id: `${id}.owner`, roles: ['owner', 'signatory'] },
      { id: `${id}.helper`, roles: ['preparer'] },
    ],
  });

describe('PATCH /v1/organisations/{id}', () => {
  it('renames, and every member is there under the new name at once', async () => {
    await company('renamed');
    const changed = await house.as('renamed.owner').patch('/v1/organisations/renamed', { name: '新示例公司' }, { ifMatch: 1 });
    expect(await jsonOf(changed)).toMatchObject({ name: '新示例公司', divisionCode: '320583', version: 2 });
    expect(changed.headers.get('etag')).toBe('"2"');
    for (const person of ['renamed.owner', 'renamed.helper'])
      expect(await jsonOf(await house.as(person).get('/v1/organisations'))).toMatchObject({ items: [{ name: '新示例公司' }] });
  });

  it('moves, and is listed where it has moved to', async () => {
    await company('moved');
    expect((await house.as('moved.owner').patch('/v1/organisations/moved', { divisionCode: '320115' }, { ifMatch: 1 })).status).toBe(200);
    const file = await house.stores.organisations.readOrganisation('moved');
    expect(file).toMatchObject({ organisation: { divisionCode: '320115' }, profile: { version: 2, teaser: { divisionCode: '320115' } } });
    const { Items = [] } = await house.client.send(
      new QueryCommand({
        TableName: house.names.main,
        IndexName: 'listing',
        KeyConditionExpression: 'listPk = :pk AND listSk = :sk',
        ExpressionAttributeValues: { ':pk': 'COMPANY', ':sk': companyListing('320115', 'moved').listSk },
      }),
    );
    expect(Items).toMatchObject([{ teaser: { divisionCode: '320115' } }]);
    expect(Items[0]).not.toHaveProperty('particulars');
  });

  it('is seen alike wherever a copy stands, by as many members as there may be: lists of old and new region, and what each is told of oneself', async () => {
    const everybody = Array.from({ length: MOST_MEMBERS }, (_, at) => ({ id: `crowd.${at}`, roles: ['owner' as const] }));
    await whole.seedOrganisation({ id: 'crowd', kind: 'company', name: '示例旧名', members: everybody });
    await whole.seedOrganisation({ id: 'lender', kind: 'bank', members: [{ id: 'lender', roles: ['bank-officer'] }] });
    for (const [id, divisionCode] of [
      ['here', '320583'],
      ['there', '320115'],
    ] as const)
      await whole.seedOrganisation({
        id,
        kind: 'scitech_bureau',
        divisionCode,
        members: [{ id: `${id}.officer`, roles: ['scitech-officer'] }],
      });
    const listed = async (person: string, query = '') =>
      (await jsonOf<{ items: { id: string }[] }>(await whole.as(person).get(`/v1/companies${query}`))).items.map(({ id }) => id);
    expect(await listed('here.officer')).toEqual(['crowd']);

    const change = { name: '示例新名', divisionCode: '320115' };
    await jsonOf(await whole.as('crowd.0').patch('/v1/organisations/crowd', change, { ifMatch: 1 }));
    expect([await listed('here.officer'), await listed('there.officer')]).toEqual([[], ['crowd']]);
    expect([await listed('lender', '?division=320583'), await listed('lender', '?division=320115')]).toEqual([[], ['crowd']]);
    expect((await whole.as('here.officer').get('/v1/companies/crowd')).status).toBe(404);
    expect(await jsonOf(await whole.as('there.officer').get('/v1/companies/crowd'))).toMatchObject({ teaser: { divisionCode: '320115' } });
    for (const { id } of everybody) expect(await jsonOf(await whole.as(id).get('/v1/me'))).toMatchObject({ organisations: [change] });
  });

  it('answers two editors one after the other: the second is told the new version and nothing is lost', async () => {
    await company('twice');
    expect((await house.as('twice.owner').patch('/v1/organisations/twice', { name: '第一个' }, { ifMatch: 1 })).status).toBe(200);
    const late = await house.as('twice.owner').patch('/v1/organisations/twice', { name: '第二个' }, { ifMatch: 1 });
    expect(late.headers.get('etag')).toBe('"2"');
    await expectProblem(late, 412, 'stale-version');
    expect((await house.as('twice.owner').patch('/v1/organisations/twice', { name: '第二个' }, { ifMatch: 2 })).status).toBe(200);
  });

  it('leaves alone what the platform admitted', async () => {
    await house.seedOrganisation({ id: 'bank', kind: 'bank', members: [{ id: 'banker', roles: ['owner'] }] });
    await expectProblem(
      await house.as('banker').patch('/v1/organisations/bank', { name: '别的银行' }, { ifMatch: 1 }),
      409,
      'fixed-by-admission',
    );
  });

  it.each<[string, unknown, string]>([
    ['nothing', {}, ''],
    ['a version of its own', { version: 9 }, '/version'],
    ['a status of its own', { usccStatus: 'confirmed' }, '/usccStatus'],
    ['another province', { divisionCode: '440300' }, '/divisionCode'],
    ['no name', { name: '' }, '/name'],
  ])('refuses %s', async (_what, body, pointer) => {
    const id = 'strict';
    if (!(await house.stores.organisations.readOrganisation(id))) await company(id);
    await expectProblem(
      await house.as(`${id}.owner`).patch(`/v1/organisations/${id}`, body, { ifMatch: 1 }),
      400,
      'invalid-request',
      pointer,
    );
  });
});

describe('POST /v1/organisations/{id}/confirm-code', () => {
  /** Any code that waits: what it is made of was looked at when it was registered. */
  const codeOf = (id: string) => id.replaceAll('-', '').toUpperCase();
  const seen = (id: string) => ({ uscc: codeOf(id), seen: '营业执照原件' });
  const confirm = (person: Parameters<typeof house.as>[0], id: string, body: unknown = seen(id)) =>
    house.as(person).post(`/v1/organisations/${id}/confirm-code`, body);
  const waiting = (id: string) =>
    house.seedOrganisation({
      id,
      kind: 'company',
      uscc: codeOf(id),
      usccStatus: 'awaiting-confirmation',
      members: [{ id: `${id}.owner`, roles: ['owner'], personKey: 'key-founder' }],
    });
  const officers = () =>
    Promise.all([
      house.seedOrganisation({
        id: 'office',
        kind: 'scitech_bureau',
        divisionCode: '320500',
        members: [{ id: 'officer', roles: ['scitech-officer'] }],
      }),
      house.seedOrganisation({
        id: 'far',
        kind: 'scitech_bureau',
        divisionCode: '320100',
        members: [{ id: 'far-officer', roles: ['scitech-officer'] }],
      }),
      house.seedOrganisation({ id: 'platform', kind: 'platform', divisionCode: null, members: [{ id: 'admin', roles: ['admin'] }] }),
    ]);

  it('lets a second person confirm the code, on record', async () => {
    await officers();
    for (const [id, person, role] of [
      ['by-officer', 'officer', 'scitech-officer'],
      ['by-admin', 'admin', 'admin'],
    ] as const) {
      await waiting(id);
      const confirmed = await confirm(person, id);
      expect(await jsonOf(confirmed)).toMatchObject({ usccStatus: 'confirmed', established: true, version: 2 });
      const audit = await jsonOf<{ items: unknown[] }>(await house.as(`${id}.owner`).get(`/v1/organisations/${id}/audit`));
      expect(audit.items[0]).toMatchObject({
        action: 'organisation.confirm-code',
        by: { personId: person, role },
        changed: { uscc: codeOf(id), usccStatus: 'confirmed' },
        reason: '营业执照原件',
        holds: true,
      });
      await expectProblem(await confirm(person, id), 409, 'code-not-awaiting');
    }
  });

  it('refuses whoever belongs to it, whatever the account and the office', async () => {
    await waiting('own');
    const founder = { id: 'officer', personKey: 'key-founder' };
    await expectProblem(await confirm(founder, 'own'), 403, 'same-person');
    await expectProblem(await confirm('own.owner', 'own'), 403, 'not-allowed');
  });

  it('refuses another code than the one that was registered, and one without a word of what was seen', async () => {
    await waiting('other');
    const differs = await confirm('officer', 'other', { ...seen('other'), uscc: GOOD_CODE });
    await expectProblem(differs, 422, 'code-differs', '/uscc');
    await expectProblem(await confirm('officer', 'other', { uscc: codeOf('other') }), 400, 'invalid-request', '/seen');
  });

  it('is hidden from an officer of another region, and does not exist for one who asks for what does not', async () => {
    await waiting('hidden');
    const there = await confirm('far-officer', 'hidden');
    const nowhere = await confirm('far-officer', 'nowhere');
    expect(await there.clone().text()).toBe(await nowhere.clone().text());
    await expectProblem(there, 404, 'not-found');
  });
});
