import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { type AuditDraft, type AuditEntry, auditEntry } from '../../../shared/domain/audit/entry.ts';
import { type ChainHead, chainHead } from '../../../shared/domain/parties/records.ts';
import { firstBrokenLink } from '../../../shared/store/audit-chain.ts';
import { createCommitter, type Write } from '../../../shared/store/commit.ts';
import { createAnswerReader, type StoredAnswer } from '../../../shared/store/idempotency.ts';
import { auditKey, auditPartition } from '../../../shared/store/keys/journal.ts';
import { grantKey, headKey, organisationKey } from '../../../shared/store/keys/organisations.ts';
import { InjectedCrash, injectFault } from '../../support/faults.ts';
import { engineClient, ownTables } from '../../support/tables.ts';

const { client, names } = ownTables();
const { commit } = createCommitter(client, names);
const { readAnswer } = createAnswerReader(client, names.main);

let made = 0;
const newId = () => `org-${++made}`;
const NOW = new Date('2026-11-23T09:00:00.000Z');

const entry = (id: string, changed: AuditDraft['changed'] = { name: '示例' }): AuditDraft => ({
  aggregate: { kind: 'organisation', id },
  action: 'organisation.change',
  at: NOW.toISOString(),
  by: { personId: 'somebody', role: 'owner', organisationId: id },
  changed,
});
const answer = (keyHash: string): StoredAnswer => ({
  personId: 'somebody',
  keyHash,
  fingerprint: 'f',
  at: NOW.getTime() / 1000,
  status: 201,
  body: '{"ok":true}',
  headers: { etag: '"1"' },
});
const put = (id: string, version: number, expectation: 'absent' | number, refusal?: string): Write => ({
  put: { ...organisationKey(id), version, name: `示例 ${version}` },
  expect: expectation,
  ...(refusal !== undefined && { refusal }),
});

const readHead = async (id: string): Promise<ChainHead | undefined> => {
  const { Item } = await client.send(new GetCommand({ TableName: names.main, Key: headKey(id), ConsistentRead: true }));
  return Item && chainHead.parse(Item);
};
const readRecord = async (id: string) =>
  (await client.send(new GetCommand({ TableName: names.main, Key: organisationKey(id), ConsistentRead: true }))).Item;
const readChain = async (id: string): Promise<AuditEntry[]> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: names.journal,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': auditPartition('organisation', id) },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => auditEntry.parse(item));
};

