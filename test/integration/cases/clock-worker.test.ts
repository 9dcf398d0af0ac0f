import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { holdCase } from '../../../shared/domain/cases/clock/halt.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { MOST_FAILURES } from '../../../shared/runtime/work-due.ts';
import { createCalendarStore } from '../../../shared/store/calendar-store.ts';
import { caseKey, caseTimerKey } from '../../../shared/store/keys/cases.ts';
import { holidayListKey } from '../../../shared/store/keys/catalogue.ts';
import { LISTING } from '../../../shared/store/table-names.ts';
import { contextOf, moved, NOBODY_CONCERNED, PEOPLE, REPORT } from '../../support/case-files.ts';
import { clockHouse } from '../../support/clock-house.ts';
import { countCalls, injectFault } from '../../support/faults.ts';
import { createLedger } from '../ledger/house.ts';

const day = (text: string) => text as CivilDate;
const house = clockHouse();
const { client, names } = house;
afterEach(() => house.forget());
const NONE = { TimersFailed: 0, TimersGivenUp: 0 };
const events = async (id: string) => (await house.chain(id)).map(({ action }) => action);

it('reminds, then lets a returned case lapse after ten working days across the spring festival of 2026', async () => {
  // 10 to 13 February, Saturday the 14th (worked), 24 to 27, and Saturday the 28th (worked): ten; the 15th to the 23rd are off.
  await house.seed('spring', 'returned', day('2026-02-09'));
  expect((await house.read('spring')).file.record.clock?.shown).toMatchObject({ day: '2026-02-28', exact: true });
  expect(await house.timer('spring')).toMatchObject({ on: '2026-02-25', event: 'remind' });

  expect(await house.tick('2026-02-24')).toEqual({ DueCases: 0, TimersDone: 0, ...NONE });
  expect(await house.tick('2026-02-25')).toEqual({ DueCases: 1, TimersDone: 1, ...NONE });
  expect((await house.read('spring')).file.record).toMatchObject({
    state: 'returned',
    reminded: { on: '2026-02-25', dueOn: '2026-02-28', exact: true },
  });
  expect(await house.tick('2026-02-25')).toEqual({ DueCases: 0, TimersDone: 0, ...NONE });
  expect(await house.tick('2026-02-28')).toEqual({ DueCases: 0, TimersDone: 0, ...NONE });
  expect(await house.tick('2026-03-01')).toEqual({ DueCases: 1, TimersDone: 1, ...NONE });

  const { file } = await house.read('spring');
  expect(file.record).toMatchObject({ state: 'lapsed', holds: [] });
  expect(file.corrections.map(({ state }) => state)).toEqual(['expired']);
  expect((await events('spring')).slice(-2)).toEqual(['case.reminded', 'case.lapse']);
  expect((await house.chain('spring')).at(-1)).toMatchObject({
    by: { personId: 'system', role: 'system', organisationId: null },
    reason: 'timer lapse 2026-03-01',
    changed: { from: 'returned', state: 'lapsed' },
  });
  expect(await house.tick('2026-06-01')).toEqual({ DueCases: 0, TimersDone: 0, ...NONE });
  // What it held is free for another claim of the same line.
  await house.seed('spring-again', 'returned', day('2026-03-02'));
});

it('lets a public notice pass after its window, once, and drafts the payment', async () => {
  const budget = await createLedger(client, names).open(1_000_000);
  await house.seed('noticed', 'public_notice', day('2026-05-11'), budget);
  // Seven days after the 11th.
  expect(await house.timer('noticed')).toMatchObject({ on: '2026-05-19', event: 'notice-passed' });
  expect(await house.tick('2026-05-18')).toMatchObject({ TimersDone: 0 });
  expect(await house.tick('2026-05-19')).toMatchObject({ TimersDone: 1, ...NONE });
  expect(await house.tick('2026-05-19')).toMatchObject({ DueCases: 0 });
  const { file } = await house.read('noticed');
  expect(file.record).toMatchObject({ state: 'disbursing', money: { reservedFen: 360_000, postedFen: 0 } });
  expect(file.payments).toMatchObject([{ id: 'p1', state: 'drafted', amountFen: 360_000 }]);
  expect(await house.timer('noticed')).toMatchObject({ event: 'escalate' });
});

it('takes a case in when the office says nothing for two working days', async () => {
  // The 1st to the 5th of May are off, the 9th is worked.
  await house.seed('silent', 'submitted', day('2026-04-29'));
  expect(await house.timer('silent')).toMatchObject({ on: '2026-05-07', event: 'accept-intake' });
  expect(await house.tick('2026-05-06')).toMatchObject({ TimersDone: 0 });
  expect(await house.tick('2026-05-07')).toMatchObject({ TimersDone: 1, ...NONE });
  expect((await house.read('silent')).file.record).toMatchObject({ state: 'completeness_check' });
});

