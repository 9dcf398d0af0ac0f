import { ok, type Result } from '../../../shared/domain/kernel/result.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import { newSecret } from '../../../shared/runtime/random.ts';
import type { IssuerRefusal, SessionPorts } from './ports.ts';

/** How long a person may take at the issuer. */
export const ATTEMPT_MS = 10 * 60_000;

/**
 * Sends the browser off to the issuer. What its answer must match is kept under the hash of `state`, and counts only in the browser that
 * holds `browser`.
 */
export async function beginSignIn(
  { store, issuer }: SessionPorts,
  { browser, returnTo }: { readonly browser: string; readonly returnTo: string },
  now: Date,
): Promise<Result<URL, IssuerRefusal>> {
  const challenge = { state: newSecret(), nonce: newSecret(), verifier: newSecret() };
  const url = await issuer.signInUrl(challenge);
  if (!url.ok) return url;
  await store.keepAttempt({
    stateHash: sha256Hex(challenge.state),
    browserHash: sha256Hex(browser),
    nonce: challenge.nonce,
    verifier: challenge.verifier,
    returnTo,
    until: new Date(now.getTime() + ATTEMPT_MS).toISOString(),
  });
  return ok(url.value);
}