describe('a commit', () => {
  it('writes record, audit entry, head and answer together', async () => {
    const id = newId();
    expect(await commit({ writes: [put(id, 1, 'absent')], entry: entry(id), head: undefined, answer: answer(`k-${id}`) })).toEqual({
      kind: 'committed',
    });
    expect(await readRecord(id)).toMatchObject({ version: 1 });
    expect(await readHead(id)).toMatchObject({ seq: 1 });
    expect(await readChain(id)).toHaveLength(1);
    expect(await readAnswer('somebody', `k-${id}`, NOW)).toMatchObject({ status: 201, body: '{"ok":true}' });
  });

  it('grows a chain whose every link stands on the one before', async () => {
    const id = newId();
    await commit({ writes: [put(id, 1, 'absent')], entry: entry(id), head: undefined });
    for (let version = 2; version <= 5; version++)
      await commit({ writes: [put(id, version, version - 1)], entry: entry(id, { version }), head: await readHead(id) });
    const chain = await readChain(id);
    expect(chain.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(firstBrokenLink(chain)).toBeUndefined();
    for (let at = 0; at < chain.length; at++) {
      const touched = chain.map((link, index) => (index === at ? { ...link, reason: 'slipped in' } : link));
      expect(firstBrokenLink(touched)).toBe(at + 1);
      expect(firstBrokenLink(chain.filter((_, index) => index !== at))).toBe(at === chain.length - 1 ? undefined : at + 1);
    }
  });

  it('keeps of a sensitive value a keyed hash, another in every chain', async () => {
    const ids = [newId(), newId()];
    for (const id of ids)
      await commit({ writes: [put(id, 1, 'absent')], entry: entry(id, { phone: { sensitive: '13800001234' } }), head: undefined });
    const [one, other] = await Promise.all(ids.map(async (id) => (await readChain(id))[0]?.changed.phone));
    expect(JSON.stringify([one, other])).not.toContain('13800001234');
    expect(one).toEqual({ hashed: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(one).not.toEqual(other);
  });

  it('says that it moved when the version or the head is no longer the one read, and writes nothing', async () => {
    const id = newId();
    await commit({ writes: [put(id, 1, 'absent')], entry: entry(id), head: undefined });
    const head = await readHead(id);
    expect(await commit({ writes: [put(id, 3, 2)], entry: entry(id), head })).toEqual({ kind: 'moved' });
    await commit({ writes: [put(id, 2, 1)], entry: entry(id), head });
    expect(await commit({ writes: [put(id, 3, 2)], entry: entry(id), head })).toEqual({ kind: 'moved' });
    expect(await readRecord(id)).toMatchObject({ version: 2 });
    expect(await readChain(id)).toHaveLength(2);
  });

  it('adds to a chain only at its end, whichever of head and journal somebody has tampered with', async () => {
    const remove = (table: string, key: object) => client.send(new DeleteCommand({ TableName: table, Key: key }));
    const id = newId();
    const add = (head: ChainHead | undefined) => commit({ writes: [], entry: entry(id), head });
    await add(undefined);
    const first = await readHead(id);
    await add(first);
    const chain = await readChain(id);
    // The head set back: the entry that stands there is not written over.
    await client.send(new PutCommand({ TableName: names.main, Item: { ...headKey(id), ...first } }));
    expect(await add(first)).toEqual({ kind: 'moved' });
    expect(await readChain(id)).toEqual(chain);
    // The last entry taken out, then all of them: the head knows how many there were.
    const last = { ...first, seq: 2 } as ChainHead;
    await client.send(new PutCommand({ TableName: names.main, Item: { ...headKey(id), ...last } }));
    await remove(names.journal, auditKey('organisation', id, 2));
    expect(await add(first)).toEqual({ kind: 'moved' });
    await remove(names.journal, auditKey('organisation', id, 1));
    expect(await add(undefined)).toEqual({ kind: 'moved' });
    expect(await readChain(id)).toEqual([]);
    expect(await readHead(id)).toMatchObject({ seq: 2 });
  });

  it('answers with the refusal of a write of its own, unless something else has moved as well', async () => {
    const [taken, id] = [newId(), newId()];
    await commit({ writes: [put(taken, 1, 'absent')], entry: entry(taken), head: undefined });
    const guard = put(taken, 1, 'absent', 'duplicate-credit-code');
    expect(await commit({ writes: [guard, put(id, 1, 'absent')], entry: entry(id), head: undefined })).toEqual({
      kind: 'refused',
      code: 'duplicate-credit-code',
      faults: [],
    });
    expect(await readRecord(id)).toBeUndefined();
    expect(await commit({ writes: [guard, put(id, 2, 1)], entry: entry(id), head: undefined })).toEqual({ kind: 'moved' });
  });

  it('looks at rows it does not change: all that are missing or closed are named, and nothing is written', async () => {
    const [open, closed, id] = [newId(), newId(), newId()];
    const row = (of: string, status: string): Write => ({ put: { ...organisationKey(of), version: 1, status }, expect: 'absent' });
    await commit({ writes: [row(open, 'clean'), row(closed, 'rejected')], entry: entry(open), head: undefined });
    const fault = (at: number) => ({ pointer: `/evidence/${at}`, code: 'unknown-document', detail: { zh: '无', en: 'none' } });
    const check = (of: string, at: number): Write => ({
      check: organisationKey(of),
      unless: ['withdrawn', 'rejected'],
      refusal: 'unknown-document',
      fault: fault(at),
    });
    const checks = [check(closed, 0), check(open, 1), check('nowhere', 2)];
    expect(await commit({ writes: [put(id, 1, 'absent'), ...checks], entry: entry(id), head: undefined })).toEqual({
      kind: 'refused',
      code: 'unknown-document',
      faults: [fault(0), fault(2)],
    });
    expect(await readRecord(id)).toBeUndefined();
    expect(await commit({ writes: [put(id, 2, 1), check(closed, 0)], entry: entry(id), head: undefined })).toEqual({ kind: 'moved' });
    expect(await commit({ writes: [put(id, 1, 'absent'), check(open, 0)], entry: entry(id), head: undefined })).toEqual({
      kind: 'committed',
    });
    expect(await readRecord(open)).toMatchObject({ version: 1, status: 'clean' });
  });

  it('knows its own repeat', async () => {
    const id = newId();
    const commitment = { writes: [put(id, 1, 'absent')], entry: entry(id), head: undefined, answer: answer(`again-${id}`) };
    await commit(commitment);
    expect(await commit(commitment)).toEqual({ kind: 'repeated' });
    expect(await readChain(id)).toHaveLength(1);
  });

  it('forgets an answer after a day, and lets the key be used anew', async () => {
    const id = newId();
    const commitment = { writes: [], entry: entry(id), head: undefined, answer: answer('a-day') };
    await commit(commitment);
    const tomorrow = new Date(NOW.getTime() + 24 * 3_600_000);
    expect(await readAnswer('somebody', 'a-day', new Date(tomorrow.getTime() - 1000))).toBeDefined();
    expect(await readAnswer('somebody', 'a-day', tomorrow)).toBeUndefined();
    const later = { ...answer('a-day'), at: tomorrow.getTime() / 1000 };
    expect(await commit({ writes: [], entry: entry(id), head: await readHead(id), answer: later })).toEqual({ kind: 'committed' });
  });
});

describe('a commit among others', () => {
  it('lets one of 32 at once through, and tells the rest', async () => {
    const id = newId();
    await commit({ writes: [put(id, 1, 'absent')], entry: entry(id), head: undefined });
    const head = await readHead(id);
    const outcomes = await Promise.all(Array.from({ length: 32 }, () => commit({ writes: [put(id, 2, 1)], entry: entry(id), head })));
    expect(outcomes.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'moved')).toHaveLength(31);
    expect(await readChain(id)).toHaveLength(2);
  });

  it('tries again what only met another transaction, and gives up after six times', async () => {
    const own = engineClient();
    const meet = { times: 0 };
    injectConflicts(own, meet);
    const mine = createCommitter(own, names);
    const [id, other] = [newId(), newId()];
    meet.times = 5;
    expect(await mine.commit({ writes: [put(id, 1, 'absent')], entry: entry(id), head: undefined })).toEqual({ kind: 'committed' });
    meet.times = 6;
    expect(await mine.commit({ writes: [put(other, 1, 'absent')], entry: entry(other), head: undefined })).toEqual({ kind: 'busy' });
    expect(await readRecord(other)).toBeUndefined();
    own.destroy();
  });

  it.each(['before', 'after'] as const)(
    'leaves all or nothing when its writer dies %s the write, and a repeat completes it once',
    async (when) => {
      const own = engineClient();
      const id = newId();
      const commitment = {
        writes: [put(id, 1, 'absent'), { put: { ...grantKey(id, 'g1'), version: 1 }, expect: 'absent' as const }],
        entry: entry(id),
        head: undefined,
        answer: answer(`crash-${when}`),
      };
      const mend = injectFault(own, () => when);
      await expect(createCommitter(own, names).commit(commitment)).rejects.toBeInstanceOf(InjectedCrash);
      mend();
      const there = [
        await readRecord(id),
        await readHead(id),
        (await readChain(id))[0],
        await readAnswer('somebody', `crash-${when}`, NOW),
      ];
      expect(there.filter((found) => found !== undefined)).toHaveLength(when === 'before' ? 0 : 4);
      expect((await createCommitter(own, names).commit(commitment)).kind).toBe(when === 'before' ? 'committed' : 'repeated');
      expect(await readChain(id)).toHaveLength(1);
      own.destroy();
    },
  );
});

/** What the engine of the tests never does by itself, since it works on one transaction after another: refuses one for meeting another. */
function injectConflicts(client: ReturnType<typeof engineClient>, meet: { times: number }): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      if (meet.times-- > 0)
        throw new TransactionCanceledException({
          message: 'conflict',
          $metadata: {},
          CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }, { Code: 'None' }],
        });
      return next(args);
    },
    { step: 'initialize', name: 'conflicts' },
  );
}
