import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent, ScheduledEvent } from 'aws-lambda';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { MOST_RETRIES as RETRIES_IN_THE_CLOUD } from '../../../infra/constructs/background-source.ts';
import { createSchedules } from '../../../infra/local/schedules/schedules.ts';
import { createStreamClient } from '../../../infra/local/streams/stream-client.ts';
import { createStreamPump, MOST_RETRIES, type StreamPumpSettings } from '../../../infra/local/streams/stream-pump.ts';
import { ownTables } from '../../support/tables.ts';

const log: string[] = [];
const sink = new Writable({
  write(chunk, _encoding, done) {
    log.push(String(chunk));
    done();
  },
});
const region = 'cn-north-1';

describe('the stream of a table', () => {
  const { client, names } = ownTables({ streamed: true });
  const folder = mkdtempSync(join(tmpdir(), 'pump-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const stream = () => createStreamClient(inject('database').endpoint);
  const put = (sk: string) => client.send(new PutCommand({ TableName: names.main, Item: { pk: 'P', sk, n: 1 } }));
  const keysOf = (event: unknown): string[] =>
    (event as DynamoDBStreamEvent).Records.map(({ dynamodb }) => dynamodb?.NewImage?.sk?.S ?? '');
  const pump = (invoke: (event: unknown) => Promise<unknown>, more: Partial<StreamPumpSettings> = {}) => {
    const made = createStreamPump({
      name: 'taker',
      table: names.main,
      stream: stream(),
      worker: { invoke },
      region,
      log: sink,
      folder,
      pollMs: 20,
      firstPauseMs: 1,
      ...more,
    });
    made.start();
    return made;
  };

  it('is handed over as Lambda does it, in order, once, and from where the last life left off', async () => {
    const events: unknown[] = [];
    const take = async (event: unknown) => {
      events.push(event);
      return { batchItemFailures: [] };
    };
    for (const sk of ['1', '2', '3']) await put(sk);
    const first = pump(take);
    await first.settled();
    await put('4');
    await first.settled();
    await first.close();
    expect(events.flatMap(keysOf)).toEqual(['1', '2', '3', '4']);
    expect((events[0] as DynamoDBStreamEvent).Records[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: expect.stringMatching(/^arn:aws:dynamodb:cn-north-1:\d{12}:table\/.+\/stream\/.+/),
      dynamodb: { Keys: { pk: { S: 'P' }, sk: { S: '1' } }, NewImage: { n: { N: '1' } }, SequenceNumber: expect.any(String) },
    });
    await put('5');
    const second = pump(take);
    await second.settled();
    await second.close();
    expect(events.flatMap(keysOf).slice(4)).toEqual(['5']);
  });

  it('goes on from the first record that is named as failed, and comes again after a crash of the function', async () => {
    const seen: string[][] = [];
    let calls = 0;
    const made = pump(async (event) => {
      seen.push(keysOf(event));
      calls += 1;
      if (calls === 1) throw new Error('broke');
      const [, , third] = (event as DynamoDBStreamEvent).Records;
      return { batchItemFailures: calls === 2 && third ? [{ itemIdentifier: third.dynamodb?.SequenceNumber }] : [] };
    });
    for (const sk of ['a', 'b', 'c', 'd']) await put(sk);
    await made.settled();
    await made.close();
    expect([...new Set(seen.flat())]).toEqual(['a', 'b', 'c', 'd']);
    expect(seen.length).toBeGreaterThanOrEqual(3);
  });

  it('loses none but the one that always fails, which lies aside with all that was in it', async () => {
    const done = new Set<string>();
    let tries = 0;
    const made = pump(async (event) => {
      for (const { dynamodb } of (event as DynamoDBStreamEvent).Records) {
        const sk = dynamodb?.NewImage?.sk?.S ?? '';
        if (sk === 'poison') {
          tries += 1;
          return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber }] };
        }
        done.add(sk);
      }
      return { batchItemFailures: [] };
    });
    const good = Array.from({ length: 60 }, (_, at) => `g${at}`);
    for (const sk of [...good.slice(0, 30), 'poison', ...good.slice(30)]) await put(sk);
    await made.settled();
    await made.close();
    expect([...done].filter((sk) => sk.startsWith('g')).sort()).toEqual(good.toSorted());
    expect(tries).toBeGreaterThanOrEqual(MOST_RETRIES);
    expect(made.givenUp.map(({ record }) => record.dynamodb.NewImage?.sk?.S)).toEqual(['poison']);
    const [letter = ''] = readdirSync(join(folder, 'dead-letters/taker'));
    const kept = JSON.parse(readFileSync(join(folder, 'dead-letters/taker', letter), 'utf8'));
    expect(kept.record.dynamodb.NewImage).toEqual({ pk: { S: 'P' }, sk: { S: 'poison' }, n: { N: '1' } });
    expect(log.join('')).not.toContain('poison');
  });

  it('is tried as often here as in the cloud', () => {
    expect(MOST_RETRIES).toBe(RETRIES_IN_THE_CLOUD);
  });

  it('is read again from the beginning where how far it was read is lost, and kept nowhere without a folder', async () => {
    const seen: string[] = [];
    const made = pump(
      async (event) => {
        seen.push(...keysOf(event));
      },
      { folder: undefined, name: 'forgetful' },
    );
    await made.settled();
    await made.close();
    expect(seen.slice(0, 3)).toEqual(['1', '2', '3']);
    expect(existsSync(join(folder, 'forgetful.json'))).toBe(false);
  });
});