it('ends a hold on its day, with the days that were left, and tells the head of the office of what is late, twice and no more', async () => {
  const file = await house.seed('held', 'under_review', day('2026-05-11'));
  const context = { ...contextOf(file, { by: 'reviewer', today: day('2026-05-11') }), concerned: NOBODY_CONCERNED };
  const halted = holdCase(file.record, PEOPLE.reviewer, { ground: '等待裁定', until: day('2026-06-01') }, context);
  if (!halted.ok) throw new Error(halted.refusal.code);
  await house.commit(file, { file: { ...file, record: halted.value }, event: 'hold' });
  expect(await house.tick('2026-05-31')).toMatchObject({ TimersDone: 0 });
  expect(await house.tick('2026-06-01')).toMatchObject({ TimersDone: 1, ...NONE });
  const { record } = (await house.read('held')).file;
  expect(record).toMatchObject({ state: 'under_review', halt: null, clock: { shown: { day: '2026-06-15', exact: true } } });
  for (const [on, done] of [
    ['2026-06-15', 0],
    ['2026-06-16', 1],
    ['2026-06-17', 0],
    ['2026-06-23', 1],
    ['2026-07-23', 0],
  ] as const)
    expect(await house.tick(on), on).toMatchObject({ TimersDone: done, ...NONE });
  expect((await events('held')).slice(-3)).toEqual(['case.unhold', 'case.escalated', 'case.escalated']);
});

it('tells the head of the office of an appeal that nobody has decided, though the case has ended', async () => {
  const today = day('2026-05-11');
  const file = await house.seed('unheard', 'rejected', today);
  const filed = moved(file, { event: 'appeal', by: 'signatory', detail: { reason: '请复核' }, today });
  await house.commit(file, { file: filed, event: 'appeal' });
  expect(await house.timer('unheard')).toMatchObject({ on: '2026-07-11', event: 'escalate' });
  expect(await house.tick('2026-07-10')).toMatchObject({ TimersDone: 0 });
  expect(await house.tick('2026-07-11')).toMatchObject({ TimersDone: 1, ...NONE });
  expect((await events('unheard')).at(-1)).toBe('case.escalated');
  expect((await house.read('unheard')).file.record).toMatchObject({ state: 'rejected', clock: { owner: 'office' } });
});

describe('an approval on conditions', () => {
  /** Approved on Monday the 11th, due on the 1st of June, and reminded of it. */
  async function reminded(id: string) {
    const budget = await createLedger(client, names).open(1_000_000);
    await house.seed(id, 'conditional', day('2026-05-11'), budget);
    expect(await house.timer(id)).toMatchObject({ on: '2026-05-25', event: 'remind' });
    expect(await house.tick('2026-05-25')).toMatchObject({ TimersDone: 1, ...NONE });
    return (await house.read(id)).file;
  }
  const reported = (file: Awaited<ReturnType<typeof reminded>>, today: string) => moved(file, { ...REPORT, today: day(today) });

  it('lapses where nobody reports, and what was reserved is free again', async () => {
    await reminded('unreported');
    expect(await house.tick('2026-06-02')).toMatchObject({ TimersDone: 1, ...NONE });
    expect((await house.read('unreported')).file.record).toMatchObject({
      state: 'lapsed',
      money: { reservedFen: 360_000, voidedFen: 360_000 },
    });
  });

  it('does not lapse by an entry of before the report that is still in the list, however late the office is', async () => {
    const file = await reminded('reported');
    const stale = await house.timer('reported');
    expect(stale).toMatchObject({ on: '2026-06-02', event: 'lapse' });
    // After its last day, and before anybody has looked.
    await house.commit(file, { file: reported(file, '2026-06-02'), event: 'report-conditions' });
    expect(await house.timer('reported')).toMatchObject({ on: '2026-06-17', event: 'escalate' });
    await client.send(new PutCommand({ TableName: names.main, Item: stale }));
    expect(await house.tick('2026-06-03')).toMatchObject({ DueCases: 1, TimersDone: 0, ...NONE });
    expect((await house.read('reported')).file.record).toMatchObject({ state: 'conditional', clock: { owner: 'office' } });
    expect(await events('reported')).not.toContain('case.lapse');
  });

  it('does not lapse by a worker who has read it when the report comes in, and has lapsed where the worker was first', async () => {
    const file = await reminded('raced');
    let first = true;
    const remove = injectFault(client, async ({ command }) => {
      if (command !== 'TransactWriteItemsCommand' || !first) return undefined;
      first = false;
      await house.commit(file, { file: reported(file, '2026-06-02'), event: 'report-conditions' });
      return undefined;
    });
    await house.tick('2026-06-02');
    remove();
    expect(first).toBe(false);
    await house.tick('2026-06-02');
    expect((await house.read('raced')).file.record.state).toBe('conditional');
    expect((await events('raced')).slice(-2)).toEqual(['case.reminded', 'case.report-conditions']);
    // Told to the head of the office once the time to check it has passed.
    expect(await house.tick('2026-06-17')).toMatchObject({ TimersDone: 1, ...NONE });
    expect((await events('raced')).at(-1)).toBe('case.escalated');

    const other = await reminded('too-late');
    await house.tick('2026-06-02');
    await expect(house.commit(other, { file: reported(other, '2026-06-02'), event: 'report-conditions' })).rejects.toThrow(
      'report-conditions',
    );
    expect((await house.read('too-late')).file.record).toMatchObject({ state: 'lapsed' });
  });
});

