import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { auditEntry } from '../../../shared/domain/audit/entry.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import { auditPartition } from '../../../shared/store/keys/journal.ts';
import { AWARD, entitledHouse, MET } from '../../support/entitled-house.ts';
import { InjectedCrash, injectFault, type OutgoingCall } from '../../support/faults.ts';

const ROUND = `${AWARD}.320100.carrier`;
const PAGE = 25;

/** Each its own house: a round looks at everybody in it. */
describe('two runs at once', () => {
  const house = entitledHouse();

  it('draft once, with one audit entry, and look at nobody again that day', async () => {
    await house.seedCarrier('one', MET);
    const runs = await Promise.all(Array.from({ length: 8 }, () => house.offers()));
    expect(runs.reduce((sum, { OffersMade = 0 }) => sum + OffersMade, 0)).toBe(1);
    expect(house.faults).toEqual([]);
    const claims = await house.claimsOf('one');
    expect(claims).toHaveLength(1);
    const question = {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': auditPartition('case', claims[0]?.id ?? '') },
    };
    const { Items = [] } = await house.client.send(new QueryCommand({ TableName: house.names.journal, ConsistentRead: true, ...question }));
    expect(Items.map((item) => auditEntry.parse(item)).map(({ seq, action, by }) => [seq, action, by.role])).toEqual([
      [1, 'case.offered', 'system'],
    ]);
    expect(await house.offers()).toEqual({ ApplicantsLookedAt: 0, OffersMade: 0, OffersFailed: 0 });
  });

  it('come to the same case on another day, and to another in another year', async () => {
    house.clock.now = new Date('2026-12-31T02:00:00.000Z');
    expect(await house.offers()).toMatchObject({ ApplicantsLookedAt: 1, OffersMade: 0 });
    house.clock.now = new Date('2027-01-01T02:00:00.000Z');
    expect(await house.offers()).toMatchObject({ ApplicantsLookedAt: 1, OffersMade: 1 });
    expect(await house.claimsOf('one')).toHaveLength(2);
  });
});

describe('a round', () => {
  const house = entitledHouse();
  const many = Array.from({ length: PAGE + 5 }, (_, at) => `many-${String(at).padStart(2, '0')}`);

  it('ends with its time, and leaves to the next run what it could not mark as done', { timeout: 120_000 }, async () => {
    for (const [at, id] of many.entries()) await house.seedCarrier(id, at % 10 === 0 ? MET : {});
    // No time at all: nobody is looked at, and nothing is marked as done.
    expect(await house.offers({}, 0)).toMatchObject({ ApplicantsLookedAt: 0 });
    expect(await house.ports.rounds.readRound(ROUND)).toBeUndefined();
    const stopped = { ...house.ports.rounds, keepRound: async () => undefined };
    expect(await house.offers({ rounds: stopped })).toMatchObject({ ApplicantsLookedAt: PAGE });
    // That run could not say how far it had come: the next looks again, and offers nothing twice.
    expect(await house.offers()).toMatchObject({ ApplicantsLookedAt: many.length, OffersFailed: 0 });
    const offered = await Promise.all(many.map(async (id) => (await house.claimsOf(id)).length));
    expect(offered).toEqual(many.map((_, at) => (at % 10 === 0 ? 1 : 0)));
    expect(await house.ports.rounds.readRound(ROUND)).toMatchObject({ day: '2026-11-23', done: true, after: null });
  });

  it('goes on behind the page that was done', async () => {
    house.clock.now = new Date('2026-11-24T02:00:00.000Z');
    const { list, rounds } = house.ports;
    const { last } = await list.readTeasers({
      regionPrefix: regionPrefix('320100'),
      filter: { kind: 'carrier' },
      limit: PAGE,
      after: undefined,
    });
    await rounds.keepRound(ROUND, { day: '2026-11-24' as never, after: last, done: false }, await rounds.readRound(ROUND));
    expect(await house.offers()).toMatchObject({ ApplicantsLookedAt: many.length - PAGE });
  });

  it('lets no applicant that fails keep the others, and looks at it again the next day', async () => {
    await house.seedCarrier('broken', MET);
    await house.seedCarrier('whole', MET);
    house.clock.now = new Date('2026-11-25T02:00:00.000Z');
    const readApplicant = (id: string) =>
      id === 'broken' ? Promise.reject(new InjectedCrash('no answer')) : house.ports.applicants.readApplicant(id);
    expect(await house.offers({ applicants: { readApplicant } })).toMatchObject({ OffersMade: 1, OffersFailed: 1 });
    expect(house.faults.splice(0)).toEqual([expect.any(InjectedCrash)]);
    expect([await house.claimsOf('broken'), await house.claimsOf('whole')]).toMatchObject([[], [{}]]);
    house.clock.now = new Date('2026-11-26T02:00:00.000Z');
    expect(await house.offers()).toMatchObject({ OffersMade: 1, OffersFailed: 0 });
  });
});

describe('a run that ends anywhere', () => {
  const house = entitledHouse();
  type Input = OutgoingCall['input'];
  const about = (id: string, { ExpressionAttributeValues: values, TransactItems: items }: Input): boolean =>
    JSON.stringify(values ?? items ?? {}).includes(id);
  /** Every call a run makes for one applicant, in their order. */
  const CALLS: readonly (readonly [what: string, command: string, is: (id: string, input: Input) => boolean])[] = [
    ['the days off', 'QueryCommand', (_id, { ExpressionAttributeValues: values }) => JSON.stringify(values).includes('CALENDAR')],
    ['how far it has come', 'GetItemCommand', () => true],
    ['the list', 'QueryCommand', (_id, { IndexName: index }) => index !== undefined],
    ['the applicant', 'QueryCommand', about],
    ['the draft', 'TransactWriteItemsCommand', about],
    ['how far it has come now', 'PutItemCommand', () => true],
  ];
  const WAYS = CALLS.flatMap((call) => (['before', 'after'] as const).map((when) => [when, ...call] as const));

  it.each(WAYS)('%s asking or writing %s leaves the draft whole or not there, and the next completes it', async (when, what, name, is) => {
    const id = `${when}-${what.replaceAll(' ', '-')}`;
    await house.seedCarrier(id, MET);
    house.clock.now = new Date(house.clock.now.getTime() + 86_400_000);
    let broken = 0;
    const mend = injectFault(house.client, ({ command, input }) => {
      if (command !== name || broken > 0 || !is(id, input)) return undefined;
      broken += 1;
      return when;
    });
    await house.offers().catch((error) => expect(error).toBeInstanceOf(InjectedCrash));
    mend();
    expect(broken).toBe(1);
    house.faults.splice(0);
    house.clock.now = new Date(house.clock.now.getTime() + 86_400_000);
    expect(await house.offers()).toMatchObject({ OffersFailed: 0 });
    const claims = await house.claimsOf(id);
    expect(claims).toMatchObject([{ state: 'draft', instrument: 'automatic_subsidy' }]);
    expect((await house.read(claims[0]?.id ?? ''))?.head.seq).toBe(1);
    expect(house.faults).toEqual([]);
  });
});
