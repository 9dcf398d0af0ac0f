import { createHash } from 'node:crypto';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { personIdOf } from '../domain/parties/person.ts';

/** Signatures that are taken; never `none`, never a shared secret. */
const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const CLOCK_SKEW_SECONDS = 60;
/** A token is a few hundred bytes; a longer one is not even parsed. */
const LONGEST = 8 * 1024;

const WRONG_TOKEN = /^ERR_(JWT|JWS|JOSE_ALG_NOT_ALLOWED|JOSE_NOT_SUPPORTED|JWKS_NO_MATCHING_KEY|JWKS_MULTIPLE_MATCHING_KEYS)/;

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  /** The issuer's public keys; never those a token names by itself. */
  readonly keys: JWTVerifyGetKey;
  /** Names of the claims that tell who the person is. */
  readonly claims: { readonly id: string; readonly name: string; readonly key: string };
  readonly now: () => Date;
}

export interface TokenHolder {
  readonly personId: string;
  readonly personKey: string;
  readonly name: string;
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Checks a bearer token as RFC 9068 and RFC 8725 ask; undefined for any that is not good in every respect. */
export function createTokenVerifier({ issuer, audience, keys, claims, now }: TokenSettings) {
  return async (token: string): Promise<TokenHolder | undefined> => {
    if (token.length > LONGEST) return undefined;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        typ: 'at+jwt',
        requiredClaims: ['exp', 'iat', 'sub'],
        clockTolerance: CLOCK_SKEW_SECONDS,
        currentDate: now(),
      });
      if (['jku', 'x5u', 'jwk', 'x5c'].some((name) => name in protectedHeader)) return undefined;
      const subject = word(payload[claims.id]);
      if (subject === undefined) return undefined;
      const personId = personIdOf(subject, sha256Hex);
      return { personId, personKey: word(payload[claims.key]) ?? personId, name: word(payload[claims.name]) ?? personId };
    } catch (error) {
      // A token that is wrong is an answer; an issuer that cannot be asked is a fault of ours.
      if (error instanceof errors.JOSEError && WRONG_TOKEN.test(error.code)) return undefined;
      throw error;
    }
  };
}
