import { describe, expect, it } from 'vitest';
import { createPartiesApp } from '../../functions/parties-api/app.ts';
import { atOnce, firstAnswers, type Insisted, insist, tally } from '../support/insist.ts';
import { jsonOf, signedInHouse } from '../support/signed-in.ts';

const house = signedInHouse(createPartiesApp);
const MANY = 64;
const ROUNDS = process.env.LONG ? 1_000 : 1;
/** In the long run nobody is turned away either: it is for machines that have nothing else to do. */
const NOBODY_TURNED_AWAY = process.env.LONG !== undefined;
const TIMEOUT_MS = 120_000;

/** Codes that pass the check: GB 32100 with a number of our own inside. */
const CODES = ['91320000796544598E', '913201002496827567', '91320191726079387X', '91320200724183068U'] as const;
const company = (uscc: string) => ({ kind: 'company', name: '示例公司', uscc, divisionCode: '320583' });
/** Sent by so many at the same moment, each of whom insists. */
async function race(count: number, send: (index: number, key: string) => Promise<Response>): Promise<Insisted[]> {
  const answers = await atOnce(count, (index) => insist((key) => send(index, key)));
  if (NOBODY_TURNED_AWAY) expect(answers.filter(({ turnedAway }) => turnedAway > 0)).toEqual([]);
  return answers;
}
const chainOf = async (person: string, id: string) =>
  await jsonOf<{ items: { action: string }[]; intact: boolean }>(await house.as(person).get(`/v1/organisations/${id}/audit?limit=100`));

describe(`${MANY} at once`, () => {
  it('of one registration are one organisation, and each is answered the same', { timeout: TIMEOUT_MS * ROUNDS }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const person = `founder-${round}`;
      const alone = { kind: 'individual', divisionCode: '320583' };
      const answers = await race(MANY, () => house.as(person).post('/v1/organisations', alone, { key: `round-${round}` }));
      const texts = await Promise.all(answers.map(({ response }) => response.text()));
      expect(tally(answers)).toEqual({ 201: MANY });
      expect(new Set(texts).size).toBe(1);
      const { seen, least } = firstAnswers(answers);
      expect([least, 1]).toContain(seen);
      const { items } = await jsonOf<{ items: { id: string }[] }>(await house.as(person).get('/v1/organisations'));
      expect(items).toHaveLength(1);
      expect(await chainOf(person, items[0]?.id ?? '')).toMatchObject({ items: [{ action: 'organisation.register' }], intact: true });
    }
  });

  it('who register one code are one organisation, and the others are told so', { timeout: TIMEOUT_MS }, async () => {
    const answers = await race(MANY, (index, key) => house.as(`rival-${index}`).post('/v1/organisations', company(CODES[0]), { key }));
    expect(tally(answers)).toEqual({ 201: 1, 409: MANY - 1 });
  });

  it('who follow one link: one is in', { timeout: TIMEOUT_MS }, async () => {
    await house.seedOrganisation({ id: 'link', kind: 'company', uscc: CODES[1], members: [{ id: 'owner', roles: ['owner'] }] });
    const made = await house.as('owner').post('/v1/organisations/link/invitations', { roles: ['preparer'] });
    const { secret } = await jsonOf<{ secret: string }>(made, 201);
    const answers = await race(MANY, (index, key) => house.as(`guest-${index}`).post('/v1/invitations/accept', { secret }, { key }));
    expect(tally(answers)).toEqual({ 200: 1, 409: MANY - 1 });
    const { items } = await jsonOf<{ items: unknown[] }>(await house.as('owner').get('/v1/organisations/link/members'));
    expect(items).toHaveLength(2);
  });
});

describe('at the same time', () => {
  it('two owners leave: one stays', { timeout: TIMEOUT_MS }, async () => {
    const members = [1, 2].map((number) => ({ id: `owner-${number}`, roles: ['owner'] as const }));
    await house.seedOrganisation({ id: 'two', kind: 'company', uscc: CODES[2], members });
    const answers = await race(2, (index, key) => house.as(`owner-${index + 1}`).post('/v1/organisations/two/leave', undefined, { key }));
    expect(tally(answers)).toEqual({ 204: 1, 409: 1 });
    expect((await house.stores.organisations.readOrganisation('two'))?.members).toHaveLength(1);
  });

  it('a member is removed and accepts a link for more: whichever is first, both rows of the place agree', {
    timeout: TIMEOUT_MS,
  }, async () => {
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
        insist((key) => house.as('owner').delete(`/v1/organisations/${id}/members/${person}`, undefined, { ifMatch: 1, key })),
        insist((key) => house.as(person).post('/v1/invitations/accept', { secret }, { key })),
      ]);
      const file = await house.stores.organisations.readOrganisation(id);
      const { memberships } = await house.stores.people.readPerson(person);
      const inside = file?.members.find(({ personId }) => personId === person)?.roles;
      expect(memberships.find(({ organisationId }) => organisationId === id)?.roles).toEqual(inside);
      expect(await chainOf('owner', id)).toMatchObject({ intact: true });
    }
  });

  it('many owners change many members: none is lost, and the chain is one', { timeout: TIMEOUT_MS }, async () => {
    const helpers = Array.from({ length: 12 }, (_, index) => ({ id: `helper-${index}`, roles: ['preparer'] as const }));
    await house.seedOrganisation({ id: 'busy', kind: 'company', uscc: CODES[3], members: [{ id: 'owner', roles: ['owner'] }, ...helpers] });
    // Whoever met others too often is asked to come again, with the same key, be the machine ever so idle.
    const answers = await atOnce(helpers.length, (index) =>
      insist((key) =>
        house.as('owner').patch(`/v1/organisations/busy/members/helper-${index}`, { roles: ['signatory'] }, { ifMatch: 1, key }),
      ),
    );
    expect(tally(answers)).toEqual({ 200: helpers.length });
    const file = await house.stores.organisations.readOrganisation('busy');
    expect(file?.members.filter(({ roles, version }) => roles[0] === 'signatory' && version === 2)).toHaveLength(12);
    expect(await chainOf('owner', 'busy')).toMatchObject({ intact: true, items: { length: 13 } });
  });
});
