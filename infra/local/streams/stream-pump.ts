import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import type { LocalFunction } from '../lambda-environment.ts';
import type { Change, StreamClient } from './stream-client.ts';

export interface StreamPumpSettings {
  /** A word for files and log lines, such as `journal-keeper`. */
  readonly name: string;
  readonly table: string;
  readonly stream: StreamClient;
  /** The function the changes are handed to. */
  readonly worker: Pick<LocalFunction, 'invoke'>;
  readonly region: string;
  readonly log: Writable;
  /** Which changes are handed over, as the filter of the source in the cloud says; the others cost nothing. */
  readonly wants?: (change: Change) => boolean;
  /** Keeps how far each shard was read, and what was given up with all that was in it. Without one both are forgotten with the process. */
  readonly folder?: string | undefined;
  readonly batchSize?: number;
  /** Pause while nothing comes. */
  readonly pollMs?: number;
  /** Pause before the next try, doubled each time. */
  readonly firstPauseMs?: number;
}

export interface StreamPump {
  /** Begins to read, and goes on until it is closed. */
  start(): void;
  /** Answers when everything that was in the stream at the call has been handled or given up. */
  settled(): Promise<void>;
  /** What was given up in this run, newest last. */
  readonly givenUp: readonly GivenUp[];
  close(): Promise<void>;
}
export interface GivenUp {
  readonly name: string;
  readonly tries: number;
  readonly record: Change;
}

/** As often as the service in the cloud hands a record over again (`infra/constructs/background-source.ts`). */
export const MOST_RETRIES = 10;
const BATCH_SIZE = 100;
const POLL_MS = 250;
/** Streams and shards are asked for anew after this; a table on one machine has one of each. */
const SHARDS_MS = 5_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
const ACCOUNT = '000000000000';

const checkpoint = z.object({ stream: z.string(), shards: z.record(z.string(), z.string()) });
type Checkpoint = z.infer<typeof checkpoint>;

/** How far each shard was read; another stream (a new database) begins anew. */
function createCheckpoint(file: string | undefined) {
  let state: Checkpoint | undefined;
  const read = (): Checkpoint | undefined => {
    if (!file || !existsSync(file)) return undefined;
    try {
      return checkpoint.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      // Reading everything again is harmless: whoever takes it must bear that anyway.
      return undefined;
    }
  };
  return {
    of(stream: string, shard: string): string | undefined {
      state ??= read();
      return state?.stream === stream ? state.shards[shard] : undefined;
    },
    move(stream: string, shard: string, to: string): void {
      if (this.of(stream, shard) === to) return;
      state = { stream, shards: { ...(state?.stream === stream && state.shards), [shard]: to } };
      if (!file) return;
      writeFileSync(`${file}.new`, JSON.stringify(state));
      renameSync(`${file}.new`, file);
    },
  };
}

/**
 * Reads the stream of a table and hands its changes to a function as Lambda does: in order and in batches; what the function names as failed comes
 * again with all behind it, a batch that keeps failing is halved, and one record that failed often enough is laid aside whole so that those
 * behind it come through.
 */
