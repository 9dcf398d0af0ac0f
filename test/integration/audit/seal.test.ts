import { readdirSync } from 'node:fs';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { checkJournal } from '../../../functions/audit-sealer/use-cases/check-journal.ts';
import { sealWindow } from '../../../functions/audit-sealer/use-cases/seal-window.ts';
import { failedCopies } from '../../../infra/cli/redrive/find-letters.ts';
import { type RedrivePorts, redriveLetter } from '../../../infra/cli/redrive/redrive-letter.ts';
import { verifyFile } from '../../../infra/cli/verify/verify-file.ts';
import { auditEntry } from '../../../shared/domain/audit/entry.ts';
import { NO_SEAL } from '../../../shared/domain/audit/seal.ts';
import { checkSignature, hashOfSeal } from '../../../shared/store/audit-tree.ts';
import { createCaseReader } from '../../../shared/store/case-store.ts';
import { createChainReader } from '../../../shared/store/chain-store.ts';
import { createCommitter } from '../../../shared/store/commit.ts';
import { exportChain } from '../../../shared/store/export-chain.ts';
import { createFailedCopies } from '../../../shared/store/failed-copies.ts';
import { leafOf } from '../../../shared/store/journal-copy.ts';
import { auditKey } from '../../../shared/store/keys/journal.ts';
import { createOrganisationReader } from '../../../shared/store/organisation-store.ts';
import type { StoredSeal } from '../../../shared/store/seal-store.ts';
import { auditHouse } from '../../support/audit-house.ts';
import { InjectedCrash, injectFault } from '../../support/faults.ts';

const bare = ({ publicKey: _key, ...seal }: StoredSeal) => seal;
const entryKey = (id: string, seq: number) => auditKey('case', id, seq);

