import { createHash, randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Event, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { LocalFunction } from '../lambda-environment.ts';
import type { StoredObject } from './object-files.ts';

export interface UploadQueueSettings {
  readonly worker: Pick<LocalFunction, 'invoke'>;
  readonly region: string;
  readonly now: () => Date;
  readonly log: Writable;
  /** Pause before the next try, doubled each time. */
  readonly firstPauseMs?: number;
}

export interface UploadQueue {
  /** Tells the worker of an upload, as the bucket does in the cloud: at least once, and again while it fails. */
  announce(bucket: string, object: StoredObject): void;
  /** Answers when everything announced so far was handled or given up. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** As the queue in the cloud (`infra/stacks/data-stack.ts`); what failed so often waits there for a person. */
export const MOST_RECEIVES = 5;
const FIRST_PAUSE_MS = 200;
const ACCOUNT = '000000000000';
const QUEUE = 'document-uploads';

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

/** The queue between the buckets and the worker that checks files: real events, a report of failures for each, and retries. */
export function createUploadQueue({ worker, region, now, log, firstPauseMs = FIRST_PAUSE_MS }: UploadQueueSettings): UploadQueue {
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();

  const deliver = async (messageId: string, body: string, receives: number): Promise<boolean> => {
    const event: SQSEvent = {
      Records: [
        {
          messageId,
          receiptHandle: randomUUID(),
          body,
          attributes: {
            ApproximateReceiveCount: String(receives),
            SentTimestamp: String(now().getTime()),
            SenderId: ACCOUNT,
            ApproximateFirstReceiveTimestamp: String(now().getTime()),
          },
          messageAttributes: {},
          md5OfBody: createHash('md5').update(body).digest('hex'),
          eventSource: 'aws:sqs',
          eventSourceARN: `arn:aws:sqs:${region}:${ACCOUNT}:${QUEUE}`,
          awsRegion: region,
        },
      ],
    };
    try {
      const { batchItemFailures = [] } = ((await worker.invoke(event)) ?? {}) as Partial<SQSBatchResponse>;
      return batchItemFailures.length === 0;
    } catch {
      // What went wrong stands in the log of the function.
      return false;
    }
  };

  const carry = async (body: string): Promise<void> => {
    const messageId = randomUUID();
    for (let receives = 1; receives <= MOST_RECEIVES; receives++) {
      if (stop.signal.aborted || (await deliver(messageId, body, receives))) return;
      await sleep(firstPauseMs * 2 ** (receives - 1), undefined, { signal: stop.signal }).catch(() => {});
    }
    if (!stop.signal.aborted)
      log.write(`${QUEUE} ${messageId}: given up after ${MOST_RECEIVES} tries, kept in quarantine for the next start\n`);
  };

  return {
    announce(bucket, object) {
      const work = carry(JSON.stringify(s3Event(bucket, object, region, now()))).finally(() => underWay.delete(work));
      underWay.add(work);
    },
    async settled() {
      await Promise.all(underWay);
    },
    async close() {
      stop.abort();
      await Promise.all(underWay);
    },
  };
}
