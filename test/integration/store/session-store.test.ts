import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSessionReader } from '../../../shared/store/session-reader.ts';
import { createSessionStore } from '../../../shared/store/session-store.ts';
import { InjectedCrash, injectFault } from '../../support/faults.ts';
import { ownTables } from '../../support/tables.ts';

const { client, names } = ownTables();
const store = createSessionStore(client, names.main);
const { touch } = createSessionReader(client, names.main);

const hash = () => randomBytes(32).toString('hex');
const NOW = new Date('2026-11-23T02:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function opened() {
  const ids = { personId: `person-${randomBytes(6).toString('hex')}`, sessionId: randomBytes(16).toString('hex') };
  const tokenHash = hash();
  const person = { personId: ids.personId, name: '示例', personKey: 'k' };
  await store.open(person, { sessionId: ids.sessionId, tokenHash, device: '' }, NOW);
  return { ...ids, tokenHash };
}
const alive = async (...hashes: string[]) =>
  (await Promise.all(hashes.map((one) => touch(one, later(1))))).map((found) => found !== undefined);

/** Runs `first`, and all of `other` just before its call of that number. */
async function interleaved(call: number, first: () => Promise<void>, other: () => Promise<void>): Promise<void> {
  let done = false;
  const repair = injectFault(client, async ({ number }) => {
    if (number !== call || done) return undefined;
    done = true;
    await other();
    return undefined;
  });
  await first();
  repair();
  if (!done) await other();
}

describe('the cookie of a session, replaced', () => {
  it('while the session is being ended leaves nothing alive, whichever call the other comes before', async () => {
    const outcomes: boolean[] = [];
    for (const inner of ['end', 'replace'] as const) {
      for (let call = 1; call <= 4; call++) {
        const { personId, sessionId, tokenHash } = await opened();
        const newHash = hash();
        const replace = async () => void outcomes.push(await store.replaceToken(personId, sessionId, tokenHash, newHash, NOW));
        const end = async () => void (await store.end(personId, sessionId));
        const [first, other] = inner === 'end' ? [replace, end] : [end, replace];
        await interleaved(call, first, other);
        expect(await alive(tokenHash, newHash), `${inner} before call ${call}`).toEqual([false, false]);
        expect(await store.list(personId, NOW)).toEqual([]);
      }
    }
    expect(new Set(outcomes), 'both won at times').toEqual(new Set([true, false]));
  });

  it('by two at once is replaced by one of them', async () => {
    const { personId, sessionId, tokenHash } = await opened();
    const hashes = Array.from({ length: 8 }, hash);
    const replaced = await Promise.all(hashes.map((newHash) => store.replaceToken(personId, sessionId, tokenHash, newHash, NOW)));
    expect(replaced.filter(Boolean)).toHaveLength(1);
    expect(await alive(...hashes)).toEqual(replaced);
    expect(await alive(tokenHash)).toEqual([true]);
  });

  it('by a process that dies at any call leaves the session usable, and wholly ended by one end', async () => {
    let crashes = 0;
    for (const when of ['before', 'after'] as const) {
      for (let call = 1; ; call++) {
        const { personId, sessionId, tokenHash } = await opened();
        const newHash = hash();
        const repair = injectFault(client, ({ number }) => (number === call ? when : undefined));
        const outcome = await store.replaceToken(personId, sessionId, tokenHash, newHash, NOW).catch((error: Error) => error);
        repair();
        if (!(outcome instanceof InjectedCrash)) {
          expect(outcome).toBe(true);
          break;
        }
        crashes += 1;
        // The browser got no new cookie, and goes on with the one it has.
        expect(await alive(tokenHash)).toEqual([true]);
        expect(await store.end(personId, sessionId)).toBe(true);
        expect(await alive(tokenHash)).toEqual([false]);
      }
    }
    expect(crashes).toBe(8);
  });
});

describe('a session being ended', () => {
  it('by a process that dies at any call is over or can be ended again', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let call = 1; call <= 4; call++) {
        const { personId, sessionId, tokenHash } = await opened();
        const newHash = hash();
        await store.replaceToken(personId, sessionId, tokenHash, newHash, NOW);
        const repair = injectFault(client, ({ number }) => (number === call ? when : undefined));
        await store.end(personId, sessionId).catch(() => undefined);
        repair();
        await store.end(personId, sessionId);
        expect(await alive(tokenHash, newHash), `${when} call ${call}`).toEqual([false, false]);
      }
    }
  });
});

describe('a session', () => {
  it('cannot be touched back to life, and not beyond its end', async () => {
    const { tokenHash } = await opened();
    expect(await touch(tokenHash, later(30 * 60))).toBeUndefined();
    expect(await touch(tokenHash, later(1))).toBeDefined();
    for (let minute = 20; minute < 12 * 60; minute += 20) expect(await touch(tokenHash, later(minute * 60)), `${minute}`).toBeDefined();
    expect(await touch(tokenHash, later(12 * 3600))).toBeUndefined();
  });
});

describe('a sign-in under way', () => {
  it('is taken out once, however many come at the same time', async () => {
    const attempt = { stateHash: hash(), browserHash: hash(), nonce: 'n', verifier: 'v', returnTo: '/', until: later(600).toISOString() };
    await store.keepAttempt(attempt);
    expect(await store.takeAttempt(attempt.stateHash, hash(), NOW)).toBeUndefined();
    expect(await store.takeAttempt(attempt.stateHash, attempt.browserHash, later(600))).toBeUndefined();
    const taken = await Promise.all(Array.from({ length: 16 }, () => store.takeAttempt(attempt.stateHash, attempt.browserHash, NOW)));
    expect(taken.filter(Boolean)).toEqual([attempt]);
  });
});