describe('the journal under seal', () => {
  const audit = auditHouse();
  const { act, copy, seal, later, house } = audit;
  const seals = () => house.ports.seals.readFrom(undefined, 100);

  it('is copied row by row, sealed when its minutes have rested, and found whole', async () => {
    for (const id of ['a', 'b', 'a']) await act(id);
    expect(await copy()).toBe(3);
    expect(await seal()).toMatchObject({ Seals: 1, SealedEntries: 0 });
    later(7);
    expect(await seal()).toEqual({ Seals: 1, SealedEntries: 3, ComparedEntries: 3, JournalDifferences: 0 });
    const [first, second] = await seals();
    expect(first).toMatchObject({ number: 1, count: 0, previousSealHash: NO_SEAL });
    expect(second).toMatchObject({ number: 2, count: 3, from: first?.to });
  });

  it('is sealed once, however often the sealer is called and however many at a time', async () => {
    const before = await seals();
    expect(await seal()).toEqual({ Seals: 0, SealedEntries: 0, ComparedEntries: 0, JournalDifferences: 0 });
    later(5);
    const made = await Promise.all(Array.from({ length: 6 }, () => sealWindow(house.ports)));
    expect(made.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await seals()).toHaveLength(before.length + 1);
  });

  it('is sealed in one piece after the sealer was away, and where nothing was written', async () => {
    await act('a');
    await copy();
    later(180);
    await seal();
    later(5);
    await seal();
    const [long, empty] = (await seals()).slice(-2);
    expect(Date.parse(long?.to ?? '') - Date.parse(long?.from ?? '')).toBe(180 * 60_000);
    expect([long?.count, empty?.count]).toEqual([1, 0]);
  });

  it('is a chain of seals without a gap, each signed, each in locked storage', async () => {
    const all = await seals();
    for (const [at, one] of all.entries()) {
      const before = all[at - 1];
      expect(one.number).toBe(at + 1);
      expect(checkSignature(bare(one), one)).toBe('holds');
      expect(checkSignature({ ...bare(one), count: one.count + 1 }, one)).toBe('broken');
      if (before) expect([one.from, one.previousSealHash]).toEqual([before.to, hashOfSeal(bare(before))]);
    }
    const kept = readdirSync(audit.folder).filter((name) => name.startsWith('seals'));
    expect(kept).toHaveLength(all.length);
  });

  it('goes out as a file that anybody can check', async () => {
    const { entries } = await createChainReader(audit.client, audit.names.journal).readChain('case', 'a', { seq: 3 }, 10);
    const chain = entries.map(({ entry }) => entry).toReversed();
    const file = await exportChain(house.ports, { aggregate: { kind: 'case', id: 'a' }, entries: chain });
    expect(file).toMatchObject({ sealed: 3, head: { seq: 3 } });
    expect(verifyFile(Buffer.from(canonicalize(file) as string))).toMatchObject({ holds: true });
    await act('a');
    await copy();
    const [newest] = (await createChainReader(audit.client, audit.names.journal).readChain('case', 'a', { seq: 4 }, 1)).entries;
    const open = await exportChain(house.ports, {
      aggregate: { kind: 'case', id: 'a' },
      entries: [...chain, auditEntry.parse(newest?.entry)],
    });
    expect(open).toMatchObject({ sealed: 3, head: { seq: 4 } });
    later(7);
    await seal();
    expect(verifyFile(Buffer.from(canonicalize(open) as string))).toMatchObject({ holds: true });
  });

  it.each([1, 2, 3, 4, 5].flatMap((call) => (['before', 'after'] as const).map((when) => [when, call] as const)))(
    'is completed by the next run when one breaks off %s call %i to the database',
    async (when, number) => {
      await act('c');
      await copy();
      later(7);
      const count = (await seals()).length;
      const repair = injectFault(audit.client, (call) => (call.number === number ? when : undefined));
      const broke = await seal().then(
        () => false,
        (error: unknown) => error instanceof InjectedCrash,
      );
      repair();
      await seal();
      const all = await seals();
      expect(all).toHaveLength(count + 1);
      expect(all.at(-1)?.count).toBe(1);
      expect(readdirSync(audit.folder).filter((name) => name.startsWith('seals'))).toHaveLength(all.length);
      // A run makes at least four calls; a fifth comes only where older links are looked up.
      if (number <= 4) expect(broke).toBe(true);
    },
  );

  it.each(['keepLeaves', 'keepSeal'] as const)('is completed by the next run when locked storage breaks off at %s', async (step) => {
    await act('c');
    await copy();
    later(7);
    const count = (await seals()).length;
    let calls = 0;
    const locked = {
      ...house.ports.locked,
      // The first seal that is kept is that of the run before; the second is the new one.
      [step]: async (...args: never[]) => {
        calls += 1;
        if (step === 'keepLeaves' || calls === 2) throw new InjectedCrash(step);
        return (house.ports.locked[step] as (...all: never[]) => Promise<void>)(...args);
      },
    };
    await expect(sealWindow({ ...house.ports, locked })).rejects.toThrow(InjectedCrash);
    await seal();
    expect(await seals()).toHaveLength(count + 1);
    expect(readdirSync(audit.folder).filter((name) => name.startsWith('seals'))).toHaveLength(count + 1);
  });
});

