import * as client from 'openid-client';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { personIdOf } from '../../../shared/domain/parties/person.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { SignedInPerson } from '../../../shared/store/session-store.ts';
import type { Config } from '../config.ts';
import type { Challenge, IssuerClient, IssuerRefusal } from './ports.ts';

type Settings = Pick<
  Config,
  | 'PUBLIC_ORIGIN'
  | 'OIDC_ISSUER'
  | 'OIDC_CLIENT_ID'
  | 'OIDC_CLIENT_SECRET'
  | 'OIDC_SCOPE'
  | 'PERSON_ID_CLAIM'
  | 'PERSON_NAME_CLAIM'
  | 'PERSON_KEY_CLAIM'
>;

/** Signatures of ID tokens that are taken; never `none`, never a shared secret. */
const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA', 'Ed25519'];
const CALLBACK_PATH = '/v1/auth/callback';
/** Each call to the issuer, in seconds; the browser is waiting, and the function ends after ten. */
const TIMEOUT_SECONDS = 4;
/** What the issuer says of itself is asked again after an hour. */
const METADATA_MS = 3_600_000;
const LONGEST_NAME = 100;
const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

const word = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

/**
 * Signing in with any OpenID issuer: code flow with PKCE (S256), state and nonce, the signature of the ID token checked with the issuer's
 * published keys. Plain HTTP is spoken to an issuer on this machine only.
 * @param now by which tokens are judged, as everywhere in the house
 * @param report told of answers we could not use, so that a wrong setting does not look like a mistake of the visitor's
 */
export function createIssuerClient(settings: Settings, now: () => Date, report: (error: Error) => void): IssuerClient {
  const issuer = new URL(settings.OIDC_ISSUER);
  const plain = issuer.protocol === 'http:' && LOOPBACK.has(issuer.hostname);
  const authentication = client.ClientSecretBasic(settings.OIDC_CLIENT_SECRET);
  const redirectUri = `${settings.PUBLIC_ORIGIN}${CALLBACK_PATH}`;
  let keys: client.ExportedJWKSCache | undefined;
  let known: { readonly metadata: Promise<client.ServerMetadata>; readonly until: number } | undefined;

  const discover = async (): Promise<client.ServerMetadata> => {
    const found = await client.discovery(issuer, settings.OIDC_CLIENT_ID, undefined, authentication, {
      timeout: TIMEOUT_SECONDS,
      ...(plain && { execute: [client.allowInsecureRequests] }),
    });
    const metadata = { ...found.serverMetadata() };
    const algorithms = (metadata.id_token_signing_alg_values_supported ?? ['RS256']).filter((name) => ALGORITHMS.includes(name));
    if (algorithms.length === 0) throw new Error('the issuer signs ID tokens with nothing we take');
    return Object.assign(metadata, { id_token_signing_alg_values_supported: algorithms });
  };

  const metadataOf = async (): Promise<client.ServerMetadata> => {
    if (!known || known.until < Date.now()) {
      const entry = { metadata: discover(), until: Date.now() + METADATA_MS };
      entry.metadata.catch(() => {
        if (known === entry) known = undefined;
      });
      known = entry;
    }
    return known.metadata;
  };

  /** Made anew each time, as the clock of the house may have been moved since. */
  const configuration = async (): Promise<client.Configuration> => {
    const skewSeconds = Math.round((now().getTime() - Date.now()) / 1000);
    const made = new client.Configuration(await metadataOf(), settings.OIDC_CLIENT_ID, { [client.clockSkew]: skewSeconds }, authentication);
    if (plain) client.allowInsecureRequests(made);
    client.enableNonRepudiationChecks(made);
    made.timeout = TIMEOUT_SECONDS;
    if (keys) client.setJwksCache(made, keys);
    return made;
  };

  const personOf = (claims: Readonly<Record<string, unknown>>): SignedInPerson | undefined => {
    const subject = word(claims[settings.PERSON_ID_CLAIM]);
    if (subject === undefined) return undefined;
    const personId = personIdOf(subject, sha256Hex);
    const name = word(claims[settings.PERSON_NAME_CLAIM])?.slice(0, LONGEST_NAME) ?? personId;
    return { personId, name, personKey: word(claims[settings.PERSON_KEY_CLAIM]) ?? personId };
  };

  const finish = async (query: URLSearchParams, { state, nonce, verifier }: Challenge): Promise<SignedInPerson | undefined> => {
    const made = await configuration();
    const tokens = await client.authorizationCodeGrant(made, new URL(`?${query}`, redirectUri), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    keys = client.getJwksCache(made);
    const claims = tokens.claims();
    if (!claims) return undefined;
    const wanted = [settings.PERSON_ID_CLAIM, settings.PERSON_NAME_CLAIM, settings.PERSON_KEY_CLAIM];
    const complete = wanted.every((name) => claims[name] !== undefined) || !made.serverMetadata().userinfo_endpoint;
    // Some issuers keep the name out of the ID token and tell it when asked.
    return personOf(complete ? claims : { ...(await client.fetchUserInfo(made, tokens.access_token, claims.sub)), ...claims });
  };

  /** The refusal an error stands for. @throws the error itself when it is a fault of ours */
  const refused = (error: unknown): Result<never, IssuerRefusal> => {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    if (refusal !== 'denied') report(new Error(`issuer ${refusal}: ${reasonOf(error)}`));
    return refuse(refusal);
  };

  return {
    async signInUrl({ state, nonce, verifier }) {
      try {
        const url = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: settings.OIDC_SCOPE,
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return ok(url);
      } catch (error) {
        return refused(error);
      }
    },

    async finish(query, challenge) {
      try {
        const person = await finish(query, challenge);
        return person ? ok(person) : refused(new NoSubject());
      } catch (error) {
        return refused(error);
      }
    },

    async signOutUrl() {
      try {
        const made = await configuration();
        if (!made.serverMetadata().end_session_endpoint) return undefined;
        // No ID token in the address: the client's name does, and tokens never reach the browser.
        return client.buildEndSessionUrl(made, { post_logout_redirect_uri: `${settings.PUBLIC_ORIGIN}/` });
      } catch (error) {
        refused(error);
        return undefined;
      }
    },
  };
}

/** The issuer said nothing under the claim that is to name the person. */
class NoSubject extends Error {}

/** Codes of `openid-client` for an issuer that gave no answer, or the error page of something before it. */
const NO_ANSWER = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']);
const NOT_NOW = new Set(['temporarily_unavailable', 'server_error']);

/** What went wrong, as far as the person before the screen is concerned; undefined for a fault of ours. */
function refusalOf(error: unknown): IssuerRefusal | undefined {
  if (error instanceof client.AuthorizationResponseError) return NOT_NOW.has(error.error) ? 'unavailable' : 'denied';
  if (error instanceof client.ResponseBodyError) return error.status >= 500 ? 'unavailable' : 'unusable';
  if (error instanceof client.ClientError) return NO_ANSWER.has(error.code ?? '') ? 'unavailable' : 'unusable';
  if (error instanceof client.WWWAuthenticateChallengeError || error instanceof NoSubject) return 'unusable';
  // What `fetch` throws when nobody can be reached.
  return error instanceof TypeError && error.message === 'fetch failed' ? 'unavailable' : undefined;
}

/** Codes only: what an issuer writes beside them may name a person. */
function reasonOf(error: unknown): string {
  if (error instanceof client.ResponseBodyError) return error.error;
  if (error instanceof client.ClientError) return error.code ?? error.name;
  return error instanceof Error ? error.constructor.name : 'unknown';
}
