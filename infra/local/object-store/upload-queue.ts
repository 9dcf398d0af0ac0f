import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { S3Event } from 'aws-lambda';
import type { LocalFunction } from '../lambda-environment.ts';
import { createMessageQueue } from '../messages/message-queue.ts';
import type { StoredObject } from './object-files.ts';

export interface UploadQueueSettings {
  readonly worker: Pick<LocalFunction, 'invoke'>;
  readonly region: string;
  readonly now: () => Date;
  readonly log: Writable;
  /** Is told, whole, of what was given up. */
  readonly onGivenUp?: ((message: string) => void) | undefined;
  /** Pause before the next try, doubled each time. */
  readonly firstPauseMs?: number;
}

export interface UploadQueue {
  /** Tells the worker of an upload, as the bucket does in the cloud: at least once, and again while it fails. */
  announce(bucket: string, object: StoredObject): void;
  /** The same with a message that was given up. */
  send(message: string): void;
  /** Answers when everything announced so far was handled or given up. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const UPLOADS = 'document-uploads';

/** The message S3 sends. Source: Amazon S3 User Guide, "Event message structure": keys are encoded as in a form. */
const s3Event = (bucket: string, { key, size, etag }: StoredObject, region: string, at: Date): S3Event => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: region,
      eventTime: at.toISOString(),
      eventName: 'ObjectCreated:Post',
      userIdentity: { principalId: 'local' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': randomUUID(), 'x-amz-id-2': 'local' },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'uploads',
        bucket: { name: bucket, ownerIdentity: { principalId: 'local' }, arn: `arn:aws:s3:::${bucket}` },
        object: {
          key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
          size,
          eTag: etag,
          sequencer: at.getTime().toString(16),
        },
      },
    },
  ],
});

/** The queue between the buckets and the worker that checks files; what is given up stays in quarantine, and lies with the dead letters of the checker. */
export function createUploadQueue({ firstPauseMs, ...settings }: UploadQueueSettings): UploadQueue {
  const { region, now } = settings;
  const queue = createMessageQueue({ name: UPLOADS, ...settings, ...(firstPauseMs !== undefined && { firstPauseMs }) });
  return {
    announce: (bucket, object) => queue.send(JSON.stringify(s3Event(bucket, object, region, now()))),
    send: queue.send,
    settled: queue.settled,
    close: queue.close,
  };
}