export function createStreamPump({ name, table, stream, worker, region, log, folder, ...settings }: StreamPumpSettings): StreamPump {
  const { batchSize = BATCH_SIZE, pollMs = POLL_MS, firstPauseMs = FIRST_PAUSE_MS, wants = () => true } = settings;
  const deadLetters = folder && join(folder, 'dead-letters', name);
  if (folder) mkdirSync(folder, { recursive: true });
  if (deadLetters) mkdirSync(deadLetters, { recursive: true });
  const reached = createCheckpoint(folder && join(folder, `${name}.json`));
  const stop = new AbortController();
  const givenUp: GivenUp[] = [];
  let reading: Promise<void> | undefined;
  /** Counts rounds that read every shard to its end, or found nobody to ask. */
  let wholeRounds = 0;

  const eventOf = (arn: string, records: readonly Change[]): DynamoDBStreamEvent => ({
    Records: records.map((record) => ({ ...record, eventSource: 'aws:dynamodb', awsRegion: region, eventSourceARN: arn })),
  });
  const arnOf = (found: string): string => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${table}/stream/${found.split('/').at(-1)}`;

  /** How many of these were done, from the first on. */
  const hand = async (arn: string, records: readonly Change[]): Promise<number> => {
    try {
      const { batchItemFailures = [] } = ((await worker.invoke(eventOf(arn, records))) ?? {}) as Partial<DynamoDBBatchResponse>;
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      if (failed.size === 0) return records.length;
      // The service goes on from the first that is named; one it does not know means all of them.
      const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
      return Math.max(first, 0);
    } catch {
      // What went wrong stands in the log of the function.
      return 0;
    }
  };

  const layAside = (record: Change, tries: number): void => {
    const { SequenceNumber: number } = record.dynamodb;
    givenUp.push({ name, tries, record });
    if (deadLetters) writeFileSync(join(deadLetters, `${number.replaceAll(/\W/g, '-')}.json`), JSON.stringify({ name, tries, record }));
    log.write(`${name} ${number}: given up after ${tries} tries\n`);
  };

  const carry = async (found: string, shard: string, batch: readonly Change[]): Promise<void> => {
    let open = batch;
    let size = open.length;
    for (let tries = 1; open.length > 0 && !stop.signal.aborted; ) {
      const done = await hand(arnOf(found), open.slice(0, size));
      let gone = done;
      if (done === 0 && size === 1 && tries > MOST_RETRIES) {
        layAside(open[0] as Change, tries);
        gone = 1;
      }
      const last = open[gone - 1];
      if (last) {
        reached.move(found, shard, last.dynamodb.SequenceNumber);
        open = open.slice(gone);
        size = open.length;
        tries = 1;
        continue;
      }
      size = Math.max(1, Math.floor(size / 2));
      tries += 1;
      await sleep(Math.min(firstPauseMs * 2 ** (tries - 2), LONGEST_PAUSE_MS), undefined, { signal: stop.signal }).catch(() => {});
    }
  };

  let known: { readonly found: string; readonly shards: readonly string[]; readonly until: number } | undefined;
  const look = async () => {
    if (known && performance.now() < known.until) return known;
    const found = await stream.findStream(table);
    known = found === undefined ? undefined : { found, shards: await stream.listShards(found), until: performance.now() + SHARDS_MS };
    return known;
  };

  /** A batch of each shard, and whether more may lie behind them. */
  const round = async (): Promise<boolean> => {
    const { found = '', shards = [] } = (await look()) ?? {};
    let more = false;
    for (const shard of shards) {
      const batch = await stream.readAfter(found, shard, reached.of(found, shard), batchSize);
      if (batch.length === 0) continue;
      more ||= batch.length === batchSize;
      await carry(found, shard, batch.filter(wants));
      const last = batch.at(-1);
      if (last && !stop.signal.aborted) reached.move(found, shard, last.dynamodb.SequenceNumber);
    }
    return more;
  };
  /** Ends the pause between two rounds. */
  let wake = (): void => {};
  const rest = (): Promise<unknown> =>
    Promise.race([
      sleep(pollMs, undefined, { signal: stop.signal }).catch(() => {}),
      new Promise<void>((resolve) => {
        wake = resolve;
      }),
    ]);

  const read = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        // What comes meanwhile is handed over together after the pause.
        if (await round()) continue;
        wholeRounds += 1;
      } catch (error) {
        // The engine is away for a moment, or ends before us.
        if (!stop.signal.aborted) log.write(`${name}: ${(error as Error).message}\n`);
        wholeRounds += 1;
      }
      await rest();
    }
  };

  return {
    givenUp,
    start() {
      reading ??= read();
    },
    async settled() {
      // The round under way may have looked before the call; the one after it has not.
      const until = wholeRounds + 2;
      while (reading && wholeRounds < until && !stop.signal.aborted) {
        wake();
        await sleep(Math.min(pollMs, 5));
      }
    },
    async close() {
      stop.abort();
      await reading;
    },
  };
}
