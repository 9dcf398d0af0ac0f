import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHouseClock } from '../../../infra/local/clock.ts';
import { type House, startHouse } from '../../../infra/local/house.ts';
import { readWhereabouts } from '../../../infra/local/issuer/whereabouts.ts';
import { layAside } from '../../../infra/local/messages/message-service.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { createDocumentClient } from '../../../shared/store/client.ts';
import { leafOf } from '../../../shared/store/journal-copy.ts';
import { caseTimerKey, outboxKey } from '../../../shared/store/keys/cases.ts';
import { auditPartition } from '../../../shared/store/keys/journal.ts';
import { createLockedStore } from '../../../shared/store/locked-store.ts';
import { LISTING } from '../../../shared/store/table-names.ts';
import { caseActs } from '../../support/clock-house.ts';
import { run } from '../../support/start-process.ts';

const DAY_MS = 86_400_000;
const dataDir = mkdtempSync(join(tmpdir(), 'rongqiao-workers-'));
const logFile = join(dataDir, 'log');
let house: House;
const clock = { now: new Date() };
const open = () => {
  const { endpoint, region, tables } = house;
  const client = createDocumentClient({ endpoint, region });
  return { client, tables, ...caseActs(client, tables, clock) };
};
const move = async (days: number) => {
  const to = new Date(Date.now() + days * DAY_MS).toISOString();
  const response = await fetch(`${house.url}/v1/__local/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  });
  return { status: response.status, body: (await response.json()) as { now: string; ran: { called: string[]; failed: string[] } } };
};
const redrive = (wanted: string) => run('infra/cli/redrive.ts', { DATA_DIR: dataDir }, [wanted, '--by', 'zhao']).ended;
const lettersIn = (name: string) => {
  const folder = join(dataDir, 'streams', 'dead-letters', name);
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
};
const actionsOf = async (id: string) => {
  const { client, tables } = open();
  const question = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': auditPartition('case', id) } };
  const { Items = [] } = await client.send(new QueryCommand({ TableName: tables.journal, ...question, ConsistentRead: true }));
  return Items.map(({ action, reason }) => [action, reason]);
};

beforeAll(async () => {
  house = await startHouse({ dataDir, logFile, empty: true });
});
afterAll(async () => {
  await house.close();
  rmSync(dataDir, { recursive: true });
});

describe('a moved clock', () => {
  it('has done what fell due when it answers: the step, its letter and its seal', async () => {
    const { seed, read } = open();
    await seed('moved', 'submitted', dayInShanghai(new Date()));
    const { status, body } = await move(12);
    expect(status).toBe(200);
    expect(body.ran).toMatchObject({ called: ['entitlement-worker', 'clock-worker', 'payment-worker', 'audit-sealer'], failed: [] });
    const stored = await read('moved');
    expect(stored.file.record.state).toBe('completeness_check');
    expect(stored.letters.map(({ id }) => id)).toEqual(['receipt.2']);
    expect((await move(-1)).status).toBe(409);
  });
});

describe('npm run redrive', () => {
  it('puts a given-up timer back into the list, on record, and the clock does it', async () => {
    const { client, tables, seed, read } = open();
    await seed('stuck', 'submitted', dayInShanghai(new Date()));
    await client.send(
      new UpdateCommand({
        TableName: tables.main,
        Key: caseTimerKey('stuck'),
        UpdateExpression: 'REMOVE #list, #place',
        ExpressionAttributeNames: { '#list': LISTING.partitionKey, '#place': LISTING.sortKey },
      }),
    );
    const folder = join(dataDir, 'streams', 'dead-letters', 'clock-worker');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'one.json'), JSON.stringify({ kind: 'timer', caseId: 'stuck', failures: 5, why: 'x', at: '' }));
    await move(30);
    expect((await read('stuck')).file.record.state).toBe('submitted');

    const done = await redrive('clock-worker');
    expect(done, done.output).toMatchObject({ code: 0 });
    expect(lettersIn('clock-worker')).toEqual([]);
    expect((await actionsOf('stuck')).at(-1)).toEqual(['timer.redrive', 'npm run redrive, zhao']);
    await move(31);
    expect((await read('stuck')).file.record.state).toBe('completeness_check');
  });

  it('tells an event again whose letter failed, and the letter comes', async () => {
    const { client, tables, seed, read } = open();
    await seed('untold', 'submitted', dayInShanghai(new Date()));
    await move(32);
    const [letter] = (await read('untold')).letters;
    expect(letter?.id).toBe('receipt.2');
    const detail = { id: 'untold.2', type: 'case.submit', caseId: 'untold', version: 2, state: 'submitted', at: new Date().toISOString() };
    const folder = join(dataDir, 'streams', 'dead-letters', 'letter-writer');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'one.json'), JSON.stringify({ source: 'rongqiao.cases', 'detail-type': 'case.submit', detail }));
    const done = await redrive(join(folder, 'one.json'));
    expect(done, done.output).toMatchObject({ code: 0 });
    expect(lettersIn('letter-writer')).toEqual([]);
    const again = {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': 'OUTBOX#untold', ':sk': 'AGAIN#' },
    };
    const { Items = [] } = await client.send(new QueryCommand({ TableName: tables.main, ...again }));
    expect(Items).toMatchObject([detail]);
    expect(await actionsOf('untold')).toContainEqual(['outbox.redrive', 'npm run redrive, zhao']);
    await move(33);
    expect((await read('untold')).letters).toHaveLength(1);
  });

  it('copies what the keeper could not, whichever way it was put aside, and clears away calls of which the next does all', async () => {
    const { storage } = readWhereabouts(dataDir, 0);
    const now = createHouseClock(join(dataDir, 'clock.json')).now;
    const at = { region: house.region, endpoint: storage?.S3_ENDPOINT, bucket: storage?.LOCKED_BUCKET ?? '', now };
    const locked = createLockedStore(at);
    const change = (sk: string) => {
      const Keys = { pk: { S: 'LEDGER#redriven' }, sk: { S: sk } };
      return { eventName: 'INSERT', dynamodb: { Keys, NewImage: Keys, SequenceNumber: sk } };
    };
    await locked.keepFailed(now(), '1', change('1'));
    layAside(
      join(dataDir, 'streams', 'dead-letters'),
      'journal-keeper',
      JSON.stringify({ name: 'journal-keeper', tries: 11, record: change('2') }),
    );
    const done = await redrive('journal-keeper');
    expect(done, done.output).toMatchObject({ code: 0 });
    expect(done.output).toContain('重做 2');
    const leaves = (await locked.listCopies(new Date(0), new Date('2100-01-01T00:00:00Z'))).map(({ leaf }) => leaf);
    for (const sk of ['1', '2']) expect(leaves).toContain(leafOf({ change: 'added', item: { pk: 'LEDGER#redriven', sk } }));
    expect((await redrive('journal-keeper')).output).toContain('重做 0 · 无需 0 · 留下 0');

    layAside(
      join(dataDir, 'streams', 'dead-letters'),
      'audit-sealer',
      JSON.stringify({ source: 'aws.events', time: '2026-11-24T00:05:00Z' }),
    );
    expect(await redrive('audit-sealer')).toMatchObject({ code: 0 });
    expect(lettersIn('audit-sealer')).toEqual([]);
  });

  it('leaves what it cannot read where it lies, with all that is in it, and says so', async () => {
    const { client, tables } = open();
    await client.send(new PutCommand({ TableName: tables.main, Item: { ...outboxKey('poison', 1), id: 'poison.1', type: 'nonsense' } }));
    await move(34);
    const [file = ''] = lettersIn('outbox-publisher');
    expect(file).not.toBe('');
    const done = await redrive('outbox-publisher');
    expect(done).toMatchObject({ code: 1 });
    expect(done.output).toContain('留下 1');
    expect(lettersIn('outbox-publisher')).toEqual([file]);
  });

  it('says how it is used', async () => {
    expect(await redrive('../nothing')).toMatchObject({ code: 2 });
    expect(await redrive('clock-wroker')).toMatchObject({ code: 2 });
    expect((await run('infra/cli/redrive.ts', { DATA_DIR: dataDir }).ended).output).toContain('npm run redrive -- <dead-letter>');
  });
});