describe('schedules', () => {
  const start = new Date('2026-11-23T01:02:00.000Z');
  const clock = { now: start };
  const givenUp: [string, ScheduledEvent][] = [];
  const schedules = (invoke: (event: unknown, name: string) => Promise<unknown>) =>
    createSchedules({
      onGivenUp: (name, event) => givenUp.push([name, event]),
      jobs: [
        { name: 'five', everyMinutes: 5, worker: { invoke: (event) => invoke(event, 'five') } },
        { name: 'hour', everyMinutes: 60, worker: { invoke: (event) => invoke(event, 'hour') } },
      ],
      now: () => clock.now,
      region,
      log: sink,
      firstPauseMs: 1,
      lookMs: 5,
    });

  it('call what is due, in its order, once however much time was skipped', async () => {
    clock.now = start;
    const calls: [string, string][] = [];
    const { runDue, close } = schedules(async (event, name) => calls.push([name, (event as ScheduledEvent).time]));
    await runDue(new Date('2026-11-23T01:04:59Z'));
    expect(calls).toEqual([]);
    await runDue(new Date('2026-11-23T01:05:00Z'));
    await runDue(new Date('2026-11-23T01:09:00Z'));
    await runDue(new Date('2027-02-23T01:03:00Z'));
    expect(calls).toEqual([
      ['five', '2026-11-23T01:05:00Z'],
      ['five', '2027-02-23T01:00:00Z'],
      ['hour', '2027-02-23T01:00:00Z'],
    ]);
    await close();
  });

  it('call three times what fails, say which did, and lay the call aside', async () => {
    clock.now = start;
    let tries = 0;
    const { runDue, close } = schedules(async (_event, name) => {
      if (name === 'five') {
        tries += 1;
        throw new Error('no');
      }
    });
    expect(await runDue(new Date('2026-11-23T02:00:00Z'))).toEqual({ called: ['five', 'hour'], failed: ['five'] });
    expect(tries).toBe(3);
    expect(givenUp).toMatchObject([['five', { source: 'aws.events', time: '2026-11-23T02:00:00Z' }]]);
    await close();
  });

  it('go by the clock of the house by themselves', async () => {
    clock.now = start;
    const called = Promise.withResolvers<void>();
    const running = schedules(async (_event, name) => {
      if (name === 'five') called.resolve();
    });
    running.start();
    clock.now = new Date('2026-11-23T01:05:00Z');
    await called.promise;
    await running.close();
  });
});