describe('behind our back', () => {
  const audit = auditHouse();
  const { act, copy, seal, later, house } = audit;
  const differences = async () => (await house.ports.seals.readLastCheck())?.differences ?? [];
  /** What is named until every window has had its turn once more. */
  const differencesOfAll = async () => {
    const named = [];
    for (let round = 0; round < 3; round++) {
      later(7);
      await seal();
      named.push(...(await differences()));
    }
    return named;
  };
  const journal = () => audit.names.journal;

  it('a row that is changed is named with the next check, and by the stream at once', async () => {
    for (let step = 0; step < 3; step++) await act('x');
    await act('y');
    await copy();
    later(7);
    await seal();
    await audit.client.send(
      new UpdateCommand({
        TableName: journal(),
        Key: entryKey('x', 2),
        UpdateExpression: 'SET #action = :action',
        ExpressionAttributeNames: { '#action': 'action' },
        ExpressionAttributeValues: { ':action': 'case.approve' },
      }),
    );
    later(5);
    expect(await seal()).toMatchObject({ JournalDifferences: 1 });
    expect(await differences()).toEqual([{ kind: 'row-changed', ...entryKey('x', 2) }]);
    await copy();
    expect(await differencesOfAll()).toContainEqual({ kind: 'replaced', ...entryKey('x', 2) });
  });

  it('a row that is removed, and one that came while nobody copied', async () => {
    await audit.client.send(new DeleteCommand({ TableName: journal(), Key: entryKey('y', 1) }));
    expect(await differencesOfAll()).toContainEqual({ kind: 'row-missing', ...entryKey('y', 1) });
    await act('z');
    const [missed] = (await house.read()).slice(-1);
    await act('z');
    const [, ...rest] = [missed, ...(await house.read(missed?.dynamodb.SequenceNumber))];
    await audit.keeper(rest as DynamoDBRecord[]);
    expect(await differencesOfAll()).toContainEqual({ kind: 'predecessor-not-copied', ...entryKey('z', 1) });
  });

  it('a seal whose window got another copy', async () => {
    const [first] = await house.ports.seals.readFrom(undefined, 1);
    await house.locked.keepCopy(new Date(first?.from ?? ''), { change: 'added', item: { pk: 'AUDIT#case#q', sk: 'ENTRY#1' } });
    later(1);
    const { found } = await checkJournal(house.ports, first);
    expect(found).toBeGreaterThan(0);
    expect(await differences()).toContainEqual({ kind: 'seal-differs', pk: 'SEAL', sk: first?.from });
  });
});

