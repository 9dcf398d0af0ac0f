import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { IssuerRefusal, SessionPorts } from './ports.ts';
import { newSessionId, newToken } from './secrets.ts';

/** The browser as it comes back from the issuer. */
export interface Return {
  /** As the issuer gave it. */
  readonly query: URLSearchParams;
  /** The cookie that says in which browser a sign-in began. */
  readonly browser: string | undefined;
  /** The cookie of a session that was open in this browser until now. */
  readonly earlierToken: string | undefined;
  readonly device: string;
}

export interface SignedIn {
  /** The cookie of the new session. */
  readonly token: string;
  readonly returnTo: string;
}

/** `expired`: no such sign-in is under way in this browser: too late, a second time, or begun elsewhere. */
export type SignInRefusal = 'expired' | IssuerRefusal;

/** Takes the sign-in out, asks the issuer who it was, and opens a session of its own; one that was open in this browser ends. */
export async function finishSignIn(
  { store, issuer }: SessionPorts,
  { query, browser, earlierToken, device }: Return,
  now: Date,
): Promise<Result<SignedIn, SignInRefusal>> {
  const [state, ...more] = query.getAll('state');
  if (!state || more.length > 0 || !browser) return refuse('expired');
  const attempt = await store.takeAttempt(sha256Hex(state), sha256Hex(browser), now);
  if (!attempt) return refuse('expired');
  const person = await issuer.finish(query, { state, nonce: attempt.nonce, verifier: attempt.verifier });
  if (!person.ok) return person;
  const token = newToken(now);
  await store.open(person.value, { sessionId: newSessionId(), tokenHash: sha256Hex(token), device }, now);
  if (earlierToken !== undefined) await store.endByToken(sha256Hex(earlierToken));
  return ok({ token, returnTo: attempt.returnTo });
}
