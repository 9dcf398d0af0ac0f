import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Error } from './s3-error.ts';

/**
 * Signature version 4 as S3 checks it, written from the service's own description and apart from the SDK, so that a form or link that is
 * good here is good there. Source: Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)".
 */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 15 * 60_000;
const LONGEST_LINK_SECONDS = 7 * 24 * 3600;

const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
export const sha256Hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** `20261123T120000Z` as an instant; NaN when it is none. */
const readTime = (text: string): number => Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

function checkCredential(credential: string, time: string, key: SigningKey): string {
  const [accessKeyId, ...scope] = credential.split('/');
  if (accessKeyId !== key.accessKeyId) throw new S3Error('InvalidAccessKeyId', 'The access key is not one of this house.');
  if (scope.join('/') !== `${time.slice(0, 8)}/${key.region}/s3/aws4_request`)
    throw new S3Error('SignatureDoesNotMatch', 'The credential scope is not that of this house.');
  return scope.join('/');
}

function checkSignature(given: string, stringToSign: string, time: string, { secretAccessKey, region }: SigningKey): void {
  const signingKey = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretAccessKey}`, time.slice(0, 8)), region));
  const expected = hmac(signingKey, stringToSign);
  const signature = /^[0-9a-f]{64}$/.test(given) ? Buffer.from(given, 'hex') : Buffer.alloc(0);
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected))
    throw new S3Error('SignatureDoesNotMatch', 'The signature does not belong to this request.');
}

/** The fields of an upload form: the policy as it stands is what was signed. Names of fields in lower case. */
export function checkPolicySignature(fields: ReadonlyMap<string, string>, key: SigningKey): void {
  const of = (name: string): string => fields.get(name) ?? '';
  const time = of('x-amz-date');
  if (of('x-amz-algorithm') !== ALGORITHM || !of('policy')) throw new S3Error('AccessDenied', 'The form is not signed.');
  checkCredential(of('x-amz-credential'), time, key);
  checkSignature(of('x-amz-signature'), of('policy'), time, key);
}

/** A request as it came, its path and query still encoded. */
export interface SignedRequest {
  readonly method: string;
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const headerOf = ({ headers }: SignedRequest, name: string): string => [headers[name] ?? ''].flat().join(',').trim().replaceAll(/ +/g, ' ');

function canonicalRequest(request: SignedRequest, query: readonly (readonly [string, string])[], signed: string, payload: string): string {
  const path = new URL(request.target, 'http://house').pathname;
  const pairs = query.map(([name, value]) => [encode(name), encode(value)] as const);
  const sorted = pairs.toSorted(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1)).map((pair) => pair.join('='));
  const headers = signed.split(';').map((name) => `${name}:${headerOf(request, name)}\n`);
  return [
    request.method,
    path
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/'),
    sorted.join('&'),
    headers.join(''),
    signed,
    payload,
  ].join('\n');
}

const stringToSign = (time: string, scope: string, canonical: string): string => [ALGORITHM, time, scope, sha256Hex(canonical)].join('\n');

function checkLink(request: SignedRequest, query: URLSearchParams, key: SigningKey, now: Date): void {
  const of = (name: string): string => query.get(name) ?? '';
  const time = of('X-Amz-Date');
  const seconds = Number(of('X-Amz-Expires'));
  if (of('X-Amz-Algorithm') !== ALGORITHM || !(seconds >= 1 && seconds <= LONGEST_LINK_SECONDS))
    throw new S3Error('AccessDenied', 'The link is not signed as it must be.');
  const scope = checkCredential(of('X-Amz-Credential'), time, key);
  const unsigned = [...query].filter(([name]) => name !== 'X-Amz-Signature');
  const canonical = canonicalRequest(request, unsigned, of('X-Amz-SignedHeaders'), 'UNSIGNED-PAYLOAD');
  checkSignature(of('X-Amz-Signature'), stringToSign(time, scope, canonical), time, key);
  const from = readTime(time);
  if (!(now.getTime() < from + seconds * 1000)) throw new S3Error('AccessDenied', 'Request has expired');
  if (from > now.getTime() + SKEW_MS) throw new S3Error('AccessDenied', 'Request is not yet valid');
}

const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

function checkHeaders(request: SignedRequest, query: URLSearchParams, key: SigningKey, now: Date): string {
  const [, credential = '', signed = '', signature = ''] = AUTHORIZATION.exec(headerOf(request, 'authorization')) ?? [];
  const time = headerOf(request, 'x-amz-date');
  const payload = headerOf(request, 'x-amz-content-sha256');
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => signed.split(';').includes(name)))
    throw new S3Error('AccessDenied', 'The request is not signed.');
  const scope = checkCredential(credential, time, key);
  checkSignature(signature, stringToSign(time, scope, canonicalRequest(request, [...query], signed, payload)), time, key);
  if (!(Math.abs(readTime(time) - now.getTime()) <= SKEW_MS))
    throw new S3Error('RequestTimeTooSkewed', 'The time of the request and that of the house differ too much.');
  return payload;
}

/**
 * Was this request signed with our key, and does it still hold?
 * @returns the SHA-256 its body must have; undefined where a link leaves it open
 * @throws S3Error when it was not
 */
export function checkRequest(request: SignedRequest, key: SigningKey, now: Date): string | undefined {
  const query = new URL(request.target, 'http://house').searchParams;
  if (query.has('X-Amz-Signature')) {
    checkLink(request, query, key, now);
    return undefined;
  }
  return checkHeaders(request, query, key, now);
}