describe('the keeper', () => {
  const audit = auditHouse();
  const files = (prefix: string) => readdirSync(audit.folder).filter((name) => name.startsWith(prefix));

  it('keeps one copy of a change it is told twice, and of every kind of value', async () => {
    const item = {
      pk: 'LEDGER#1',
      sk: '1',
      big: 9_007_199_254_740_991n * 10n,
      set: new Set(['b', 'a']),
      bytes: new Uint8Array([1, 2]),
      deep: [{ n: null }],
    };
    await audit.client.send(new PutCommand({ TableName: audit.names.journal, Item: item }));
    const changes = await audit.house.read();
    expect(await audit.keeper(changes)).toEqual({ batchItemFailures: [] });
    await audit.keeper(changes);
    expect(files('copies')).toHaveLength(1);
    const [place] = await audit.house.locked.listCopies(new Date(0), new Date('2100-01-01T00:00:00Z'));
    const copy = place && (await audit.house.locked.readCopy(place));
    expect(copy).toEqual({
      change: 'added',
      item: {
        pk: 'LEDGER#1',
        sk: '1',
        big: { number: '90071992547409910' },
        set: { set: ['a', 'b'] },
        bytes: { base64: 'AQI=' },
        deep: [{ n: null }],
      },
    });
  });

  it('puts aside a record it cannot read, whole, and goes on with those behind it', async () => {
    const [good] = await audit.house.read();
    const poison = { ...good, dynamodb: { SequenceNumber: '77', NewImage: { pk: { WHAT: 'x' } } } } as unknown as DynamoDBRecord;
    const behind = {
      ...good,
      dynamodb: { ...good?.dynamodb, SequenceNumber: '78', NewImage: { pk: { S: 'LEDGER#2' }, sk: { S: '1' } } },
    } as DynamoDBRecord;
    expect(await audit.keeper([poison, behind])).toEqual({ batchItemFailures: [] });
    expect(files('copies')).toHaveLength(2);
    expect(files('failed')).toHaveLength(1);
  });

  describe('what it could not copy', () => {
    const AT = '2026-11-24T03:00:00.000Z';
    const change = (sk: string, Keys = { pk: { S: 'LEDGER#9' }, sk: { S: sk } }) => ({
      eventName: 'INSERT',
      dynamodb: { Keys, NewImage: Keys, SequenceNumber: sk },
    });
    const failed = () =>
      createFailedCopies({ region: 'cn-north-1', endpoint: `${audit.house.url}/__objects`, bucket: 'locked', now: () => audit.clock.now });
    const ports = (batch?: unknown): RedrivePorts => ({
      cases: createCaseReader(audit.client, audit.names.main),
      organisations: createOrganisationReader(audit.client, audit.names.main),
      committer: createCommitter(audit.client, audit.names),
      locked: { ...audit.house.locked, noteRedone: failed().noteRedone },
      batches: { read: async () => JSON.stringify(batch) },
      now: () => new Date(AT),
    });
    const leafOfChange = (sk: string) => leafOf({ change: 'added', item: { pk: 'LEDGER#9', sk } });
    const copies = async () =>
      (await audit.house.locked.listCopies(new Date(AT), new Date('2026-11-24T03:01:00Z'))).map(({ leaf }) => leaf);
    const redrivePutAside = async () => {
      const done = [];
      for await (const letter of failedCopies(failed(), 'zhao', () => new Date(AT))) {
        const { kind } = await redriveLetter(ports(), letter.body, 'zhao');
        if (kind !== 'kept') await letter.done();
        done.push([letter.name.replace(/^.*\//, ''), kind]);
      }
      return done;
    };

    it('is copied by the redrive command, on record and once; what nobody can read stays', async () => {
      await audit.house.locked.keepFailed(audit.clock.now, '90', change('90'));
      // The poison of the test above has no key that says whose row it is.
      expect(await redrivePutAside()).toEqual([
        ['77.json', 'kept'],
        ['90.json', 'redriven'],
      ]);
      expect(await copies()).toEqual([leafOfChange('90')]);
      expect(files('redriven')).toHaveLength(2);
      expect(await redrivePutAside()).toEqual([['77.json', 'kept']]);
      expect(await copies()).toHaveLength(1);
    });

    it('is copied from what Lambda left of a batch in a bucket, and what is one of them that fails keeps the letter', async () => {
      const key = 'aws/lambda/1/shardId-1/2026/11/24/x';
      const letter = JSON.stringify({ Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: 'given-up' }, object: { key } } }] });
      const batch = (...Records: unknown[]) => ({
        DDBStreamBatchInfo: { startSequenceNumber: '1', endSequenceNumber: '2' },
        payload: { Records },
      });
      const told = await redriveLetter(ports(batch(change('91'), change('92'))), letter, 'zhao');
      expect(told).toEqual({ kind: 'redriven', about: 'LEDGER#9 91; LEDGER#9 92' });
      expect((await copies()).toSorted()).toEqual(['90', '91', '92'].map(leafOfChange).toSorted());
      const half = await redriveLetter(ports(batch(change('93'), { eventName: 'INSERT' })), letter, 'zhao');
      expect(half).toMatchObject({ kind: 'kept' });
      expect(await copies()).toContain(leafOfChange('93'));
    });

    it('waits where the command was not told of locked storage', async () => {
      const { locked: _, ...without } = ports();
      expect(await redriveLetter(without, JSON.stringify({ record: change('94') }), 'zhao')).toMatchObject({ kind: 'kept' });
    });
  });

  it('does not copy seals, which the sealer keeps itself', async () => {
    const before = files('copies').length;
    await audit.seal();
    const changes = await audit.house.read();
    expect(changes.some(({ dynamodb }) => dynamodb.SequenceNumber && JSON.stringify(dynamodb).includes('"SEAL"'))).toBe(true);
    await audit.keeper(changes);
    expect(files('copies')).toHaveLength(before);
    expect(await audit.house.ports.seals.readLast()).toBeDefined();
  });
});
