import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { AuditDraft } from '../../../shared/domain/audit/entry.ts';
import type { FieldFault } from '../../../shared/domain/parties/refusal.ts';
import { createCommitter, type Write } from '../../../shared/store/commit.ts';
import { communityKey } from '../../../shared/store/keys/catalogue.ts';
import { historyKey, historyPartition } from '../../../shared/store/keys/companies.ts';
import { chainHeadKey } from '../../../shared/store/keys/journal.ts';
import { organisationKey } from '../../../shared/store/keys/organisations.ts';
import { moveOf } from '../../../shared/store/write-counter.ts';
import { ownTables } from '../../support/tables.ts';

const { client, names } = ownTables();
const { commit } = createCommitter(client, names);

let made = 0;
const newId = () => `c-${++made}`;
const entry = (id: string): AuditDraft => ({
  aggregate: { kind: 'case', id },
  action: 'case.approve',
  at: '2026-11-23T09:00:00.000Z',
  by: { personId: 'somebody', role: 'finance-approver', organisationId: 'bureau' },
  changed: {},
});
/** Commits in a chain of its own, so that nothing but the writes is met by others. */
const apply = (...writes: readonly Write[]) => commit({ writes, entry: entry(newId()), head: undefined });

const counter = (id: string) => communityKey(id);
const readCounter = async (id: string) =>
  (await client.send(new GetCommand({ TableName: names.main, Key: counter(id), ConsistentRead: true }))).Item;
const open = (id: string, availableFen: number): Write => ({ count: counter(id), add: { availableFen }, startsAt: { payerId: 'bureau' } });
const take = (id: string, fen: number, refusal?: string): Write => ({
  count: counter(id),
  add: { availableFen: -fen, reservedFen: fen, transfers: 1 },
  require: { availableFen: fen },
  ...(refusal !== undefined && { refusal }),
});
const record = (id: string, version: number, expectation: 'absent' | number): Write => ({
  put: { ...organisationKey(id), version },
  expect: expectation,
});
const REFUSED = { kind: 'refused', code: 'budget-exhausted', faults: [] };

describe('a counter', () => {
  it('begins where it is told to, and moves all its fields together', async () => {
    const id = newId();
    expect(await apply(open(id, 1_000))).toEqual({ kind: 'committed' });
    expect(await apply(take(id, 300))).toEqual({ kind: 'committed' });
    expect(await readCounter(id)).toEqual({ ...counter(id), availableFen: 700, reservedFen: 300, transfers: 1, payerId: 'bureau' });
    expect(await apply(open(id, 50))).toEqual({ kind: 'committed' });
    expect(await readCounter(id)).toMatchObject({ availableFen: 750, reservedFen: 300 });
  });

  it('gives the last fen and not one more, with a refusal of its own', async () => {
    const id = newId();
    await apply(open(id, 1_000));
    expect(await apply(take(id, 1_001, 'budget-exhausted'))).toEqual(REFUSED);
    expect(await apply(take(id, 1_000, 'budget-exhausted'))).toEqual({ kind: 'committed' });
    expect(await apply(take(id, 1, 'budget-exhausted'))).toEqual(REFUSED);
    expect(await readCounter(id)).toMatchObject({ availableFen: 0, reservedFen: 1_000 });
  });

  it('is made by nobody who does not say what it begins with', async () => {
    const id = newId();
    expect(await apply({ count: counter(id), add: { availableFen: 5 } })).toEqual({ kind: 'moved' });
    expect(await apply(take(id, 0, 'budget-exhausted'))).toEqual(REFUSED);
    expect(await readCounter(id)).toBeUndefined();
  });

  it('holds what it begins with against what is taken first', async () => {
    const cap = (id: string, fen: number): Write => ({
      count: counter(id),
      add: { availableFen: -fen },
      require: { availableFen: fen },
      startsAt: { availableFen: 2_000, year: 2026 },
      refusal: 'cap-reached',
    });
    const id = newId();
    expect(await apply(cap(id, 2_001))).toEqual({ ...REFUSED, code: 'cap-reached' });
    expect(await readCounter(id)).toBeUndefined();
    expect(await apply(cap(id, 1_500))).toEqual({ kind: 'committed' });
    expect(await readCounter(id)).toMatchObject({ availableFen: 500, year: 2026 });
    expect(await apply(cap(id, 501))).toEqual({ ...REFUSED, code: 'cap-reached' });
    expect(await apply(cap(id, 500))).toEqual({ kind: 'committed' });
    expect(await readCounter(id)).toMatchObject({ availableFen: 0 });
  });

  it('takes no more where there is as much as may be', async () => {
    const id = newId();
    const one = (startsAt?: { taken: number }): Write => ({
      count: counter(id),
      add: { taken: 1 },
      atMost: { taken: 2 },
      ...(startsAt && { startsAt }),
      refusal: 'cap-reached',
    });
    expect(await apply(one())).toEqual({ ...REFUSED, code: 'cap-reached' });
    for (const taken of [1, 2, 3]) {
      expect(await apply(one({ taken: 0 }))).toEqual({ kind: 'committed' });
      expect(await readCounter(id)).toMatchObject({ taken });
    }
    expect(await apply(one({ taken: 0 }))).toEqual({ ...REFUSED, code: 'cap-reached' });
    expect(await apply(one())).toEqual({ ...REFUSED, code: 'cap-reached' });
    const full = newId();
    expect(await apply({ count: counter(full), add: { taken: 1 }, atMost: { taken: 2 }, startsAt: { taken: 3 } })).toEqual({
      kind: 'moved',
    });
    expect(await readCounter(full)).toBeUndefined();
  });

  it('names every counter that does not suffice, and only where nothing that was read has moved', async () => {
    const [rich, poor, id] = [newId(), newId(), newId()];
    const faultOf = (line: number): FieldFault => ({ pointer: `/lines/${line}`, code: 'cap-reached', detail: { zh: '超限', en: 'over' } });
    await apply(open(rich, 100), open(poor, 1));
    const takes = [take(rich, 10, 'cap-reached'), take(poor, 10, 'cap-reached')].map((write, line) => ({ ...write, fault: faultOf(line) }));
    expect(await apply(record(id, 1, 'absent'), ...takes)).toEqual({ kind: 'refused', code: 'cap-reached', faults: [faultOf(1)] });
    expect(await readCounter(rich)).toMatchObject({ availableFen: 100 });
    expect(await apply(record(id, 2, 1), ...takes)).toEqual({ kind: 'moved' });
    expect(await apply(take(poor, 10))).toEqual({ kind: 'moved' });
  });

  it('takes whole numbers only', () => {
    const key = counter('whole');
    for (const fen of [0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => moveOf({ count: key, add: { availableFen: fen } })).toThrow(RangeError);
      expect(() => moveOf({ count: key, add: { availableFen: 1 }, require: { availableFen: fen } })).toThrow(RangeError);
      expect(() => moveOf({ count: key, add: { availableFen: 1 }, startsAt: { availableFen: fen } })).toThrow(RangeError);
    }
  });

  it('loses no move of 40 at once and lets through exactly those it suffices for', async () => {
    const id = newId();
    await apply(open(id, 25 * 7));
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => apply(take(id, 7, 'budget-exhausted'))));
    expect(outcomes.filter(({ kind }) => kind === 'committed')).toHaveLength(25);
    expect(outcomes.filter(({ kind }) => kind === 'refused')).toHaveLength(15);
    expect(await readCounter(id)).toMatchObject({ availableFen: 0, reservedFen: 175, transfers: 25 });
  });
});

