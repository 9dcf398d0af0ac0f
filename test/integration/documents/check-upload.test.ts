import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSEvent } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOnMessage } from '../../../functions/document-checker/on-message.ts';
import { checkUpload } from '../../../functions/document-checker/use-cases/check-upload.ts';
import { type RedrivePorts, redriveLetter } from '../../../infra/cli/redrive/redrive-letter.ts';
import { MOST_RECEIVES } from '../../../infra/local/messages/message-queue.ts';
import { createUploadQueue } from '../../../infra/local/object-store/upload-queue.ts';
import { createVault } from '../../../infra/local/object-store/vault.ts';
import { createQueueStack } from '../../../shared/runtime/queue-stack.ts';
import { auditPartition } from '../../../shared/store/keys/journal.ts';
import { InjectedCrash, injectFault } from '../../support/faults.ts';
import { makePdf } from '../../support/make-files.ts';
import { announce, checkerPorts, heldObjects, papersHouse } from '../../support/papers.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = papersHouse();
const { uploads, kept, objects } = heldObjects();
const owner = house.as('owner');

beforeAll(() => house.seedOrganisation({ id: 'firm', kind: 'company', members: [{ id: 'owner', roles: ['owner'] }] }));

const paperOf = async (id: string) => jsonOf(await owner.get(`/v1/companies/firm/documents/${id}`));
async function entriesOf(id: string, wanted = 'document.check'): Promise<unknown[]> {
  const { Items = [] } = await house.client.send(
    new QueryCommand({
      TableName: house.names.journal,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': auditPartition('organisation', 'firm') },
    }),
  );
  return Items.filter(({ action, changed }) => action === wanted && changed.documentId === id);
}
async function anUpload(bytes = makePdf()): Promise<string> {
  const { id } = await announce(owner, 'firm');
  uploads.set(`firm/${id}`, bytes);
  return id;
}

describe('a check that breaks off', () => {
  const STEPS = ['readUpload', 'keep', 'removeUpload'] as const;

  it.each([1, 2, 3].flatMap((call) => (['before', 'after'] as const).map((when) => [when, call] as const)))(
    '%s call %i to the database is completed by the next try, once',
    async (when, number) => {
      const id = await anUpload();
      const repair = injectFault(house.client, (call) => (call.number === number ? when : undefined));
      await expect(checkUpload(checkerPorts(house, objects), `firm/${id}`)).rejects.toThrow(InjectedCrash);
      repair();
      await checkUpload(checkerPorts(house, objects), `firm/${id}`);
      expect(await paperOf(id)).toMatchObject({ status: 'clean', version: 2 });
      expect(await entriesOf(id)).toHaveLength(1);
      expect(uploads.has(`firm/${id}`)).toBe(false);
    },
  );

  it.each(STEPS.flatMap((step) => [false, true].map((after) => [step, after] as const)))(
    'at %s (done already: %s) is completed by the next try, once',
    async (step, after) => {
      const id = await anUpload();
      const broken = {
        ...objects,
        [step]: async (...args: never[]) => {
          if (after) await (objects[step] as (...all: never[]) => Promise<unknown>)(...args);
          throw new InjectedCrash(step);
        },
      };
      await expect(checkUpload(checkerPorts(house, broken), `firm/${id}`)).rejects.toThrow(InjectedCrash);
      await checkUpload(checkerPorts(house, objects), `firm/${id}`);
      expect(await paperOf(id)).toMatchObject({ status: 'clean', version: 2 });
      expect(await entriesOf(id)).toHaveLength(1);
      expect([...kept.keys()].filter((key) => key.startsWith(`firm/${id}/`))).toHaveLength(1);
      expect(uploads.has(`firm/${id}`)).toBe(false);
    },
  );
});

it('asks the database three times for a check', async () => {
  const id = await anUpload();
  const calls: string[] = [];
  const repair = injectFault(house.client, ({ command }) => void calls.push(command));
  await checkUpload(checkerPorts(house, objects), `firm/${id}`);
  repair();
  expect(calls).toEqual(['UpdateItemCommand', 'QueryCommand', 'TransactWriteItemsCommand']);
});

describe('a check that was given up', () => {
  const told: unknown[] = [];
  const ports = (): RedrivePorts => ({
    cases: { readCase: () => Promise.reject(new Error('no case is asked for')) } as unknown as RedrivePorts['cases'],
    ...checkerPorts(house, objects),
    batches: { read: () => Promise.reject(new Error('no batch is asked for')) },
    uploads: { keep: async (message) => void told.push(message) },
  });
  const letterOf = (key: string) => ({
    Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Post', s3: { bucket: { name: 'quarantine' }, object: { key } } }],
  });

  it('is told of once more by the redrive command, on record, and done once however often that is', async () => {
    const id = await anUpload();
    const letter = JSON.stringify(letterOf(`firm/${id}`));
    for (let times = 0; times < 2; times++)
      expect(await redriveLetter(ports(), letter, 'zhao')).toEqual({ kind: 'redriven', about: `paper ${id} of organisation firm` });
    expect(told).toEqual([letterOf(`firm/${id}`), letterOf(`firm/${id}`)]);
    const onMessage = createOnMessage({ ...checkerPorts(house, objects), quarantine: 'quarantine' });
    for (const message of told) await onMessage(message);
    expect(await paperOf(id)).toMatchObject({ status: 'clean', version: 2 });
    expect(await entriesOf(id)).toHaveLength(1);
    expect(await entriesOf(id, 'document.redrive')).toMatchObject([
      { reason: 'npm run redrive, zhao' },
      { reason: 'npm run redrive, zhao' },
    ]);
  });

  it('stays where it is of nobody, or where nobody can be told', async () => {
    expect(await redriveLetter(ports(), JSON.stringify(letterOf('nobody/paper-1')), 'zhao')).toMatchObject({ kind: 'kept' });
    const { uploads: _, ...without } = ports();
    expect(await redriveLetter(without, JSON.stringify(letterOf('firm/paper-1')), 'zhao')).toMatchObject({ kind: 'kept' });
  });
});

