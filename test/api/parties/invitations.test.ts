import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Write } from '../../../shared/store/commit.ts';
import { residenceKey } from '../../../shared/store/keys/organisations.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { membersOf, partiesHouse, secretOf } from './house.ts';

const house = partiesHouse();
const company = (id: string) =>
  house.seedOrganisation({ id, kind: 'company', uscc: `code-${id}`, members: [{ id: `${id}.owner`, roles: ['owner', 'signatory'] }] });
const bureau = (id: string) =>
  house.seedOrganisation({
    id,
    kind: 'finance_bureau',
    members: [
      { id: `${id}.owner`, roles: ['owner'] },
      { id: `${id}.second`, roles: ['owner'] },
    ],
  });
const invite = (id: string, body: unknown, key?: string) =>
  house.as(`${id}.owner`).post(`/v1/organisations/${id}/invitations`, body, key === undefined ? {} : { key });
const lookUp = (person: string, secret: string) => house.as(person).post('/v1/invitations/look-up', { secret });
const accept = (person: string, secret: string, key?: string) =>
  house.as(person).post('/v1/invitations/accept', { secret }, key === undefined ? {} : { key });
const A_WEEK_LATER = new Date('2026-11-30T02:00:00.000Z');
/** Something that happens at another time. */
async function at<Result>(time: Date, act: () => Promise<Result>): Promise<Result> {
  const { now } = house.clock;
  house.clock.now = time;
  try {
    return await act();
  } finally {
    house.clock.now = now;
  }
}

