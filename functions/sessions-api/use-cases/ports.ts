import type { Result } from '../../../shared/domain/kernel/result.ts';
import type { SessionStore, SignedInPerson } from '../../../shared/store/session-store.ts';

/** What binds the answer of an issuer to the question: made new for each sign-in. */
export interface Challenge {
  readonly state: string;
  readonly nonce: string;
  /** The secret half of PKCE. */
  readonly verifier: string;
}

/** `denied`: the issuer or the person said no · `unusable`: an answer we cannot believe or use · `unavailable`: no answer. */
export type IssuerRefusal = 'denied' | 'unusable' | 'unavailable';

/** The OpenID issuer, as far as signing in and out needs it. */
export interface IssuerClient {
  /** Where the browser goes to sign in. */
  signInUrl(challenge: Challenge): Promise<Result<URL, IssuerRefusal>>;
  /** Whom the issuer signed in, by the query it sent the browser back with. Tokens end here. */
  finish(query: URLSearchParams, challenge: Challenge): Promise<Result<SignedInPerson, IssuerRefusal>>;
  /** Where the browser goes to sign out there too; undefined where the issuer has no such page or does not answer. */
  signOutUrl(): Promise<URL | undefined>;
}

/** What the use cases stand on. */
export interface SessionPorts {
  readonly store: SessionStore;
  readonly issuer: IssuerClient;
}
