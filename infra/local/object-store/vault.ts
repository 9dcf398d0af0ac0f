import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { type BucketName, createObjectStore, type ObjectStore } from '../../../shared/store/object-store.ts';
import type { GatewayResponse } from '../gateway-result.ts';
import type { LocalFunction } from '../lambda-environment.ts';
import { createLocalObjectStore, OBJECTS_PATH } from './object-store.ts';
import { createUploadQueue, type UploadQueue } from './upload-queue.ts';

const BUCKETS: Record<BucketName, string> = { quarantine: 'rongqiao-quarantine', vault: 'rongqiao-vault' };

/** Where the copies of the journal and its seals are kept, under a lock. */
const LOCKED = 'rongqiao-locked';

/** The function that looks into uploads; the queue calls it, no route does. */
export const CHECKER = 'document-checker';

export interface VaultSettings {
  /** Directory of state; without one the files are forgotten at the end. */
  readonly dataDir: string | undefined;
  /** Address of the house. */
  readonly url: string;
  readonly region: string;
  readonly now: () => Date;
}

export interface Vault {
  /** What functions must be told to find it. */
  readonly variables: Readonly<Record<'S3_ENDPOINT' | 'QUARANTINE_BUCKET' | 'VAULT_BUCKET' | 'LOCKED_BUCKET', string>>;
  /** A client of it, as the functions have one. */
  open(): ObjectStore;
  /** Is this request for the object store? */
  answers(target: string | undefined): boolean;
  handle(request: IncomingMessage): Promise<GatewayResponse>;
  /** Tells the checker of every upload from now on, and of those an earlier run left unchecked. */
  start(worker: LocalFunction, log: Writable, onGivenUp?: (message: string) => void): Promise<void>;
  /** Announces an upload once more, by the message that was given up. */
  announceAgain(message: string): void;
  close(): Promise<void>;
}

/** The buckets of the house, and the queue between them and the checker. */
export function createVault({ dataDir, url, region, now }: VaultSettings): Vault {
  const folder = dataDir ? join(dataDir, 'objects') : mkdtempSync(join(tmpdir(), 'rongqiao-objects-'));
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = process.env;
  let queue: UploadQueue | undefined;
  const objects = createLocalObjectStore({
    folder,
    buckets: [...Object.values(BUCKETS), LOCKED],
    locked: [LOCKED],
    key: { accessKeyId, secretAccessKey, region },
    now,
    onUpload: (bucket, object) => queue?.announce(bucket, object),
  });

  const endpoint = `${url}${OBJECTS_PATH}`;
  return {
    open: () => createObjectStore({ region, endpoint, buckets: BUCKETS, now }),
    variables: { S3_ENDPOINT: endpoint, QUARANTINE_BUCKET: BUCKETS.quarantine, VAULT_BUCKET: BUCKETS.vault, LOCKED_BUCKET: LOCKED },
    answers: (target = '') => target.startsWith(`${OBJECTS_PATH}/`),
    handle: objects.handle,
    async start(worker, log, onGivenUp) {
      queue = createUploadQueue({ worker, region, now, log, onGivenUp });
      for (const object of await objects.list(BUCKETS.quarantine)) queue.announce(BUCKETS.quarantine, object);
    },
    announceAgain: (message) => queue?.send(message),
    async close() {
      await queue?.close();
      if (!dataDir) rmSync(folder, { recursive: true, force: true });
    },
  };
}
