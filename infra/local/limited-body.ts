import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from '../../shared/http/validate.ts';

/** How much of a body that is too large we read away, so that its sender gets to read our answer. */
const MAX_DRAINED_BYTES = 32 * 1024 * 1024;

/** Reads a body, keeping no more than the 256 KB in memory that a request may have. Undefined when it is larger. */
export function readLimitedBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (size > MAX_DRAINED_BYTES) {
        request.pause();
        resolve(undefined);
      }
    });
    request.once('end', () => resolve(size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks)));
    request.once('error', reject);
  });
}