describe('messages', () => {
  const s3 = (key: string, bucket = 'quarantine', eventName = 'ObjectCreated:Post') => ({
    Records: [{ eventName, s3: { bucket: { name: bucket }, object: { key } } }],
  });
  const onMessage = createOnMessage({ ...checkerPorts(house, objects), quarantine: 'quarantine' });

  it('of other buckets and other events, and the test of S3, are none of our business', async () => {
    const id = await anUpload();
    await onMessage(s3(`firm/${id}`, 'vault'));
    await onMessage(s3(`firm/${id}`, 'quarantine', 'ObjectRemoved:Delete'));
    await onMessage({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'quarantine' });
    expect(await paperOf(id)).toMatchObject({ status: 'awaiting-upload' });
    await onMessage(s3(`firm/${id}`));
    expect(await paperOf(id)).toMatchObject({ status: 'clean' });
    await expect(onMessage({ hello: 'world' })).rejects.toThrow();
  });

  it('name an object as S3 encodes it', async () => {
    uploads.set('a b/c+d', makePdf());
    await onMessage(s3('a+b/c%2Bd'));
    expect(uploads.has('a b/c+d')).toBe(false);
  });

  it('that fail come back by themselves, the others do not', async () => {
    const seen: unknown[] = [];
    const { stack } = createQueueStack('test');
    const handler = stack(async (body) => {
      seen.push(body);
      if (body === 'bad') throw new Error('no');
    });
    const record = (messageId: string, body: string) => ({ messageId, body, attributes: { ApproximateReceiveCount: '1' } });
    const event = {
      Records: [record('1', '"good"'), record('2', '"bad"'), record('3', 'no JSON'), record('4', '"good"')],
    } as unknown as SQSEvent;
    expect(await handler(event, {} as Context)).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }] });
    expect(seen).toEqual(['good', 'bad', 'good']);
  });
});

describe('the queue of the house', () => {
  const log: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  const queue = (invoke: (event: unknown) => Promise<unknown>) =>
    createUploadQueue({ worker: { invoke }, region: 'cn-north-1', now: () => new Date(), log: sink, firstPauseMs: 1 });
  const object = { key: 'firm/发票 1', size: 3, etag: 'e' };

  it('sends the event S3 sends, and again while it fails', async () => {
    const events: SQSEvent[] = [];
    const failing = queue(async (event) => {
      events.push(event as SQSEvent);
      if (events.length === 1) throw new Error('the worker broke');
      return { batchItemFailures: events.length === 2 ? [{ itemIdentifier: 'x' }] : [] };
    });
    failing.announce('quarantine', object);
    await failing.settled();
    expect(events.map(({ Records }) => Records[0]?.attributes.ApproximateReceiveCount)).toEqual(['1', '2', '3']);
    expect(new Set(events.map(({ Records }) => Records[0]?.messageId)).size).toBe(1);
    const body = JSON.parse(events[0]?.Records[0]?.body ?? '');
    expect(body.Records[0]).toMatchObject({
      eventName: 'ObjectCreated:Post',
      s3: { bucket: { name: 'quarantine' }, object: { key: 'firm/%E5%8F%91%E7%A5%A8+1', size: 3 } },
    });
  });

  it('gives up after as many tries as the one in the cloud, and says so without a key', async () => {
    let tries = 0;
    const broken = queue(async () => {
      tries += 1;
      throw new Error('no');
    });
    broken.announce('quarantine', object);
    await broken.settled();
    expect(tries).toBe(MOST_RECEIVES);
    expect(log.join('')).toMatch(/given up/);
    expect(log.join('')).not.toContain('firm/');
  });
});

describe('the vault of the house', () => {
  const settings = { url: 'http://127.0.0.1:1', region: 'cn-north-1', now: () => new Date() };
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });

  it('tells the checker at its start what an earlier run left unchecked, and clears away half a file', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'vault-test-'));
    const quarantine = join(dataDir, 'objects/rongqiao-quarantine');
    mkdirSync(quarantine, { recursive: true });
    writeFileSync(join(quarantine, 'firm%2Fpaper-1'), 'left');
    writeFileSync(join(quarantine, '.incoming-1'), 'half');
    const keys: string[] = [];
    const worker = {
      invoke: async (event: unknown) => {
        const [message] = (event as SQSEvent).Records;
        keys.push(JSON.parse(message?.body ?? '').Records[0].s3.object.key);
        return { batchItemFailures: [] };
      },
      close: async () => {},
    };
    const vault = createVault({ ...settings, dataDir });
    await vault.start(worker, silent);
    await vault.close();
    expect(keys).toEqual(['firm/paper-1']);
    expect(readdirSync(quarantine)).toEqual(['firm%2Fpaper-1']);
    rmSync(dataDir, { recursive: true });
  });

  it('without a directory of state leaves nothing behind', async () => {
    const before = new Set(readdirSync(tmpdir()));
    const vault = createVault({ ...settings, dataDir: undefined });
    const [made = ''] = readdirSync(tmpdir()).filter((name) => name.startsWith('rongqiao-objects-') && !before.has(name));
    expect(made).not.toBe('');
    await vault.close();
    expect(existsSync(join(tmpdir(), made))).toBe(false);
  });
});