describe('an invitation', () => {
  it('is made, seen by whoever has the link, and used once', async () => {
    await company('joins');
    const made = await invite('joins', { roles: ['preparer'], note: '欢迎' });
    const { secret, link, invitation } = await jsonOf<{ secret: string; link: string; invitation: object }>(made, 201);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(link).toBe(`/invitations#${secret}`);
    expect(invitation).toMatchObject({ roles: ['preparer'], note: '欢迎', status: 'open', expiresAt: A_WEEK_LATER.toISOString() });
    expect(JSON.stringify(invitation)).not.toMatch(/hash|key/i);

    expect(await jsonOf(await lookUp('friend', secret))).toEqual({
      organisation: { id: 'joins', kind: 'company', name: '示例 joins', divisionCode: '320583' },
      roles: ['preparer'],
      until: null,
      note: '欢迎',
      status: 'open',
      expiresAt: A_WEEK_LATER.toISOString(),
    });
    expect(await jsonOf(await accept('friend', secret))).toMatchObject({
      organisation: { id: 'joins' },
      member: { personId: 'friend', version: 1 },
    });
    expect((await house.as('friend').get('/v1/organisations/joins')).status).toBe(200);
    await expectProblem(await accept('other', secret), 409, 'invitation-used');
    await expectProblem(await accept('friend', secret), 409, 'invitation-used');
    await expectProblem(await lookUp('other', secret), 409, 'invitation-used');
    const list = await jsonOf<{ items: unknown[] }>(await house.as('joins.owner').get('/v1/organisations/joins/invitations'));
    expect(list.items).toMatchObject([{ status: 'accepted', acceptedBy: 'friend' }]);
  });

  it('shows its secret once: a repeat has none, and neither table keeps it', async () => {
    await company('once');
    const { secret } = await jsonOf<{ secret: string }>(await invite('once', { roles: ['preparer'] }, 'again'), 201);
    expect(await jsonOf(await invite('once', { roles: ['preparer'] }, 'again'), 201)).toMatchObject({ secret: null, link: null });
    for (const TableName of Object.values(house.names)) {
      const { Items } = await house.client.send(new ScanCommand({ TableName, ConsistentRead: true }));
      expect(JSON.stringify(Items)).not.toContain(secret);
    }
  });

  it('is answered to a repeat of whoever accepted it', async () => {
    await company('repeats');
    const { secret } = await secretOf(house, 'repeats.owner', 'repeats', { roles: ['preparer'] });
    const first = await accept('friend', secret, 'one');
    const again = await accept('friend', secret, 'one');
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await again.text()).toBe(await first.text());
  });

  it('has one answer where it is unknown, withdrawn or expired', async () => {
    await company('gone');
    const withdrawn = await secretOf(house, 'gone.owner', 'gone', { roles: ['preparer'] });
    expect((await house.as('gone.owner').delete(`/v1/organisations/gone/invitations/${withdrawn.id}`)).status).toBe(204);
    const expired = await secretOf(house, 'gone.owner', 'gone', { roles: ['preparer'] });
    const texts = new Set<string>();
    for (const send of [lookUp, accept]) {
      for (const response of [
        await send('friend', 'x'.repeat(43)),
        await send('friend', withdrawn.secret),
        await at(A_WEEK_LATER, () => send('friend', expired.secret)),
      ]) {
        texts.add(await response.clone().text());
        await expectProblem(response, 404, 'not-found');
      }
    }
    expect(texts.size).toBe(1);
  });

  it('of a guest lasts as long as was said', async () => {
    await company('guests');
    const { secret } = await secretOf(house, 'guests.owner', 'guests', { roles: ['guest'], until: '2026-12-01T00:00:00Z' });
    expect(await jsonOf(await accept('consultant', secret))).toMatchObject({
      member: { roles: ['guest'], until: '2026-12-01T00:00:00.000Z' },
    });
    const read = () => house.as('consultant').get('/v1/organisations/guests');
    expect((await at(new Date('2026-11-30T23:59:59.999Z'), read)).status).toBe(200);
    expect((await at(new Date('2026-12-01T00:00:00.000Z'), read)).status).toBe(404);
  });

  it('adds roles to those of a member, and nothing to one who has them', async () => {
    await company('adds');
    const { secret } = await secretOf(house, 'adds.owner', 'adds', { roles: ['preparer'] });
    expect(await jsonOf(await accept('adds.owner', secret))).toMatchObject({
      member: { roles: ['owner', 'signatory', 'preparer'], version: 2 },
    });
    const again = await secretOf(house, 'adds.owner', 'adds', { roles: ['signatory'] });
    await expectProblem(await accept('adds.owner', again.secret), 409, 'already-member');
    expect(await membersOf(house, 'adds.owner', 'adds')).toHaveLength(1);
  });

  it.each<[string, unknown, number, string, string | undefined]>([
    ['a role of others', { roles: ['preparer', 'finance-payer'] }, 422, 'unfit-roles', '/roles/1'],
    ['a guest without an end', { roles: ['guest'] }, 422, 'unfit-roles', '/until'],
    ['a guest for too long', { roles: ['guest'], until: '2027-05-23T00:00:00Z' }, 422, 'unfit-roles', '/until'],
    ['a guest who is more', { roles: ['guest', 'preparer'], until: '2026-12-01T00:00:00Z' }, 422, 'unfit-roles', '/roles'],
    ['an end for a member', { roles: ['preparer'], until: '2026-12-01T00:00:00Z' }, 422, 'unfit-roles', '/until'],
    ['no roles', { roles: [] }, 400, 'invalid-request', '/roles'],
    ['no instant', { roles: ['guest'], until: 'tomorrow' }, 400, 'invalid-request', '/until'],
    ['a long note', { roles: ['preparer'], note: 'n'.repeat(501) }, 400, 'invalid-request', '/note'],
    ['an invitation made by the caller', { roles: ['preparer'], tokenHash: 'x' }, 400, 'invalid-request', '/tokenHash'],
  ])('is refused with %s', async (_what, body, status, code, pointer) => {
    if (!(await house.stores.organisations.readOrganisation('strict'))) await company('strict');
    await expectProblem(await invite('strict', body), status, code, pointer);
  });

  it.each<[string, unknown]>([
    ['no secret', {}],
    ['an empty one', { secret: '' }],
    ['a long one', { secret: 'x'.repeat(201) }],
    ['more than a secret', { secret: 'x', personId: 'y' }],
  ])('is neither looked up nor accepted with %s', async (_what, body) => {
    for (const path of ['look-up', 'accept'])
      await expectProblem(await house.as('friend').post(`/v1/invitations/${path}`, body), 400, 'invalid-request');
  });

  it('is withdrawn once, and not after it was used', async () => {
    await company('back');
    const { id, secret } = await secretOf(house, 'back.owner', 'back', { roles: ['preparer'] });
    const withdraw = (invitation: string) => house.as('back.owner').delete(`/v1/organisations/back/invitations/${invitation}`);
    expect((await withdraw(id)).status).toBe(204);
    await expectProblem(await withdraw(id), 409, 'invitation-closed');
    await expectProblem(await withdraw('nothing'), 404, 'not-found');
    const used = await secretOf(house, 'back.owner', 'back', { roles: ['preparer'] });
    expect((await accept('friend', used.secret)).status).toBe(200);
    await expectProblem(await withdraw(used.id), 409, 'invitation-used');
    expect(secret).not.toBe(used.secret);
  });

  it('is not made without end: what is open counts, what is long over goes', async () => {
    await company('many');
    for (let made = 0; made < 40; made++) expect((await invite('many', { roles: ['preparer'] })).status).toBe(201);
    await expectProblem(await invite('many', { roles: ['preparer'] }), 409, 'too-many-members');
    await at(new Date('2027-01-15T00:00:00.000Z'), async () => {
      expect((await invite('many', { roles: ['preparer'] })).status).toBe(201);
      const { items } = await jsonOf<{ items: unknown[] }>(await house.as('many.owner').get('/v1/organisations/many/invitations'));
      expect(items).toHaveLength(31);
    });
  });
});

