import { describe, expect, it } from 'vitest';
import { checkCharacterOf } from '../../../shared/domain/parties/uscc.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { partiesHouse } from './house.ts';

const house = partiesHouse();
type Registered = { organisation: Record<string, unknown> & { id: string }; warnings: { pointer: string; code: string }[] };

let serial = 0;
/** A company as an import leaves it: with a code and a profile, and nobody in it. */
async function broughtIn(): Promise<{ id: string; body: Record<string, unknown> & { uscc: string } }> {
  serial += 1;
  const first = `91329900DEM9${String(serial).padStart(5, '0')}`;
  const uscc = first + checkCharacterOf(first);
  const id = `brought-in-${serial}`;
  await house.seedOrganisation({ id, kind: 'company', uscc });
  return { id, body: { kind: 'company', name: '示例接管科技有限公司', uscc, divisionCode: '320505' } };
}
const register = (person: string, body: object, key?: string) =>
  house.as(person).post('/v1/organisations', body, key === undefined ? {} : { key });

describe('a company an operator brought in', () => {
  it('is taken over by its founder, with what is known of it, until a second person has seen the licence', async () => {
    const { id, body } = await broughtIn();
    const { organisation, warnings } = await jsonOf<Registered>(await register('founder', { ...body, uscc: body.uscc.toLowerCase() }), 201);
    expect(organisation).toMatchObject({ ...body, id, usccStatus: 'awaiting-confirmation', established: false, version: 2 });
    expect(warnings.map(({ code }) => code)).toContain('brought-in');
    const file = await house.stores.organisations.readOrganisation(id);
    expect(file).toMatchObject({
      members: [{ personId: 'founder', roles: ['owner', 'signatory'] }],
      profile: { version: 2, teaser: { divisionCode: '320505' } },
      head: { seq: 2 },
    });
    const { items } = await jsonOf<{ items: { changed: object }[] }>(await house.as('founder').get(`/v1/organisations/${id}/audit`));
    expect(items).toContainEqual(expect.objectContaining({ changed: expect.objectContaining({ takenOver: true, owner: 'founder' }) }));
    // From now on it is a company like any other.
    await expectProblem(await register('late', body), 409, 'duplicate-credit-code');
    expect((await house.as('late').get(`/v1/organisations/${id}`)).status).toBe(404);
  });

  it('is taken over with an end to the links somebody made while nobody owned it', async () => {
    await house.seedOrganisation({
      id: 'watch',
      kind: 'platform',
      divisionCode: null,
      members: [{ id: 'admin', roles: ['owner', 'admin'] }],
    });
    const { id, body } = await broughtIn();
    const made = await house.as('admin').post(`/v1/organisations/${id}/invitations`, { roles: ['owner', 'signatory'] });
    const { secret } = await jsonOf<{ secret: string }>(made, 201);
    expect((await register('founder-2', body)).status).toBe(201);
    await expectProblem(await house.as('invited').post('/v1/invitations/accept', { secret }), 404, 'not-found');
  });

  it('is taken over once, by whoever comes first, and answered alike to a repeat', async () => {
    const { id, body } = await broughtIn();
    const answers = await Promise.all([register('one', body), register('two', body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await house.stores.organisations.readOrganisation(id))?.members).toHaveLength(1);
    const other = await broughtIn();
    const [first, second] = [await register('again', other.body, 'claim-key'), await register('again', other.body, 'claim-key')];
    expect(await second.json()).toEqual(await first.json());
  });

  it('is not taken over by an organisation of another kind, or by what is malformed', async () => {
    const { id, body } = await broughtIn();
    const { organisation } = await jsonOf<Registered>(await register('trainer', { ...body, kind: 'training_provider' }), 201);
    expect(organisation.id).not.toBe(id);
    await expectProblem(await register('careless', { ...body, divisionCode: '310000' }), 400, 'invalid-request', '/divisionCode');
    expect((await house.stores.organisations.readOrganisation(id))?.members).toEqual([]);
  });
});
