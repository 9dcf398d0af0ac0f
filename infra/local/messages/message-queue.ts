import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { LocalFunction } from '../lambda-environment.ts';

/** How one message is brought: how often, and each time how late. A queue promises no more than once or oftener, in any order. */
export type Unruly = () => readonly { readonly delayMs: number }[];

export interface MessageQueueSettings {
  /** A word for events and log lines. */
  readonly name: string;
  readonly worker: Pick<LocalFunction, 'invoke'>;
  readonly region: string;
  readonly now: () => Date;
  readonly log: Writable;
  /** Keeps what is not handled yet, for the next start. Without one it is forgotten with the process. */
  readonly folder?: string | undefined;
  /** Is told, whole, of what was given up. */
  readonly onGivenUp?: ((body: string) => void) | undefined;
  /** Pause before the next try, doubled each time. */
  readonly firstPauseMs?: number;
  /** For tests: duplicates, delays and disorder. */
  readonly unruly?: Unruly;
}

export interface MessageQueue {
  /** Hands a message to the worker: at least once, and again while it fails. */
  send(body: string): void;
  /** Answers when everything sent so far was handled or given up. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** As the queues in the cloud (`infra/constructs/document-vault.ts`, `case-events.ts`). */
export const MOST_RECEIVES = 5;
/** Messages with the worker at a time, so that few are waited for when the house ends. */
const AT_ONCE = 4;
const FIRST_PAUSE_MS = 200;
const ACCOUNT = '000000000000';
const ONCE: Unruly = () => [{ delayMs: 0 }];

/** A queue in front of a function: real events, a report of failures for each, retries, and an end to them. */
export function createMessageQueue({ name, worker, region, now, log, folder, onGivenUp, ...settings }: MessageQueueSettings): MessageQueue {
  const { firstPauseMs = FIRST_PAUSE_MS, unruly = ONCE } = settings;
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();
  if (folder) mkdirSync(folder, { recursive: true });
  const fileOf = (messageId: string) => folder && join(folder, `${messageId}.json`);

  /** Those in line, which are called one by one as others come back. */
  const line: (() => void)[] = [];
  let away = 0;
  /** Undefined when the house ended before it was its turn. */
  const inTurn = async <Outcome>(work: () => Promise<Outcome>): Promise<Outcome | undefined> => {
    if (away < AT_ONCE) away += 1;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return stop.signal.aborted ? undefined : await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else away -= 1;
    }
  };

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
          eventSourceARN: `arn:aws:sqs:${region}:${ACCOUNT}:${name}`,
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

  /** True when it is done with, one way or the other; false when the house ends before. */
  const carry = async (messageId: string, body: string): Promise<boolean> => {
    for (let receives = 1; receives <= MOST_RECEIVES; receives++) {
      const done = await inTurn(() => deliver(messageId, body, receives));
      if (done === undefined) return false;
      if (done) return true;
      await sleep(firstPauseMs * 2 ** (receives - 1), undefined, { signal: stop.signal }).catch(() => {});
    }
    if (stop.signal.aborted) return false;
    onGivenUp?.(body);
    log.write(`${name} ${messageId}: given up after ${MOST_RECEIVES} tries\n`);
    return true;
  };

  const bring = (messageId: string, body: string): void => {
    const file = fileOf(messageId);
    const work = (async () => {
      const done = await Promise.all(
        unruly().map(async ({ delayMs }) => {
          if (delayMs > 0) await sleep(delayMs, undefined, { signal: stop.signal }).catch(() => {});
          return carry(messageId, body);
        }),
      );
      if (file && done.every(Boolean)) rmSync(file, { force: true });
    })().finally(() => underWay.delete(work));
    underWay.add(work);
  };
  // What an earlier run did not come to.
  for (const left of folder ? readdirSync(folder) : [])
    bring(left.replace(/\.json$/, ''), readFileSync(join(folder as string, left), 'utf8'));

  return {
    send(body) {
      const messageId = randomUUID();
      const file = fileOf(messageId);
      if (file) writeFileSync(file, body);
      bring(messageId, body);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async close() {
      stop.abort();
      await Promise.all(underWay);
    },
  };
}
