import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Below it, the packing costs more than the way. */
const WORTH_BYTES = 1024;
/** A tenth larger than the best, at a thirtieth of its time: an answer is packed while its reader waits. */
const BROTLI_QUALITY = 4;

const COMPRESSIONS = {
  br: (bytes: Uint8Array) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (bytes: Uint8Array) => gzipSync(bytes),
} as const;
type Encoding = keyof typeof COMPRESSIONS;
const ENCODINGS = Object.keys(COMPRESSIONS) as Encoding[];

/** The best encoding the caller takes; `q=0` refuses one. */
function accepted(header: string | undefined): Encoding | undefined {
  const taken = new Set(
    (header ?? '')
      .toLowerCase()
      .split(',')
      .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
      .map((part) => part.split(';')[0]?.trim()),
  );
  return ENCODINGS.find((encoding) => taken.has(encoding));
}

/**
 * Packs a larger text answer for a caller that takes it: neither an HTTP API nor a CloudFront that does not cache would, and the whole
 * catalogue is many times smaller for it. A packed answer has a weak tag, as it is no longer the same byte for byte.
 */
export function compressResult(
  result: APIGatewayProxyStructuredResultV2,
  acceptEncoding: string | undefined,
): APIGatewayProxyStructuredResultV2 {
  const { body, isBase64Encoded, headers = {} } = result;
  if (!body || isBase64Encoded || Buffer.byteLength(body) < WORTH_BYTES) return result;
  const varied = { ...headers, vary: headers.vary ? `${headers.vary}, accept-encoding` : 'accept-encoding' };
  const encoding = accepted(acceptEncoding);
  if (!encoding) return { ...result, headers: varied };
  const { etag } = headers;
  return {
    ...result,
    headers: { ...varied, 'content-encoding': encoding, ...(typeof etag === 'string' && etag.startsWith('"') && { etag: `W/${etag}` }) },
    body: COMPRESSIONS[encoding](Buffer.from(body)).toString('base64'),
    isBase64Encoded: true,
  };
}
