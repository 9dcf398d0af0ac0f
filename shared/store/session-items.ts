import * as z from 'zod/mini';

/** The shapes of what sign-in keeps. Instants are RFC 3339 in UTC with milliseconds, so that they compare as text. */
const instant = z.string();
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A sign-in that went off to the issuer and has not come back. */
export const signInAttempt = z.object({
  stateHash: sha256,
  /** SHA-256 of the cookie of the browser it began in. */
  browserHash: sha256,
  nonce: z.string(),
  /** The secret half of PKCE. */
  verifier: z.string(),
  /** A path of ours. */
  returnTo: z.string(),
  until: instant,
});
export type SignInAttempt = z.infer<typeof signInAttempt>;

/** A session as its owner sees it: one row in the partition of the person. */
export const ownSession = z.object({
  sessionId: z.string(),
  /** SHA-256 of the cookie in use, and of the one before it, which may still be good for a moment. */
  tokenHash: sha256,
  previousHash: z.nullable(sha256),
  /** Browser and system, as the browser said; empty when it did not. */
  device: z.string(),
  startedAt: instant,
  absoluteUntil: instant,
});
export type OwnSession = z.infer<typeof ownSession>;

/** A session as a request finds it: by the hash of its cookie. */
export const liveSession = z.object({ sessionId: z.string(), personId: z.string(), idleUntil: instant, absoluteUntil: instant });
