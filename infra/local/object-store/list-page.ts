import type { GatewayResponse } from '../gateway-result.ts';
import type { ObjectFiles } from './object-files.ts';

const MOST_KEYS = 1_000;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One page of a bucket, by the letters of the keys. Source: Amazon S3 API Reference, `ListObjectsV2`. */
export async function listPage(files: Pick<ObjectFiles, 'list'>, query: URLSearchParams): Promise<GatewayResponse> {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('start-after') ?? '';
  const asked = Number(query.get('max-keys') ?? MOST_KEYS);
  const limit = Math.min(Number.isInteger(asked) && asked > 0 ? asked : MOST_KEYS, MOST_KEYS);
  let isTruncated = false;
  const page = await files.list((keys) => {
    const matching = keys.filter((key) => key.startsWith(prefix) && key > after).sort();
    isTruncated = matching.length > limit;
    return matching.slice(0, limit);
  });
  const contents = page.map(
    ({ key, size, etag }) => `<Contents><Key>${escaped(key)}</Key><ETag>"${etag}"</ETag><Size>${size}</Size></Contents>`,
  );
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Prefix>${escaped(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${limit}</MaxKeys>`,
    `<IsTruncated>${isTruncated}</IsTruncated>`,
    ...contents,
    '</ListBucketResult>',
  ].join('');
  return { status: 200, headers: { 'content-type': 'application/xml', 'cache-control': 'no-store' }, body: Buffer.from(body) };
}