describe('in a public body', () => {
  const confirm = (person: Parameters<typeof house.as>[0], id: string, invitation: string) =>
    house.as(person).post(`/v1/organisations/${id}/invitations/${invitation}/confirm`);

  it('an invitation counts once a second natural person has confirmed it', async () => {
    await bureau('two');
    const { id, secret } = await secretOf(house, 'two.owner', 'two', { roles: ['finance-payer'] });
    expect(await jsonOf(await lookUp('payer', secret))).toMatchObject({ status: 'awaiting-confirmation' });
    await expectProblem(await accept('payer', secret), 409, 'invitation-unconfirmed');
    await expectProblem(await confirm('two.owner', 'two', id), 403, 'same-person');
    await expectProblem(await confirm({ id: 'two.second', personKey: 'person-two.owner' }, 'two', id), 403, 'same-person');
    expect(await jsonOf(await confirm('two.second', 'two', id))).toMatchObject({ status: 'open', confirmedBy: 'two.second' });
    await expectProblem(await confirm('two.second', 'two', id), 409, 'invitation-closed');
    await expectProblem(await accept('two.second', secret), 403, 'same-person');
    await expectProblem(await accept('two.owner', secret), 403, 'same-person');
    expect(await jsonOf(await accept('payer', secret))).toMatchObject({ member: { roles: ['finance-payer'] } });
  });

  it('the platform’s admin can be the second person, who sees what waits', async () => {
    await bureau('watched');
    await house.seedOrganisation({
      id: 'platform',
      kind: 'platform',
      divisionCode: null,
      members: [{ id: 'admin', roles: ['owner', 'admin'] }],
    });
    const { id } = await secretOf(house, 'watched.owner', 'watched', { roles: ['finance-approver'] });
    const list = await jsonOf<{ items: unknown[] }>(await house.as('admin').get('/v1/organisations/watched/invitations'));
    expect(list.items).toMatchObject([{ id, status: 'awaiting-confirmation' }]);
    expect((await confirm('admin', 'watched', id)).status).toBe(200);
  });

  it('a member gains a role only so', async () => {
    await bureau('gains');
    const { id, secret } = await secretOf(house, 'gains.owner', 'gains', { roles: ['finance-reviewer'] });
    expect((await confirm('gains.second', 'gains', id)).status).toBe(200);
    expect((await accept('officer', secret)).status).toBe(200);
    const more = await secretOf(house, 'gains.owner', 'gains', { roles: ['notice-officer'] });
    expect((await confirm('gains.second', 'gains', more.id)).status).toBe(200);
    expect(await jsonOf(await accept('officer', more.secret))).toMatchObject({
      member: { roles: ['finance-reviewer', 'notice-officer'], version: 2 },
    });
  });

  it('no admin is made by one person', async () => {
    const { id, secret } = await secretOf(house, 'admin', 'platform', { roles: ['admin'] });
    await expectProblem(await confirm('admin', 'platform', id), 403, 'same-person');
    await expectProblem(await accept('friend', secret), 409, 'invitation-unconfirmed');
  });
});