/** The list of 2027 as of a day: a few holidays, no day made up for. */
async function publish2027(offDays: readonly string[] = ['01-01', '05-01', '10-01', '10-02', '10-03']) {
  const calendar = createCalendarStore(client, names.main);
  const [list] = (await calendar.readHolidays()).filter(({ list: { year } }) => year === 2026);
  if (!list) throw new Error('no list');
  await calendar.publishHolidayList({
    year: 2027,
    source: { ...list.list.source, title: list.list.source.title.replace('2026', '2027') },
    offDays: offDays.map((rest) => day(`2027-${rest}`)),
    makeUpDays: [],
  });
}
const unpublish2027 = () => client.send(new DeleteCommand({ TableName: names.main, Key: holidayListKey(2027) }));

describe('across the turn of a year whose list of days off has not come', () => {
  afterEach(unpublish2027);

  it('reminds of a day that only may be the last, reads nothing and ends nothing meanwhile, and reminds again before it ends', async () => {
    await house.seed('beyond', 'returned', day('2026-12-28'));
    // 29 to 31 December; of January nothing is known, so that every day may count.
    expect((await house.read('beyond')).file.record.clock?.shown).toMatchObject({ day: '2027-01-07', exact: false });
    expect(await house.timer('beyond')).toMatchObject({ on: '2027-01-04', event: 'remind', awaits: 2027 });
    expect(await house.tick('2027-01-03')).toMatchObject({ DueCases: 0 });
    expect(await house.tick('2027-01-04')).toMatchObject({ DueCases: 1, TimersDone: 1, ...NONE });
    const { version } = (await house.read('beyond')).file.record;
    const counts = countCalls(client);
    for (const on of ['2027-01-07', '2027-01-08', '2027-02-20', '2027-06-30'])
      expect(await house.tick(on), on).toMatchObject({ DueCases: 0, TimersDone: 0, ...NONE });
    // The lists of days off, what is due, what waited for a list that is there, and what is due though the list of its year is not.
    expect(counts).toEqual({ QueryCommand: 4 * 4 });
    expect((await house.read('beyond')).file.record).toMatchObject({ state: 'returned', version });

    await publish2027();
    // It ended on the 12th of January; nobody could know, so it is told, and a day is left.
    expect(await house.tick('2027-07-01')).toMatchObject({ DueCases: 1, TimersDone: 2, ...NONE });
    expect((await house.read('beyond')).file.record).toMatchObject({
      state: 'returned',
      clock: { shown: { day: '2027-01-12', exact: true } },
      reminded: { on: '2027-07-01', dueOn: '2027-01-12', exact: true },
    });
    expect(await house.tick('2027-07-02')).toMatchObject({ DueCases: 0 });
    expect(await house.tick('2027-07-03')).toMatchObject({ DueCases: 1, TimersDone: 1, ...NONE });
    expect((await events('beyond')).slice(-4)).toEqual(['case.reminded', 'case.recounted', 'case.reminded', 'case.lapse']);
  });

  it('counts again within the next minute once the list is there, long before the day', async () => {
    await house.seed('soon', 'returned', day('2026-12-22'));
    const shown = async () => (await house.read('soon')).file.record.clock?.shown;
    expect(await shown()).toMatchObject({ day: '2027-01-03', exact: false });
    expect(await house.tick('2026-12-23')).toMatchObject({ DueCases: 0 });
    await publish2027();
    expect(await house.tick('2026-12-23')).toMatchObject({ DueCases: 1, TimersDone: 1, ...NONE });
    expect(await shown()).toMatchObject({ day: '2027-01-06', exact: true });
    expect(await house.tick('2026-12-23')).toMatchObject({ DueCases: 0 });
    expect(await house.timer('soon')).toMatchObject({ on: '2027-01-03', event: 'remind' });
    expect(await house.timer('soon')).not.toHaveProperty('awaits');
    for (const [on, done] of [
      ['2027-01-03', 1],
      ['2027-01-06', 0],
      ['2027-01-07', 1],
    ] as const)
      expect(await house.tick(on), on).toMatchObject({ TimersDone: done, ...NONE });
    expect((await events('soon')).slice(-3)).toEqual(['case.recounted', 'case.reminded', 'case.lapse']);
  });

  it('does not come back each minute to what another list has to make certain', async () => {
    await house.seed('gap', 'returned', day('2026-12-28'));
    // As if the list of a later year came first.
    await client.send(
      new UpdateCommand({
        TableName: names.main,
        Key: caseTimerKey('gap'),
        UpdateExpression: 'SET #place = :place',
        ExpressionAttributeNames: { '#place': LISTING.sortKey },
        ExpressionAttributeValues: { ':place': 'list-2026#9999-12-31#gap' },
      }),
    );
    expect(await house.tick('2026-12-29')).toMatchObject({ DueCases: 1, TimersDone: 0, ...NONE });
    expect(await house.tick('2026-12-29')).toMatchObject({ DueCases: 0 });
    expect(await house.tick('2026-12-30')).toMatchObject({ DueCases: 1, TimersDone: 0, ...NONE });
  });
});

