import { describe, expect, it } from 'vitest';
import { signInHouse } from '../../support/sign-in-house.ts';
import { bearer, mintToken, WRONG_TOKENS } from '../../support/tokens.ts';
import { signIn, Visitor } from '../../support/visitor.ts';

const house = signInHouse();
const me = async (headers: Record<string, string>, who = new Visitor(house.url())) => (await who.ask('/v1/me', { headers })).response;

describe('a bearer token', () => {
  it('of the issuer says who is calling, by the claims of the person', async () => {
    const response = await me(await bearer(house.mint(), 'bank-officer'));
    expect(response.status).toBe(200);
    const { person, organisations, signedIn } = await response.json();
    expect(person).toEqual({ id: 'bank-officer', name: expect.stringContaining('示例') });
    expect({ organisations, signedIn }).toEqual({ organisations: [], signedIn: { by: 'token', sessionId: null } });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it.each(Object.entries(WRONG_TOKENS))('is refused when it is %s', async (_what, wrong) => {
    const response = await me({ authorization: `Bearer ${await wrong(house.mint(), 'startup-owner')}` });
    expect(await response.json()).toMatchObject({ status: 401, type: '/problems/invalid-token' });
  });

  it.each([
    ['Basic', 'Basic c3RhcnR1cC1vd25lcjo='],
    ['an empty Bearer', 'Bearer '],
    ['two tokens', 'Bearer a.b.c Bearer a.b.c'],
    ['nothing', ''],
  ])('is not replaced by %s, not even beside a good session', async (_what, authorization) => {
    const someone = new Visitor(house.url());
    await signIn(someone, 'startup-owner');
    expect((await me({}, someone)).status).toBe(200);
    expect((await me({ authorization }, someone)).status).toBe(401);
  });

  it('with a subject that is no word of ours names a person by its hash', async () => {
    const response = await me(await bearer(house.mint(), 'x', { claims: { sub: 'auth0|5f7c8ec7', name: 'A', person_key: 'k' } }));
    expect((await response.json()).person.id).toMatch(/^s-[0-9a-f]{32}$/);
  });

  it('is judged by the clock of the house', async () => {
    const token = await mintToken(house.mint(), 'startup-owner');
    house.clock.forward(2 * 3_600_000);
    expect((await me({ authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await me(await bearer(house.mint(), 'startup-owner', { now: house.clock.now() }))).status).toBe(200);
  });
});

it('signing in goes on when the clock of the house has been moved by a year', async () => {
  house.clock.forward(366 * 24 * 3_600_000);
  const someone = new Visitor(house.url());
  await signIn(someone, 'startup-owner');
  expect((await me({}, someone)).status).toBe(200);
});