describe('an organisation that nobody owns', () => {
  const inviteInto = (person: string, id: string, roles: string[]) =>
    house.as(person).post(`/v1/organisations/${id}/invitations`, { roles });
  const residence = (id: string, bodyId: string): Write => ({
    put: {
      ...residenceKey(id, 'r'),
      id: 'r',
      bodyId,
      bodyKind: 'carrier',
      bodyName: '示例众创空间',
      communityId: null,
      from: '2026-01-01',
      until: null,
      status: 'confirmed',
      declaredBy: 'operator',
      confirmedBy: 'operator',
      confirmedAt: '2026-01-01T00:00:00.000Z',
      version: 1,
    },
    expect: 'absent',
  });

  it('is handed over anew where the first link was never used', async () => {
    const admitted = await house.as('admin').post('/v1/institutions', { kind: 'bank', name: '示例银行' });
    const first = await jsonOf<{ organisation: { id: string }; secret: string }>(admitted, 201);
    const { id } = first.organisation;
    await at(A_WEEK_LATER, async () => {
      await expectProblem(await accept('banker', first.secret), 404, 'not-found');
      await expectProblem(await inviteInto('admin', id, ['bank-officer']), 422, 'unfit-roles', '/roles/0');
      const { secret } = await jsonOf<{ secret: string }>(await inviteInto('admin', id, ['owner']), 201);
      await expectProblem(await accept('admin', secret), 403, 'same-person');
      expect((await accept('banker', secret)).status).toBe(200);
      await expectProblem(await inviteInto('admin', id, ['owner']), 409, 'has-owner');
    });
  });

  it('is handed to its founder by the operator it sits with, and by no other', async () => {
    for (const carrier of ['hub', 'elsewhere'])
      await house.seedOrganisation({
        id: carrier,
        kind: 'carrier',
        uscc: `code-${carrier}`,
        members: [{ id: `${carrier}.operator`, roles: ['carrier-operator'] }],
      });
    await house.seedOrganisation({ id: 'brought', kind: 'company', uscc: 'code-brought', writes: [residence('brought', 'hub')] });
    await expectProblem(await inviteInto('elsewhere.operator', 'brought', ['owner', 'signatory']), 404, 'not-found');
    const links = [];
    for (let link = 0; link < 2; link++)
      links.push(await jsonOf<{ secret: string }>(await inviteInto('hub.operator', 'brought', ['owner', 'signatory']), 201));
    const [used = { secret: '' }, other = { secret: '' }] = links;
    await expectProblem(await accept('hub.operator', used.secret), 403, 'same-person');
    expect(await jsonOf(await accept('founder', used.secret))).toMatchObject({ member: { roles: ['owner', 'signatory'] } });
    await expectProblem(await accept('somebody', other.secret), 404, 'not-found');
    await expectProblem(await inviteInto('hub.operator', 'brought', ['owner']), 409, 'has-owner');
  });
});