describe('what fails', () => {
  it('does not keep the others, is tried each minute, and lies with the dead letters after five failures', async () => {
    await house.seed('broken', 'submitted', day('2026-08-03'));
    await house.seed('whole', 'submitted', day('2026-08-03'));
    const breakIt = (state: string) =>
      client.send(
        new UpdateCommand({
          TableName: names.main,
          Key: caseKey('broken'),
          UpdateExpression: 'SET #state = :state',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': state },
        }),
      );
    await breakIt('nonsense');
    expect(await house.tick('2026-08-06')).toEqual({ DueCases: 2, TimersDone: 1, TimersFailed: 1, TimersGivenUp: 0 });
    expect((await house.read('whole')).file.record.state).toBe('completeness_check');
    for (let failures = 2; failures < MOST_FAILURES; failures++) expect(await house.tick('2026-08-06')).toMatchObject({ TimersFailed: 1 });
    expect(house.messages.kept).toEqual([]);
    expect(await house.tick('2026-08-06')).toMatchObject({ TimersFailed: 1, TimersGivenUp: 1 });
    expect(await house.tick('2026-08-06')).toMatchObject({ DueCases: 0 });
    const [letter] = house.messages.kept;
    expect(letter?.name).toBe('clock-worker');
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({ kind: 'timer', caseId: 'broken', failures: MOST_FAILURES });
    await breakIt('submitted');
    expect((await house.read('broken')).file.record.state).toBe('submitted');
  });
});

it('does nothing by halves and nothing twice, wherever it breaks off', async () => {
  const outcomes: string[] = [];
  for (const fault of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const id = `crash-${fault}-${at}`;
      await house.seed(id, 'submitted', day('2026-09-07'));
      let hit = false;
      const remove = injectFault(client, ({ number }) => {
        if (number !== at) return undefined;
        hit = true;
        return fault;
      });
      await house.tick('2026-09-10').catch(() => undefined);
      remove();
      await house.tick('2026-09-10');
      outcomes.push((await house.read(id)).file.record.state);
      expect(
        (await events(id)).filter((action) => action === 'case.accept-intake'),
        id,
      ).toHaveLength(1);
      if (!hit) break;
    }
  }
  expect(outcomes.length).toBeGreaterThanOrEqual(8);
  expect([...new Set(outcomes)]).toEqual(['completeness_check']);
});

it('has one effect when two of it run at the same time', async () => {
  for (const id of ['race-1', 'race-2', 'race-3']) await house.seed(id, 'submitted', day('2026-10-12'));
  const runs = await Promise.all([house.tick('2026-10-15'), house.tick('2026-10-15'), house.tick('2026-10-15')]);
  expect(runs.reduce((sum, { TimersDone = 0 }) => sum + TimersDone, 0)).toBe(3);
  for (const id of ['race-1', 'race-2', 'race-3'])
    expect((await events(id)).filter((action) => action === 'case.accept-intake')).toHaveLength(1);
});

it('reads each due case once and writes it once', async () => {
  for (const id of ['cost-1', 'cost-2', 'cost-3']) await house.seed(id, 'submitted', day('2026-11-02'));
  const before = await house.tick('2026-11-02');
  expect(before).toMatchObject({ TimersDone: 0 });
  const counts = countCalls(client);
  expect(await house.tick('2026-11-05')).toMatchObject({ DueCases: 3, TimersDone: 3 });
  // The lists of days off, one page of what is due and of what waited for a list that is there, and a Query for each case.
  expect(counts).toEqual({ QueryCommand: 3 + 3, TransactWriteItemsCommand: 3 });
});
