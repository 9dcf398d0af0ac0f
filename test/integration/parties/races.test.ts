import { describe, expect, it } from 'vitest';
import { createPartiesApp } from '../../../functions/parties-api/app.ts';
import { jsonOf, signedInHouse } from '../../support/signed-in.ts';

const house = signedInHouse(createPartiesApp);
const MANY = 64;
const ROUNDS = process.env.LONG ? 1_000 : 1;

/** Codes that pass the check: GB 32100 with a number of our own inside. */
const CODES = ['91320000796544598E', '913201002496827567', '91320191726079387X', '91320200724183068U'] as const;
const company = (uscc: string) => ({ kind: 'company', name: '示例公司', uscc, divisionCode: '320583' });
const atOnce = <Result>(count: number, act: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));
const tally = (statuses: readonly number[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
const chainOf = async (person: string, id: string) =>
  await jsonOf<{ items: { action: string }[]; intact: boolean }>(await house.as(person).get(`/v1/organisations/${id}/audit?limit=100`));

describe(`${MANY} at once`, () => {
  it('of one registration are one organisation, and each is answered the same', { timeout: 60_000 * ROUNDS }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const person = `founder-${round}`;
      const alone = { kind: 'individual', divisionCode: '320583' };
      const answers = await atOnce(MANY, () => house.as(person).post('/v1/organisations', alone, { key: `round-${round}` }));
      const texts = await Promise.all(answers.map((answer) => answer.text()));
      expect(tally(answers.map(({ status }) => status))).toEqual({ 201: MANY });
      expect(new Set(texts).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') !== 'true')).toHaveLength(1);
      const { items } = await jsonOf<{ items: { id: string }[] }>(await house.as(person).get('/v1/organisations'));
      expect(items).toHaveLength(1);
      expect(await chainOf(person, items[0]?.id ?? '')).toMatchObject({ items: [{ action: 'organisation.register' }], intact: true });
    }
  });

  it('who register one code are one organisation, and the others are told so', async () => {
    const answers = await atOnce(MANY, (index) => house.as(`rival-${index}`).post('/v1/organisations', company(CODES[0])));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: MANY - 1 });
  });

  it('who follow one link: one is in', async () => {
    await house.seedOrganisation({ id: 'link', kind: 'company', uscc: CODES[1], members: [{ id: 'owner', roles: ['owner'] }] });
    const made = await house.as('owner').post('/v1/organisations/link/invitations', { roles: ['preparer'] });
    const { secret } = await jsonOf<{ secret: string }>(made, 201);
    const answers = await atOnce(MANY, (index) => house.as(`guest-${index}`).post('/v1/invitations/accept', { secret }));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 409: MANY - 1 });
    const { items } = await jsonOf<{ items: unknown[] }>(await house.as('owner').get('/v1/organisations/link/members'));
    expect(items).toHaveLength(2);
  });
});

describe('at the same time', () => {
  it('two owners leave: one stays', async () => {
    const members = [1, 2].map((number) => ({ id: `owner-${number}`, roles: ['owner'] as const }));
    await house.seedOrganisation({ id: 'two', kind: 'company', uscc: CODES[2], members });
    const answers = await atOnce(2, (index) => house.as(`owner-${index + 1}`).post('/v1/organisations/two/leave'));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 204: 1, 409: 1 });
    expect((await house.stores.organisations.readOrganisation('two'))?.members).toHaveLength(1);
  });

  it('a member is removed and accepts a link for more: whichever is first, both rows of the place agree', async () => {
    for (let round = 0; round < 10; round++) {
      const id = `agree-${round}`;
      const person = `member-${round}`;
      await house.seedOrganisation({
        id,
        kind: 'bank',
        members: [
          { id: 'owner', roles: ['owner'] },
          { id: person, roles: ['bank-officer'] },
        ],
      });
      const made = await house.as('owner').post(`/v1/organisations/${id}/invitations`, { roles: ['bank-approver'] });
      const { secret } = await jsonOf<{ secret: string }>(made, 201);
      await Promise.all([
        house.as('owner').delete(`/v1/organisations/${id}/members/${person}`, undefined, { ifMatch: 1 }),
        house.as(person).post('/v1/invitations/accept', { secret }),
      ]);
      const file = await house.stores.organisations.readOrganisation(id);
      const { memberships } = await house.stores.people.readPerson(person);
      const inside = file?.members.find(({ personId }) => personId === person)?.roles;
      expect(memberships.find(({ organisationId }) => organisationId === id)?.roles).toEqual(inside);
      expect(await chainOf('owner', id)).toMatchObject({ intact: true });
    }
  });

  it('many owners change many members: none is lost, and the chain is one', async () => {
    const helpers = Array.from({ length: 12 }, (_, index) => ({ id: `helper-${index}`, roles: ['preparer'] as const }));
    await house.seedOrganisation({ id: 'busy', kind: 'company', uscc: CODES[3], members: [{ id: 'owner', roles: ['owner'] }, ...helpers] });
    const change = (index: number): Promise<Response> =>
      house
        .as('owner')
        .patch(`/v1/organisations/busy/members/helper-${index}`, { roles: ['signatory'] }, { ifMatch: 1, key: `k-${index}` });
    let open = helpers.map((_, index) => index);
    for (let tries = 0; open.length > 0 && tries < 10; tries++) {
      const answers = await Promise.all(open.map(change));
      // Whoever met others too often is asked to come again, with the same key.
      expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
      open = open.filter((_, index) => answers[index]?.status === 503);
    }
    const file = await house.stores.organisations.readOrganisation('busy');
    expect(file?.members.filter(({ roles, version }) => roles[0] === 'signatory' && version === 2)).toHaveLength(12);
    expect(await chainOf('owner', 'busy')).toMatchObject({ intact: true, items: { length: 13 } });
  });
});
