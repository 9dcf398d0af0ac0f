import { describe, expect, it } from 'vitest';
import { signInHouse } from '../../support/sign-in-house.ts';
import { bearer } from '../../support/tokens.ts';
import { signIn, Visitor } from '../../support/visitor.ts';

const COOKIE = '__Host-rongqiao';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const house = signInHouse();

const statusOfMe = async (who: Visitor) => (await who.ask('/v1/me')).response.status;
const tokenOf = (who: Visitor): string => who.cookie(COOKIE) as string;

/** Signed in anew: a browser nobody used before. */
async function signedIn(personId = 'startup-owner'): Promise<Visitor> {
  const someone = new Visitor(house.url());
  await signIn(someone, personId);
  return someone;
}
function holding(token: string): Visitor {
  const someone = new Visitor(house.url());
  someone.keep(COOKIE, token);
  return someone;
}

interface Seen {
  readonly id: string;
  readonly current: boolean;
  readonly device: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly endsAt: string;
}
async function sessionsOf(who: Visitor): Promise<Seen[]> {
  const { response } = await who.ask('/v1/sessions');
  expect(response.status).toBe(200);
  return (await response.json()).sessions;
}
const end = async (who: Visitor, id: string) => (await who.ask(`/v1/sessions/${id}`, { method: 'DELETE' })).response.status;

describe('a session', () => {
  it('is over when it was not used for half an hour', async () => {
    const someone = await signedIn();
    house.clock.forward(30 * MINUTE - 1_000);
    expect(await statusOfMe(someone)).toBe(200);
    house.clock.forward(30 * MINUTE + 1_000);
    expect(await statusOfMe(someone)).toBe(401);
    expect(await statusOfMe(someone)).toBe(401);
  });

  it('is over after twelve hours, however busy', async () => {
    const someone = await signedIn();
    for (let passed = 0; passed < 12 * HOUR - 20 * MINUTE; passed += 20 * MINUTE) {
      house.clock.forward(20 * MINUTE);
      expect(await statusOfMe(someone)).toBe(200);
    }
    const last = tokenOf(someone);
    house.clock.forward(20 * MINUTE + 1_000);
    expect(await statusOfMe(someone)).toBe(401);
    expect(await statusOfMe(holding(last))).toBe(401);
  });

  it('gets another cookie after a quarter of an hour; the old one is good for a minute more', async () => {
    const someone = await signedIn();
    const first = tokenOf(someone);
    house.clock.forward(15 * MINUTE - 2_000);
    await statusOfMe(someone);
    expect(tokenOf(someone)).toBe(first);
    house.clock.forward(3_000);
    expect(await statusOfMe(someone)).toBe(200);
    const second = tokenOf(someone);
    expect(second).not.toBe(first);
    house.clock.forward(MINUTE - 2_000);
    expect(await statusOfMe(holding(first))).toBe(200);
    house.clock.forward(3_000);
    expect(await statusOfMe(holding(first))).toBe(401);
    expect(await statusOfMe(someone)).toBe(200);
    expect(tokenOf(someone)).toBe(second);
  });

  it('gets one other cookie when many requests ask at once, and all of them are answered', async () => {
    const someone = await signedIn();
    house.clock.forward(16 * MINUTE);
    const before = tokenOf(someone);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => holding(before)).map(async (tab) => {
        const { response } = await tab.ask('/v1/me');
        return { status: response.status, renewed: tokenOf(tab) === before ? undefined : tokenOf(tab) };
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    const renewed = answers.flatMap((answer) => answer.renewed ?? []);
    expect(renewed).toHaveLength(1);
    expect(await statusOfMe(holding(renewed[0] as string))).toBe(200);
    expect(await sessionsOf(holding(renewed[0] as string))).toEqual(expect.arrayContaining([expect.objectContaining({ current: true })]));
  });

  it('is not found under a cookie that was changed, not even in its time', async () => {
    const someone = await signedIn();
    const [secret, at] = tokenOf(someone).split('.') as [string, string];
    for (const token of [`${secret}.${at}0`, `${secret}.0`, secret, `${secret.slice(0, -1)}.${at}`, '', 'x', `${secret}#.${at}`]) {
      expect(await statusOfMe(holding(token)), token).toBe(401);
    }
  });

  it('does not act for a page of another site', async () => {
    const someone = await signedIn();
    const [own] = await sessionsOf(someone);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
    ]) {
      const { response } = await someone.ask(`/v1/sessions/${own?.id}`, { method: 'DELETE', headers });
      expect(await response.json()).toMatchObject({ status: 403, type: '/problems/cross-site-request' });
    }
    expect(await statusOfMe(someone)).toBe(200);
  });
});

