import { describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { type MemberBody, membersOf, partiesHouse, secretOf } from './house.ts';

const house = partiesHouse();
const LATER = '2026-12-23T02:00:00.000Z';
const company = (id: string) =>
  house.seedOrganisation({
    id,
    kind: 'company',
    uscc: `code-${id}`,
    members: [
      { id: `${id}.owner`, roles: ['owner', 'signatory'] },
      { id: `${id}.helper`, roles: ['preparer'] },
      { id: `${id}.guest`, roles: ['guest'], until: LATER },
    ],
  });
const bureau = (id: string) =>
  house.seedOrganisation({
    id,
    kind: 'finance_bureau',
    members: [
      { id: `${id}.owner`, roles: ['owner'] },
      { id: `${id}.officer`, roles: ['finance-reviewer', 'notice-officer'] },
    ],
  });
const pathOf = (id: string, person: string) => `/v1/organisations/${id}/members/${id}.${person}`;

describe('GET /v1/organisations/{id}/members', () => {
  it('shows every member to each of them, with the version each change needs, and nobody’s person key', async () => {
    await company('seen');
    for (const person of ['owner', 'helper', 'guest']) {
      const answer = await house.as(`seen.${person}`).get('/v1/organisations/seen/members');
      expect(answer.headers.get('etag')).toBe('"1"');
      const text = await answer.text();
      expect(text).not.toContain('person-seen');
      expect((JSON.parse(text) as { items: MemberBody[] }).items.map(({ personId, version }) => [personId, version])).toEqual([
        ['seen.guest', 1],
        ['seen.helper', 1],
        ['seen.owner', 1],
      ]);
    }
  });

  it('leaves out guests whose time is over, who then see nothing any more', async () => {
    await company('over');
    expect((await house.as('over.guest').get('/v1/organisations/over')).status).toBe(200);
    const now = house.clock.now;
    house.clock.now = new Date(LATER);
    await expectProblem(await house.as('over.guest').get('/v1/organisations/over'), 404, 'not-found');
    expect((await membersOf(house, 'over.owner', 'over')).map(({ personId }) => personId)).toEqual(['over.helper', 'over.owner']);
    house.clock.now = now;
  });
});

describe('PATCH /v1/organisations/{id}/members/{personId}', () => {
  it('changes roles, and the next request of that person has them', async () => {
    await company('roles');
    await expectProblem(await house.as('roles.helper').get('/v1/organisations/roles/invitations'), 403, 'not-allowed');
    const changed = await house.as('roles.owner').patch(pathOf('roles', 'helper'), { roles: ['owner', 'preparer'] }, { ifMatch: 1 });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await jsonOf(changed)).toMatchObject({ roles: ['owner', 'preparer'], until: null, version: 2 });
    expect((await house.as('roles.helper').get('/v1/organisations/roles/invitations')).status).toBe(200);
    const back = await house.as('roles.helper').patch(pathOf('roles', 'owner'), { roles: ['signatory'] }, { ifMatch: 1 });
    expect(back.status).toBe(200);
    await expectProblem(await house.as('roles.owner').get('/v1/organisations/roles/invitations'), 403, 'not-allowed');
  });

  it('takes back the open invitations of whoever gives up the ownership', async () => {
    await company('givesup');
    await house.as('givesup.owner').patch(pathOf('givesup', 'helper'), { roles: ['owner'] }, { ifMatch: 1 });
    const { secret } = await secretOf(house, 'givesup.owner', 'givesup', { roles: ['preparer'] });
    expect((await house.as('givesup.helper').patch(pathOf('givesup', 'owner'), { roles: ['signatory'] }, { ifMatch: 1 })).status).toBe(200);
    await expectProblem(await house.as('friend').post('/v1/invitations/accept', { secret }), 404, 'not-found');
  });

  it.each<[string, string, unknown, number, number, string, string | undefined]>([
    ['the last owner’s ownership', 'owner', { roles: ['signatory'] }, 1, 409, 'last-owner', undefined],
    ['a role of a bank', 'helper', { roles: ['bank-officer'] }, 1, 422, 'unfit-roles', '/roles/0'],
    ['a guest without an end', 'helper', { roles: ['guest'] }, 1, 422, 'unfit-roles', '/until'],
    ['a guest for longer than half a year', 'guest', { roles: ['guest'], until: '2027-11-23T00:00:00Z' }, 1, 422, 'unfit-roles', '/until'],
    ['no roles', 'helper', { roles: [] }, 1, 400, 'invalid-request', '/roles'],
    ['an unknown role', 'helper', { roles: ['king'] }, 1, 400, 'invalid-request', '/roles/0'],
    ['an impossible day', 'guest', { roles: ['guest'], until: '2026-02-30T00:00:00Z' }, 1, 400, 'invalid-request', '/until'],
    ['a person key', 'helper', { roles: ['preparer'], personKey: 'x' }, 1, 400, 'invalid-request', '/personKey'],
    ['an old version', 'helper', { roles: ['signatory'] }, 7, 412, 'stale-version', undefined],
  ])('refuses %s', async (_what, person, body, version, status, code, pointer) => {
    const id = 'strict';
    if (!(await house.stores.organisations.readOrganisation(id))) await company(id);
    await expectProblem(await house.as(`${id}.owner`).patch(pathOf(id, person), body, { ifMatch: version }), status, code, pointer);
    expect((await membersOf(house, `${id}.owner`, id)).every(({ version: unmoved }) => unmoved === 1)).toBe(true);
  });

  it('gives nobody a new role in a public body without a second person, and takes one away at once', async () => {
    await bureau('bureau');
    const more = await house.as('bureau.owner').patch(pathOf('bureau', 'officer'), { roles: ['finance-payer'] }, { ifMatch: 1 });
    await expectProblem(more, 409, 'second-person-needed');
    await expectProblem(
      await house.as('bureau.owner').patch(pathOf('bureau', 'owner'), { roles: ['owner', 'finance-approver'] }, { ifMatch: 1 }),
      409,
      'second-person-needed',
    );
    const fewer = await house.as('bureau.owner').patch(pathOf('bureau', 'officer'), { roles: ['notice-officer'] }, { ifMatch: 1 });
    expect(fewer.status).toBe(200);
  });
});

