import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { DemoPerson } from './people.ts';
import { SIGNING_ALGORITHM, type SigningKey } from './signing-key.ts';

/** Whom the tokens are for: our API, whatever function of it. */
export const AUDIENCE = 'rongqiao-api';
/** Whom the issuer gives codes and tokens to. */
export const CLIENT_ID = 'rongqiao-web';
/** A token outlives a demo of a year, whose clock is moved through all of it. */
const LIFETIME_SECONDS = 366 * 24 * 3600;

/** What the issuer says of a person in every token. `sub` is the person's id. */
export const claimsOf = ({ id, name, personKey }: Pick<DemoPerson, 'id' | 'name' | 'personKey'>) => ({
  sub: id,
  name: name.zh,
  person_key: personKey,
});

/**
 * A bearer token for machine clients, as RFC 9068 has it: `typ: at+jwt`, for this API, good for 366 days from `now`.
 * @param now by the clock of the house, which is the one the functions check it by
 */
export async function signAccessToken(
  key: SigningKey,
  issuer: string,
  person: Pick<DemoPerson, 'id' | 'name' | 'personKey'>,
  now: Date,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ...claimsOf(person), client_id: CLIENT_ID })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: 'at+jwt', kid: key.kid })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .setJti(randomUUID())
    .sign(await importJWK(key, SIGNING_ALGORITHM));
}
