import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { GatewayResponse } from '../gateway-result.ts';
import { listPage } from './list-page.ts';
import { createObjectFiles, type ObjectFiles, type StoredObject } from './object-files.ts';
import { checkPolicy } from './post-policy.ts';
import { readForm } from './read-form.ts';
import { errorReply, S3Error } from './s3-error.ts';
import { checkPolicySignature, checkRequest, type SigningKey, sha256Hex } from './signature.ts';

export const OBJECTS_PATH = '/__objects';

export interface ObjectStoreSettings {
  /** Where the files are kept: a folder for each bucket. */
  readonly folder: string;
  readonly buckets: readonly string[];
  /** Those of them in which nothing is ever replaced or removed, as under S3 Object Lock in compliance mode; only these are listed. */
  readonly locked?: readonly string[];
  readonly key: SigningKey;
  readonly now: () => Date;
  /** Told of every upload by a form, after it is kept whole. */
  readonly onUpload: (bucket: string, object: StoredObject) => void;
}

export interface LocalObjectStore {
  /** Answers a request below `OBJECTS_PATH`. Never throws. */
  handle(request: IncomingMessage): Promise<GatewayResponse>;
  list(bucket: string): Promise<StoredObject[]>;
}

/** What our own functions send at most by PUT; forms say themselves what they allow. */
const MOST_PUT_BYTES = 64 * 1024 * 1024;
const OVERRIDES = {
  'response-content-type': 'content-type',
  'response-content-disposition': 'content-disposition',
  'response-cache-control': 'cache-control',
};
/** Whatever a file is, it is no page of this house. */
const HARMLESS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'no-store',
};

const done = (status: number, headers: Record<string, string> = {}, body: Buffer = Buffer.alloc(0)): GatewayResponse => ({
  status,
  headers: { ...HARMLESS, ...headers },
  body,
});

/** What a bucket with a lock asks of a PUT. The cloud would keep the old version beside the new one; here there is one of each. */
function refuseUnderLock(headers: IncomingMessage['headers'], exists: boolean): void {
  if (headers['x-amz-checksum-sha256'] === undefined && headers['content-md5'] === undefined)
    throw new S3Error('InvalidRequest', 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock');
  if (exists) throw new S3Error('AccessDenied', 'Access Denied because object protected by object lock.');
}

/** Reads on without ending the connection when we stop in the middle: the answer still has to go out on it. */
const piecesOf = (request: IncomingMessage): AsyncIterator<Buffer> => request.iterator({ destroyOnReturn: false });

/**
 * The object store of the house: as much of S3 as the vault uses, with the same checks. Forms, links and signed requests made by the SDK
 * for S3 hold here, and those that S3 would refuse are refused.
 */
export function createLocalObjectStore({ folder, buckets, locked = [], key, now, onUpload }: ObjectStoreSettings): LocalObjectStore {
  const files = new Map<string, ObjectFiles>(buckets.map((bucket) => [bucket, createObjectFiles(join(folder, bucket))]));
  const filesOf = (bucket: string): ObjectFiles => {
    const found = files.get(bucket);
    if (!found) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist');
    return found;
  };

  const upload = async (request: IncomingMessage, bucket: string): Promise<GatewayResponse> => {
    const { fields, file } = await readForm(request.headers['content-type'], piecesOf(request));
    const form = new Map([...fields, ['bucket', bucket]]);
    if ((fields.get('bucket') ?? bucket) !== bucket)
      throw new S3Error('AccessDenied', 'Invalid according to Policy: Policy Condition failed: bucket');
    checkPolicySignature(form, key);
    const size = checkPolicy(form, now());
    const name = fields.get('key') ?? '';
    if (name === '') throw new S3Error('MalformedPOSTRequest', 'The form names no key.');
    const stored = await filesOf(bucket).write(name, file, size);
    onUpload(bucket, stored);
    return done(204, { etag: `"${stored.etag}"` });
  };

  const puts = new Map<string, Promise<unknown>>();
  /** Writers of one object come one after the other: whether it is there is asked and answered before the next one asks. */
  const put = (request: IncomingMessage, bucket: string, name: string, wanted: string | undefined): Promise<GatewayResponse> => {
    const key = `${bucket}/${name}`;
    const mine = (puts.get(key) ?? Promise.resolve()).then(() => putNow(request, bucket, name, wanted));
    const settled: Promise<unknown> = mine.catch(() => undefined).then(() => puts.get(key) === settled && puts.delete(key));
    puts.set(key, settled);
    return mine;
  };

  const putNow = async (request: IncomingMessage, bucket: string, name: string, wanted: string | undefined): Promise<GatewayResponse> => {
    const once = request.headers['if-none-match'] === '*';
    const exists = (once || locked.includes(bucket)) && (await filesOf(bucket).read(name)) !== undefined;
    if (locked.includes(bucket)) refuseUnderLock(request.headers, exists && !once);
    if (once && exists) throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    const sha256 = createHash('sha256');
    const checksum = [request.headers['x-amz-checksum-sha256'] ?? []].flat()[0];
    const pieces = piecesOf(request);
    async function* checked(): AsyncGenerator<Buffer> {
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
        sha256.update(next.value);
        yield next.value;
      }
      const digest = sha256.digest();
      if (wanted !== digest.toString('hex') || (checksum !== undefined && checksum !== digest.toString('base64')))
        throw new S3Error('BadDigest', 'The content is not what its checksum says.');
    }
    const { etag } = await filesOf(bucket).write(name, checked(), { min: 0, max: MOST_PUT_BYTES });
    return done(200, { etag: `"${etag}"` });
  };

  const get = async (bucket: string, name: string, query: URLSearchParams): Promise<GatewayResponse> => {
    const content = await filesOf(bucket).read(name);
    if (!content) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
    const overrides = Object.entries(OVERRIDES).flatMap(([parameter, header]) => {
      const value = query.get(parameter);
      return value === null ? [] : [[header, value] as const];
    });
    return done(
      200,
      { 'content-type': 'application/octet-stream', etag: `"${sha256Hex(content).slice(0, 32)}"`, ...Object.fromEntries(overrides) },
      content,
    );
  };

  const answer = async (request: IncomingMessage): Promise<GatewayResponse> => {
    const { method = 'GET', url: target = '/', headers } = request;
    const { pathname, searchParams } = new URL(target, 'http://house');
    const [bucket = '', ...rest] = pathname
      .slice(OBJECTS_PATH.length + 1)
      .split('/')
      .map(decodeURIComponent);
    const name = rest.join('/');
    filesOf(bucket);
    if (method === 'POST' && name === '') return upload(request, bucket);
    const wanted = checkRequest({ method, target, headers }, key, now());
    if (name === '' && method === 'GET' && locked.includes(bucket)) return listPage(filesOf(bucket), searchParams);
    if (name === '') throw new S3Error('MethodNotAllowed', 'Buckets are not listed here.');
    if (method === 'GET') return get(bucket, name, searchParams);
    if (method === 'PUT') return put(request, bucket, name, wanted);
    if (method !== 'DELETE') throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.');
    if (locked.includes(bucket)) throw new S3Error('AccessDenied', 'Access Denied because object protected by object lock.');
    await filesOf(bucket).remove(name);
    return done(204);
  };

  return {
    async handle(request) {
      try {
        return await answer(request);
      } catch (error) {
        return errorReply(error instanceof S3Error ? error : new S3Error('InvalidRequest', 'The request cannot be read.'));
      }
    },
    list: (bucket) => filesOf(bucket).list(),
  };
}
