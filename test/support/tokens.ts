import { createHmac, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { AUDIENCE, CLIENT_ID, claimsOf } from '../../infra/local/issuer/access-token.ts';
import { readPeople } from '../../infra/local/issuer/people.ts';
import type { SigningKey } from '../../infra/local/issuer/signing-key.ts';

/** The issuer tokens are minted for: its name and its key. */
export interface Mint {
  readonly url: string;
  readonly key: SigningKey;
}

export interface Differences {
  /** Added to the claims, or in their place; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly now?: Date;
}

/** What anyone may know of a key. */
export const publicHalf = ({ d: _secret, ...shared }: SigningKey): Omit<SigningKey, 'd'> => shared;

const people = new Map(readPeople().map((person) => [person.id, person]));
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function contentOf({ url, key }: Mint, personId: string, { claims = {}, header = {}, now = new Date() }: Differences) {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const person = people.get(personId) ?? { id: personId, name: { zh: personId, en: personId }, personKey: `person-${personId}` };
  const payload: JWTPayload = {
    ...claimsOf(person),
    iss: url,
    aud: AUDIENCE,
    client_id: CLIENT_ID,
    iat: issuedAt,
    exp: issuedAt + 3600,
    jti: randomUUID(),
    ...claims,
  };
  return { payload, header: { alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header } };
}

/** A bearer token for a demo person (or anybody), good for an hour, with whatever a test wants to be different. */
export async function mintToken(mint: Mint, personId: string, differences: Differences = {}): Promise<string> {
  const { payload, header } = contentOf(mint, personId, differences);
  return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(mint.key, 'ES256'));
}

/** The headers of a request of a machine client. */
export const bearer = async (mint: Mint, personId: string, differences?: Differences): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await mintToken(mint, personId, differences)}`,
});

const unsigned = (mint: Mint, personId: string, alg: string): string => {
  const { payload, header } = contentOf(mint, personId, { header: { alg } });
  return `${encode(header)}.${encode(payload)}`;
};

/** Signed with the public key as if it were a shared secret: taken by whoever lets the token choose the algorithm. */
async function hmacWithPublicKey(mint: Mint, personId: string): Promise<string> {
  const content = unsigned(mint, personId, 'HS256');
  const publicKey = await importJWK(publicHalf(mint.key), 'ES256', { extractable: true });
  const secret = await exportSPKI(publicKey as CryptoKey);
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** Signed with a key of the forger's own, which the header offers in one way or another. */
async function withForeignKey(mint: Mint, personId: string, offer: 'jwk' | 'jku' | 'x5u' | 'kid'): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const offers = {
    jwk: { jwk },
    jku: { jku: 'https://keys.invalid/jwks.json' },
    x5u: { x5u: 'https://keys.invalid/certificate.pem' },
    kid: { kid: '../../../dev/null' },
  };
  const { payload, header } = contentOf(mint, personId, { header: { kid: await calculateJwkThumbprint(jwk), ...offers[offer] } });
  return new SignJWT(payload).setProtectedHeader(header).sign(privateKey);
}

const HOUR_MS = 3_600_000;

/** Tokens that must not be taken, by what is wrong with each. All but the one thing is as it should be. */
export const WRONG_TOKENS: Readonly<Record<string, (mint: Mint, personId: string) => Promise<string>>> = {
  expired: (mint, id) => mintToken(mint, id, { now: new Date(Date.now() - 2 * HOUR_MS) }),
  'not yet valid': (mint, id) => mintToken(mint, id, { claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }),
  'without an expiry': (mint, id) => mintToken(mint, id, { claims: { exp: undefined } }),
  'for another audience': (mint, id) => mintToken(mint, id, { claims: { aud: 'another-api' } }),
  'without an audience': (mint, id) => mintToken(mint, id, { claims: { aud: undefined } }),
  'from another issuer': (mint, id) => mintToken(mint, id, { claims: { iss: 'https://issuer.invalid' } }),
  'without a subject': (mint, id) => mintToken(mint, id, { claims: { sub: undefined } }),
  'with a subject that is no text': (mint, id) => mintToken(mint, id, { claims: { sub: { id: 'admin' } } }),
  'of type JWT, as an ID token is': (mint, id) => mintToken(mint, id, { header: { typ: 'JWT' } }),
  'without a type': (mint, id) => mintToken(mint, id, { header: { typ: undefined } }),
  'an ID token of the same person': (mint, id) =>
    mintToken(mint, id, { header: { typ: undefined }, claims: { aud: CLIENT_ID, nonce: 'n' } }),
  unsigned: async (mint, id) => `${unsigned(mint, id, 'none')}.`,
  'signed with the public key as a secret': hmacWithPublicKey,
  'signed with a key it brings along (jwk)': (mint, id) => withForeignKey(mint, id, 'jwk'),
  'signed with a key it points to (jku)': (mint, id) => withForeignKey(mint, id, 'jku'),
  'signed with a key it points to (x5u)': (mint, id) => withForeignKey(mint, id, 'x5u'),
  'signed with a key named by a path': (mint, id) => withForeignKey(mint, id, 'kid'),
  'rightly signed, but pointing to other keys (jku)': (mint, id) => mintToken(mint, id, { header: { jku: `${mint.url}/jwks` } }),
  'rightly signed, but pointing to other keys (x5u)': (mint, id) => mintToken(mint, id, { header: { x5u: `${mint.url}/jwks` } }),
  'with one claim changed after signing': async (mint, id) => {
    const [header, , signature] = (await mintToken(mint, id)).split('.');
    return [header, encode(contentOf(mint, 'admin', {}).payload), signature].join('.');
  },
  'with its signature cut off': async (mint, id) => `${(await mintToken(mint, id)).split('.').slice(0, 2).join('.')}.`,
  'longer than any token is': (mint, id) => mintToken(mint, id, { claims: { padding: 'x'.repeat(9_000) } }),
  'no token at all': async () => 'startup-owner',
};
