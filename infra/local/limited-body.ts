import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from '../../shared/http/validate.ts';

/** Whether a request says by itself that its body is larger than the 256 KB it may have. */
export const announcesTooMuch = ({ headers }: IncomingMessage): boolean => Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES;

/** Reads a body of at most 256 KB. Undefined as soon as it is known to be larger: by its announced length, or else by what came. */
export function readLimitedBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (announcesTooMuch(request)) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size <= MAX_BODY_BYTES) return;
      request.off('data', take);
      resolve(undefined);
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
  });
}