describe('the list of sessions', () => {
  it('shows where and when one signed in, and is about oneself alone', async () => {
    const phone = new Visitor(house.url(), (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('user-agent', 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0 Mobile Safari/537.36');
      return fetch(input, { ...init, headers });
    });
    await signIn(phone, 'mentor');
    house.clock.forward(MINUTE);
    const desk = await signedIn('mentor');
    await signedIn('startup-owner');
    const seen = await sessionsOf(desk);
    expect(seen.map(({ current, device }) => ({ current, device }))).toEqual([
      { current: true, device: '' },
      { current: false, device: 'Chrome · Android' },
    ]);
    const [newest] = seen;
    expect(Date.parse(newest?.endsAt ?? '') - Date.parse(newest?.startedAt ?? '')).toBe(12 * HOUR);
    expect(JSON.stringify(seen)).not.toMatch(/[0-9a-f]{64}/);
  });

  it('ends one session, whichever cookie it has by now', async () => {
    const desk = await signedIn('auditor');
    house.clock.forward(16 * MINUTE);
    const lost = await signedIn('auditor');
    const first = tokenOf(lost);
    house.clock.forward(16 * MINUTE);
    await statusOfMe(lost);
    // Of the desk's session, half an hour has passed without a use.
    expect(await statusOfMe(desk)).toBe(401);
    const other = await signedIn('auditor');
    const target = (await sessionsOf(other)).find(({ current }) => !current) as Seen;
    expect(await end(other, target.id)).toBe(204);
    expect(await statusOfMe(lost)).toBe(401);
    expect(await statusOfMe(holding(first))).toBe(401);
    expect(await sessionsOf(other)).toHaveLength(1);
    expect(await end(other, target.id)).toBe(404);
  });

  it('ends the session that asks, and drops its cookie', async () => {
    const someone = await signedIn('expert-1');
    const token = tokenOf(someone);
    const own = (await sessionsOf(someone)).find(({ current }) => current) as Seen;
    expect(await end(someone, own.id)).toBe(204);
    expect(someone.cookie(COOKIE)).toBeUndefined();
    expect(await statusOfMe(holding(token))).toBe(401);
  });

  it('ends all others at once', async () => {
    const others = await Promise.all([signedIn('expert-2'), signedIn('expert-2'), signedIn('expert-2')]);
    const kept = await signedIn('expert-2');
    expect(await end(kept, 'others')).toBe(204);
    for (const other of others) expect(await statusOfMe(other)).toBe(401);
    expect(await sessionsOf(kept)).toHaveLength(1);
  });

  it('knows no session of anybody else', async () => {
    const victim = await signedIn('expert-3');
    const [session] = await sessionsOf(victim);
    const attacker = await signedIn('startup-other');
    expect(await end(attacker, session?.id as string)).toBe(404);
    expect(await end(attacker, 'a'.repeat(32))).toBe(404);
    expect(await end(attacker, 'a%23b')).toBe(404);
    expect(await statusOfMe(victim)).toBe(200);
  });

  it('is open to a machine, which has no session of its own in it', async () => {
    const person = await signedIn('joint-office');
    const machine = new Visitor(house.url());
    const headers = await bearer(house.mint(), 'joint-office', { now: house.clock.now() });
    const { response: answer } = await machine.ask('/v1/me', { headers });
    expect(await answer.json()).toMatchObject({ person: { id: 'joint-office' }, signedIn: { by: 'token', sessionId: null } });
    const { response } = await machine.ask('/v1/sessions', { headers });
    expect((await response.json()).sessions).toMatchObject([{ current: false }]);
    const { response: ended } = await machine.ask('/v1/sessions/others', { method: 'DELETE', headers });
    expect(ended.status).toBe(204);
    expect(await statusOfMe(person)).toBe(401);
  });
});
