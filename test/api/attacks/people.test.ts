import { describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { attackHouse, GUEST_UNTIL } from './house.ts';

/** People whose rights change between two requests, and people who reach for what is another's through what is their own. */
const house = attackHouse();
const GRANT = {
  institutionId: 'bank',
  fieldGroups: ['identity', 'contact'],
  documentIds: [],
  purpose: 'credit-assessment',
  purposeNote: '示例',
  until: '2026-12-31',
  consentTextVersion: '2026-2',
};
const idOf = async (answer: Response, status = 201): Promise<string> => (await jsonOf<{ id: string }>(answer, status)).id;

/** A company of one's own for a test: `.owner`, `.preparer`, and a `.guest` for a week. */
const found = (id: string) =>
  house.seedOrganisation({
    id,
    kind: 'company',
    members: [
      { id: `${id}.owner`, roles: ['owner', 'signatory'] },
      { id: `${id}.preparer`, roles: ['preparer'] },
      { id: `${id}.guest`, roles: ['guest'], until: GUEST_UNTIL },
    ],
  });

describe('from one request to the next', () => {
  const READS = [
    '/v1/organisations/*',
    '/v1/organisations/*/members',
    '/v1/companies/*',
    '/v1/companies/*/facts',
    '/v1/companies/*/documents',
  ];
  const statuses = async (send: (path: string) => Promise<Response>, id: string) =>
    Promise.all(READS.map(async (path) => (await send(path.replace('*', id))).status));
  const ALL = READS.map(() => 200);
  const NONE = READS.map(() => 404);

  it('a member who is removed is nobody, by token and by the session that is still open', async () => {
    await found('removing');
    const cookie = await house.signInAs('removing.preparer');
    const bySession = async (path: string) => (await house.app()).request(path, { headers: { cookie } });
    const byToken = (path: string) => house.as('removing.preparer').get(path);
    expect([await statuses(bySession, 'removing'), await statuses(byToken, 'removing')]).toEqual([ALL, ALL]);
    const path = '/v1/organisations/removing/members/removing.preparer';
    expect((await house.as('removing.owner').delete(path, undefined, { ifMatch: 1 })).status).toBe(204);
    expect([await statuses(bySession, 'removing'), await statuses(byToken, 'removing')]).toEqual([NONE, NONE]);
    const me = await jsonOf<{ organisations: unknown[] }>(await bySession('/v1/me'));
    expect(me.organisations).toEqual([]);
  });

  it('whoever is removed does not come back by the link that let them in', async () => {
    await found('returning');
    const owner = house.as('returning.owner');
    const { secret } = await jsonOf<{ secret: string }>(
      await owner.post('/v1/organisations/returning/invitations', { roles: ['preparer'] }),
      201,
    );
    const comer = house.as('returning.comer');
    await jsonOf(await comer.post('/v1/invitations/accept', { secret }, { key: 'first' }));
    const path = '/v1/organisations/returning/members/returning.comer';
    expect((await owner.delete(path, undefined, { ifMatch: 1 })).status).toBe(204);
    await expectProblem(await comer.post('/v1/invitations/accept', { secret }), 409, 'invitation-used');
    // The repeat of what was done is told again; it does nothing.
    expect((await comer.post('/v1/invitations/accept', { secret }, { key: 'first' })).headers.get('idempotent-replayed')).toBe('true');
    expect(await statuses((url) => comer.get(url), 'returning')).toEqual(NONE);
  });

  it('an owner who is one no more takes nothing along: neither acts, nor invitations that wait', async () => {
    await found('demoting');
    const before = house.as('demoting.owner');
    const { secret } = await jsonOf<{ secret: string }>(
      await before.post('/v1/organisations/demoting/invitations', { roles: ['owner'] }),
      201,
    );
    const body = { toPersonId: 'demoting.preparer' };
    await jsonOf(await before.post('/v1/organisations/demoting/transfer-ownership', body, { ifMatch: 1 }));
    await expectProblem(await before.post('/v1/organisations/demoting/invitations', { roles: ['owner'] }), 403, 'not-allowed');
    await expectProblem(await before.get('/v1/organisations/demoting/audit'), 403, 'not-allowed');
    await expectProblem(await house.as('demoting.owner').post('/v1/invitations/accept', { secret }), 404, 'not-found');
  });

  it('a new role counts at once, and is gone at once', async () => {
    await found('changing');
    const give = () => house.as('changing.preparer').post('/v1/companies/changing/grants', GRANT);
    const set = (roles: string[], ifMatch: number) =>
      house.as('changing.owner').patch('/v1/organisations/changing/members/changing.preparer', { roles }, { ifMatch });
    await expectProblem(await give(), 403, 'not-allowed');
    await jsonOf(await set(['preparer', 'signatory'], 1));
    await jsonOf(await give(), 201);
    await jsonOf(await set(['preparer'], 2));
    await expectProblem(await give(), 403, 'not-allowed');
  });

  it('a guest whose week is over is nobody, a millisecond after it', async () => {
    await found('hosting');
    const guest = (path: string) => house.as('hosting.guest').get(path);
    const start = house.clock.now;
    house.clock.now = new Date(Date.parse(GUEST_UNTIL) - 1);
    expect(await statuses(guest, 'hosting')).toEqual(ALL);
    house.clock.now = new Date(GUEST_UNTIL);
    expect(await statuses(guest, 'hosting')).toEqual(NONE);
    house.clock.now = start;
  });

  it('a bank sees no more than the teaser, and no name, from the moment a grant is taken back', async () => {
    await found('revoking');
    const owner = house.as('revoking.owner');
    const banker = house.as('banker');
    const view = async () => (await jsonOf<{ view: string; name: unknown }>(await banker.get('/v1/companies/revoking'))) as object;
    const grant = await idOf(await owner.post('/v1/companies/revoking/grants', GRANT));
    expect(await view()).toMatchObject({ view: 'granted', name: '示例 revoking' });
    const reveal = () => banker.post('/v1/companies/revoking/particulars/reveal', { field: 'contactPhone', reason: '示例' });
    await jsonOf(await reveal());
    await jsonOf(await owner.post(`/v1/companies/revoking/grants/${grant}/revoke`));
    expect(await view()).toMatchObject({ view: 'teaser', name: null, uscc: null, particulars: null });
    await expectProblem(await banker.get('/v1/companies/revoking/facts'), 403, 'not-allowed');
    await expectProblem(await reveal(), 403, 'not-allowed');
  });

  it('a grant opens the groups it names, for the institution it names', async () => {
    await found('naming');
    await jsonOf(await house.as('naming.owner').post('/v1/companies/naming/grants', { ...GRANT, fieldGroups: ['identity'] }), 201);
    const reveal = { field: 'bankAccount', reason: '示例' };
    await expectProblem(await house.as('banker').post('/v1/companies/naming/particulars/reveal', reveal), 403, 'not-allowed');
    const { topics } = await jsonOf<{ topics: { id: string }[] }>(await house.as('banker').get('/v1/companies/naming/facts'));
    expect(topics.map(({ id }) => id)).toEqual(['identity']);
    await house.seedOrganisation({ id: 'rival', kind: 'bank', members: [{ id: 'rival.banker', roles: ['bank-officer'] }] });
    await expectProblem(await house.as('rival.banker').get('/v1/companies/naming/facts'), 403, 'not-allowed');
  });
});

describe('what is another’s, reached for through what is one’s own', () => {
  it('is not there', async () => {
    const owner = house.as('firm.owner');
    const made = {
      documents: await jsonOf<{ document: { id: string } }>(
        await owner.post('/v1/companies/firm/documents', {
          kind: 'business-licence',
          fileName: 'a.pdf',
          mediaType: 'application/pdf',
          sizeBytes: 10,
        }),
        201,
      ).then(({ document }) => document.id),
      grants: await idOf(await owner.post('/v1/companies/firm/grants', GRANT)),
      residences: await idOf(await owner.post('/v1/companies/firm/residences', { bodyId: 'carrier', from: '2026-01-01' })),
      snapshots: (await jsonOf<{ hash: string }>(await owner.post('/v1/companies/firm/snapshots'), 201)).hash,
      invitations: await jsonOf<{ invitation: { id: string } }>(
        await owner.post('/v1/organisations/firm/invitations', { roles: ['preparer'] }),
        201,
      ).then(({ invitation }) => invitation.id),
    };
    const paths: [method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: unknown][] = [
      ['get', `companies/*/documents/${made.documents}`],
      ['patch', `companies/*/documents/${made.documents}`, { title: '示例' }],
      ['post', `companies/*/documents/${made.documents}/links`],
      ['post', `companies/*/documents/${made.documents}/withdraw`],
      ['post', `companies/*/documents/${made.documents}/invoices`, {}],
      ['get', `companies/*/snapshots/${made.snapshots}`],
      ['post', `companies/*/grants/${made.grants}/revoke`],
      ['post', `companies/*/residences/${made.residences}/confirm`, {}],
      ['post', `companies/*/residences/${made.residences}/end`, {}],
      ['post', `organisations/*/invitations/${made.invitations}/confirm`],
      ['delete', `organisations/*/invitations/${made.invitations}`],
      ['patch', 'organisations/*/members/firm.preparer', { roles: ['signatory'] }],
      ['delete', 'organisations/*/members/firm.preparer'],
    ];
    const send = (person: string, id: string, [method, path, body]: (typeof paths)[number]) => {
      const url = `/v1/${path.replace('*', id)}`;
      return method === 'get' ? house.as(person).get(url) : house.as(person)[method](url, body, { ifMatch: 1 });
    };
    for (const row of paths) {
      await expectProblem(await send('other.owner', 'other', row), 404, 'not-found');
      await expectProblem(await send('other.owner', 'firm', row), 404, 'not-found');
    }
    // They are all there for those they belong to: the carrier for its residence, the owner for the rest.
    for (const row of paths) {
      const answer = await send(row[1].endsWith('/confirm') && row[1].includes('residences') ? 'operator' : 'firm.owner', 'firm', row);
      expect(answer.status, `${row[0]} ${row[1]}`).not.toBe(404);
    }
  });

  it('a company does not put itself into the hands of a body, nor a body take one', async () => {
    await found('moving');
    await house.seedOrganisation({ id: 'greedy', kind: 'carrier', members: [{ id: 'greedy.operator', roles: ['carrier-operator'] }] });
    const greedy = house.as('greedy.operator');
    const residence = await idOf(
      await house.as('moving.owner').post('/v1/companies/moving/residences', { bodyId: 'carrier', from: '2026-01-01' }),
    );
    await expectProblem(await greedy.post(`/v1/companies/moving/residences/${residence}/confirm`, {}), 404, 'not-found');
    await expectProblem(await greedy.get('/v1/companies/moving/facts'), 404, 'not-found');
    await expectProblem(
      await house.as('moving.owner').post(`/v1/companies/moving/residences/${residence}/confirm`, {}),
      403,
      'not-allowed',
    );
    const csv = 'name,uscc,divisionCode\n示例甲,91320000796544598E,320583\n';
    const answer = await greedy.post('/v1/organisations/greedy/company-imports', { csv });
    const { rows } = await jsonOf<{ rows: { outcome: string; organisationId: string | null; errors: { code: string }[] }[] }>(answer);
    expect(rows).toMatchObject([{ outcome: 'refused', organisationId: null, errors: [{ code: 'not-declared' }] }]);
    await expectProblem(await greedy.get('/v1/companies/firm'), 404, 'not-found');
  });

  it('an organisation that has an owner is handed to nobody else from outside, whatever role is offered', async () => {
    await found('owned');
    const residence = await idOf(
      await house.as('owned.owner').post('/v1/companies/owned/residences', { bodyId: 'carrier', from: '2026-01-01' }),
    );
    await jsonOf(await house.as('operator').post(`/v1/companies/owned/residences/${residence}/confirm`, {}));
    for (const person of ['admin', 'operator'])
      for (const roles of [['owner'], ['owner', 'signatory'], ['preparer'], ['guest']])
        await expectProblem(await house.as(person).post('/v1/organisations/owned/invitations', { roles }), 409, 'has-owner');
    await expectProblem(await house.as('banker').post('/v1/organisations/owned/invitations', { roles: ['owner'] }), 404, 'not-found');
  });

  it('a list of one place is not shown in the name of another', async () => {
    for (const as of ['bank', 'carrier', 'no-such', '__proto__'])
      await expectProblem(await house.as('banker').get(`/v1/grants?as=${as === 'bank' ? 'firm' : as}`), 404, 'not-found');
    expect((await house.as('banker').get('/v1/grants?as=bank')).status).toBe(200);
    await expectProblem(await house.as('operator').get('/v1/companies?as=bank'), 404, 'not-found');
  });

  it('a session of another is as unknown as one that never was', async () => {
    await house.signInAs('other.preparer');
    const mine = house.as('firm.preparer');
    const answers = await Promise.all(['session-of-other.preparer', 'no-such-session'].map((id) => mine.delete(`/v1/sessions/${id}`)));
    const [theirs, nobodys] = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
    expect(theirs).toEqual(nobodys);
    expect(theirs?.[0]).toBe(404);
    expect((await mine.delete('/v1/sessions/others')).status).toBe(204);
    const { sessions } = await jsonOf<{ sessions: unknown[] }>(await house.as('other.preparer').get('/v1/sessions'));
    expect(sessions).toHaveLength(1);
  });
});
