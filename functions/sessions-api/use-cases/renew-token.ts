import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { SessionPorts } from './ports.ts';
import { ageOf, newToken } from './secrets.ts';

/** An older cookie is replaced, so that one that was copied is of no use for long. */
const RENEW_AFTER_MS = 15 * 60_000;

/** Another cookie for a session whose cookie has grown old; undefined when it is young, or was just replaced by a request beside this one. */
export async function renewToken(
  { store }: Pick<SessionPorts, 'store'>,
  session: { readonly personId: string; readonly sessionId: string; readonly token: string },
  now: Date,
): Promise<string | undefined> {
  const { personId, sessionId, token } = session;
  if (ageOf(token, now) < RENEW_AFTER_MS) return undefined;
  const renewed = newToken(now);
  const replaced = await store.replaceToken(personId, sessionId, sha256Hex(token), sha256Hex(renewed), now);
  return replaced ? renewed : undefined;
}