describe('DELETE /v1/organisations/{id}/members/{personId}', () => {
  it('ends the place at once, both ways, with the open invitations', async () => {
    await company('ends');
    await house.as('ends.owner').patch(pathOf('ends', 'helper'), { roles: ['owner'] }, { ifMatch: 1 });
    const { secret } = await secretOf(house, 'ends.helper', 'ends', { roles: ['preparer'] });
    const removed = await house.as('ends.owner').delete(pathOf('ends', 'helper'), undefined, { ifMatch: 2 });
    expect([removed.status, await removed.text()]).toEqual([204, '']);
    await expectProblem(await house.as('ends.helper').get('/v1/organisations/ends'), 404, 'not-found');
    expect(await jsonOf(await house.as('ends.helper').get('/v1/organisations'))).toEqual({ items: [] });
    await expectProblem(await house.as('friend').post('/v1/invitations/look-up', { secret }), 404, 'not-found');
    await expectProblem(await house.as('ends.owner').delete(pathOf('ends', 'helper'), undefined, { ifMatch: 2 }), 404, 'not-found');
  });

  it('keeps the last owner', async () => {
    await company('last');
    await expectProblem(await house.as('last.owner').delete(pathOf('last', 'owner'), undefined, { ifMatch: 1 }), 409, 'last-owner');
  });
});

describe('POST /v1/organisations/{id}/leave', () => {
  it('lets anybody go but the last owner', async () => {
    await company('left');
    for (const person of ['helper', 'guest']) {
      expect((await house.as(`left.${person}`).post('/v1/organisations/left/leave')).status).toBe(204);
      await expectProblem(await house.as(`left.${person}`).get('/v1/organisations/left'), 404, 'not-found');
    }
    await expectProblem(await house.as('left.owner').post('/v1/organisations/left/leave'), 409, 'last-owner');
  });
});

describe('POST /v1/organisations/{id}/transfer-ownership', () => {
  const path = (id: string) => `/v1/organisations/${id}/transfer-ownership`;

  it('hands over in one write, so that the founder can leave', async () => {
    await company('handed');
    const handed = await house.as('handed.owner').post(path('handed'), { toPersonId: 'handed.helper' }, { ifMatch: 1 });
    expect(handed.headers.get('etag')).toBe('"2"');
    expect(await jsonOf(handed)).toMatchObject({ owner: { roles: ['owner', 'preparer'] }, former: { roles: ['signatory'] } });
    await expectProblem(
      await house.as('handed.owner').post(path('handed'), { toPersonId: 'handed.helper' }, { ifMatch: 2 }),
      403,
      'not-allowed',
    );
    expect((await house.as('handed.owner').post('/v1/organisations/handed/leave')).status).toBe(204);
    await expectProblem(await house.as('handed.helper').post('/v1/organisations/handed/leave'), 409, 'last-owner');
  });

  it('ends the place of a founder who was nothing else', async () => {
    await house.seedOrganisation({
      id: 'bare',
      kind: 'bank',
      members: [
        { id: 'bare.owner', roles: ['owner'] },
        { id: 'bare.officer', roles: ['bank-officer'] },
      ],
    });
    const handed = await house.as('bare.owner').post(path('bare'), { toPersonId: 'bare.officer' }, { ifMatch: 1 });
    expect(await jsonOf(handed)).toMatchObject({ owner: { roles: ['owner', 'bank-officer'] }, former: null });
    await expectProblem(await house.as('bare.owner').get('/v1/organisations/bare'), 404, 'not-found');
  });

  it.each<[string, unknown, number, string, string]>([
    ['to a guest', { toPersonId: 'no.guest' }, 422, 'unfit-roles', '/toPersonId'],
    ['to a stranger', { toPersonId: 'stranger' }, 422, 'unfit-roles', '/toPersonId'],
    ['to oneself', { toPersonId: 'no.owner' }, 422, 'unfit-roles', '/toPersonId'],
    ['to nobody', {}, 400, 'invalid-request', '/toPersonId'],
  ])('refuses to hand over %s', async (_what, body, status, code, pointer) => {
    if (!(await house.stores.organisations.readOrganisation('no'))) await company('no');
    await expectProblem(await house.as('no.owner').post(path('no'), body, { ifMatch: 1 }), status, code, pointer);
  });

  it('needs a second person in a public body', async () => {
    await bureau('office');
    const refused = await house.as('office.owner').post(path('office'), { toPersonId: 'office.officer' }, { ifMatch: 1 });
    await expectProblem(refused, 409, 'second-person-needed');
  });
});
