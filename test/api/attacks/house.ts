import { createHash } from 'node:crypto';
import { beforeAll } from 'vitest';
import { createSessionStore } from '../../../shared/store/session-store.ts';
import { personKeyOf } from '../../support/signed-in.ts';
import { wholeHouse } from '../../support/whole-house.ts';

export const GUEST_UNTIL = '2026-12-01T00:00:00.000Z';
const SESSION_COOKIE = '__Host-rongqiao';

/**
 * Two companies that know nothing of each other, `firm` and `other`, each with `.owner`, `.preparer` and a `.guest` for a week; `bank` with
 * its `banker`, `carrier` with its `operator`, `platform` with its `admin`.
 */
export function attackHouse() {
  const house = wholeHouse();
  beforeAll(async () => {
    for (const [id, uscc] of [
      ['firm', '91320000796544598E'],
      ['other', null],
    ] as const) {
      await house.seedOrganisation({
        id,
        kind: 'company',
        uscc,
        members: [
          { id: `${id}.owner`, roles: ['owner', 'signatory'] },
          { id: `${id}.preparer`, roles: ['preparer'] },
          { id: `${id}.guest`, roles: ['guest'], until: GUEST_UNTIL },
        ],
      });
    }
    await house.seedOrganisation({ id: 'bank', kind: 'bank', members: [{ id: 'banker', roles: ['bank-officer'] }] });
    await house.seedOrganisation({ id: 'carrier', kind: 'carrier', members: [{ id: 'operator', roles: ['carrier-operator'] }] });
    await house.seedOrganisation({ id: 'platform', kind: 'platform', divisionCode: null, members: [{ id: 'admin', roles: ['admin'] }] });
  });

  /** Signs somebody in with a browser and answers the cookie of the session. */
  const signInAs = async (personId: string): Promise<string> => {
    const token = `token-of-${personId}-${Math.random()}`;
    const person = { personId, name: personId, personKey: personKeyOf({ id: personId }) };
    const session = { sessionId: `session-of-${personId}`, tokenHash: createHash('sha256').update(token).digest('hex'), device: '' };
    await createSessionStore(house.client, house.names.main).open(person, session, house.clock.now);
    return `${SESSION_COOKIE}=${token}`;
  };

  /** The version of an organisation as its owner sees it. */
  const versionOf = async (id: string): Promise<string> =>
    (await house.as(`${id}.owner`).get(`/v1/organisations/${id}`)).headers.get('etag') ?? '';

  return { ...house, signInAs, versionOf };
}