describe('an append', () => {
  const append = (id: string, text: string, refusal?: string): Write => ({
    append: { ...historyKey(id, 1), text },
    ...(refusal !== undefined && { refusal }),
  });
  const journalled = async (id: string) => {
    const question = {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': historyPartition(id) },
      ConsistentRead: true,
    };
    return (await client.send(new QueryCommand({ TableName: names.journal, ...question }))).Items ?? [];
  };

  it('adds to the journal what nobody wrote before, and changes nothing that is there', async () => {
    const id = newId();
    expect(await apply(append(id, 'first'))).toEqual({ kind: 'committed' });
    expect(await apply(append(id, 'second'))).toEqual({ kind: 'moved' });
    expect(await apply(append(id, 'second', 'duplicate-transfer'))).toEqual({ ...REFUSED, code: 'duplicate-transfer' });
    expect(await journalled(id)).toEqual([{ ...historyKey(id, 1), text: 'first' }]);
  });

  it('comes before a counter: what was done already is told as done, not as more than there is', async () => {
    const [id, budget] = [newId(), newId()];
    await apply(open(budget, 10));
    const writes = [append(id, 'reserve', 'duplicate-transfer'), take(budget, 10, 'budget-exhausted')];
    expect(await apply(...writes)).toEqual({ kind: 'committed' });
    expect(await apply(...writes)).toEqual({ ...REFUSED, code: 'duplicate-transfer' });
    expect(await readCounter(budget)).toMatchObject({ availableFen: 0, transfers: 1 });
  });
});

describe('the head of a chain', () => {
  it.each(['organisation', 'person', 'case', 'programme'] as const)('of a %s lies with its records', async (kind) => {
    const id = newId();
    await commit({ writes: [], entry: { ...entry(id), aggregate: { kind, id } }, head: undefined });
    const { Item } = await client.send(new GetCommand({ TableName: names.main, Key: chainHeadKey(kind, id), ConsistentRead: true }));
    const words = { organisation: 'ORG', person: 'PERSON', case: 'CASE', programme: 'PROGRAMME' };
    expect(Item).toMatchObject({ pk: `${words[kind]}#${id}`, sk: 'HEAD', seq: 1 });
  });
});
