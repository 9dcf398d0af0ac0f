import { expect, it } from 'vitest';
import { countCalls } from '../support/faults.ts';
import { signInHouse } from '../support/sign-in-house.ts';
import { bearer } from '../support/tokens.ts';
import { chooseAndStop, reachSignInPage, signIn, Visitor } from '../support/visitor.ts';

const house = signInHouse();
const IDENTITY = { UpdateItemCommand: 1, QueryCommand: 1 };

/** The calls to the database while something is done. */
async function callsOf(doing: () => Promise<unknown>): Promise<Record<string, number>> {
  const counts = countCalls(house.client);
  const before = { ...counts };
  await doing();
  const after = { ...counts };
  return Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));
}

async function signedIn(): Promise<Visitor> {
  const someone = new Visitor(house.url());
  await signIn(someone, 'startup-owner');
  return someone;
}

it('identity by a cookie costs two calls, by a token one', async () => {
  const someone = await signedIn();
  expect(await callsOf(() => someone.ask('/v1/me'))).toEqual(IDENTITY);
  const headers = await bearer(house.mint(), 'startup-owner');
  expect(await callsOf(() => new Visitor(house.url()).ask('/v1/me', { headers }))).toEqual({ QueryCommand: 1 });
});

it('a request without, or with a wrong token costs none; with a dead cookie one', async () => {
  const nobody = new Visitor(house.url());
  expect(await callsOf(() => nobody.ask('/v1/me'))).toEqual({});
  expect(await callsOf(() => nobody.ask('/v1/me', { headers: { authorization: 'Bearer a.b.c' } }))).toEqual({});
  nobody.keep('__Host-rongqiao', 'x');
  expect(await callsOf(() => nobody.ask('/v1/me'))).toEqual({ UpdateItemCommand: 1 });
});

it('the list of sessions costs two beyond identity', async () => {
  const someone = await signedIn();
  expect(await callsOf(() => someone.ask('/v1/sessions'))).toEqual({ UpdateItemCommand: 1, QueryCommand: 2, BatchGetItemCommand: 1 });
});

it('signing in writes four rows, one after the other: the attempt, the person, the session twice', async () => {
  const someone = new Visitor(house.url());
  expect(await callsOf(() => reachSignInPage(someone))).toEqual({ PutItemCommand: 1 });
  const callback = await chooseAndStop(someone, await reachSignInPage(someone), 'startup-owner');
  expect(await callsOf(() => someone.ask(callback))).toEqual({ DeleteItemCommand: 1, UpdateItemCommand: 1, PutItemCommand: 2 });
});

it('a cookie replaced costs four, every quarter of an hour', async () => {
  const someone = await signedIn();
  house.clock.forward(16 * 60_000);
  expect(await callsOf(() => someone.ask('/v1/me'))).toEqual({
    UpdateItemCommand: 3,
    QueryCommand: 1,
    GetItemCommand: 1,
    PutItemCommand: 1,
  });
  expect(await callsOf(() => someone.ask('/v1/me'))).toEqual(IDENTITY);
});
