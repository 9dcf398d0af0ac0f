import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { publishHolidays } from '../../../infra/publish-holidays.ts';
import { readHolidays } from '../../../shared/catalogue/read-holidays.ts';
import type { HolidayList } from '../../../shared/domain/calendar/holiday-list.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { createCalendarStore } from '../../../shared/store/calendar-store.ts';
import { createHolidayCache } from '../../../shared/store/holiday-cache.ts';
import { CALENDAR_PARTITION } from '../../../shared/store/keys/catalogue.ts';
import { countCalls, injectFault } from '../../support/faults.ts';
import { ownTables } from '../../support/tables.ts';

const lists = readHolidays();
const [of2024, of2025, of2026] = lists as [HolidayList, HolidayList, HolidayList];
const issued = (list: HolidayList, issuedOn: string): HolidayList => ({
  ...list,
  source: { ...list.source, issuedOn: issuedOn as CivilDate },
});
/** What the list of 2027 may look like; nobody knows it yet. */
const of2027: HolidayList = {
  year: 2027,
  source: { title: '关于2027年部分节假日安排的通知', number: '试', issuedOn: '2026-11-25' as CivilDate, url: 'https://example.org/2027' },
  offDays: ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'] as CivilDate[],
  makeUpDays: ['2026-12-27'] as CivilDate[],
};

describe('publishing the lists of days off', () => {
  const { client, names } = ownTables();
  const store = createCalendarStore(client, names.main);

  it('is done with one read and one write a year, and nothing is written the second time', async () => {
    const calls = countCalls(client);
    expect([...(await publishHolidays({ client, table: names.main }))]).toEqual(lists.map(({ year }) => [year, 'published']));
    expect([...(await publishHolidays({ client, table: names.main }))]).toEqual(lists.map(({ year }) => [year, 'present']));
    expect(calls).toEqual({ GetItemCommand: 6, PutItemCommand: 3 });
  });

  it('brings them all back in one consistent query', async () => {
    const calls = countCalls(client);
    expect(await store.readHolidays()).toEqual(lists.map((list) => ({ list, version: 1 })));
    expect(calls).toEqual({ QueryCommand: 1 });
  });

  it('a correction takes the place of what stood there, and an older notice does not', async () => {
    const later = issued({ ...of2026, makeUpDays: of2026.makeUpDays.slice(1) }, '2026-01-27');
    expect(await store.publishHolidayList(later)).toBe('published');
    expect(await store.publishHolidayList(of2026)).toBe('newer-there');
    expect((await store.readHolidays()).at(-1)).toEqual({ list: later, version: 2 });
  });

  it('a list with a fault is refused and nothing is written', async () => {
    const calls = countCalls(client);
    await expect(store.publishHolidayList({ ...of2024, makeUpDays: ['2024-02-05' as CivilDate] })).rejects.toThrow('Saturday or a Sunday');
    expect(calls).toEqual({});
  });
});

describe('two who publish at once', () => {
  const { client, names } = ownTables();
  const store = createCalendarStore(client, names.main);

  it('the earlier notice never ends above the later', async () => {
    const later = issued({ ...of2025, makeUpDays: [] }, '2025-01-20');
    // Between the read of the one and its write, the other writes.
    let done = false;
    const stop = injectFault(client, async ({ command }) => {
      if (command !== 'PutItemCommand' || done) return undefined;
      done = true;
      expect(await store.publishHolidayList(later)).toBe('published');
      return undefined;
    });
    expect(await store.publishHolidayList(of2025)).toBe('newer-there');
    stop();
    expect(await store.readHolidays()).toEqual([{ list: later, version: 1 }]);
  });
});

describe('a row', () => {
  const { client, names } = ownTables();
  const store = createCalendarStore(client, names.main);

  it('that is no whole list is never taken for one', async () => {
    const row = { pk: CALENDAR_PARTITION, sk: 'YEAR#2028', list: { ...of2027, year: 2028 }, version: 1 };
    await client.send(new PutCommand({ TableName: names.main, Item: row }));
    await expect(store.readHolidays()).rejects.toThrow();
  });
});

describe('the lists kept between requests', () => {
  const kept = () => {
    let at = Date.parse('2026-11-25T02:00:00Z');
    let stored = [{ list: of2026, version: 1 }];
    let reads = 0;
    let fails = false;
    const readHolidays = async () => {
      reads += 1;
      if (fails) throw new Error('the database is away');
      return stored;
    };
    const read = createHolidayCache({ readHolidays }, () => new Date(at));
    return {
      read,
      reads: () => reads,
      pass: (ms: number) => (at += ms),
      load: (list: HolidayList) => (stored = [...stored, { list, version: 1 }]),
      fail: (now: boolean) => (fails = now),
    };
  };

  it('are read once in five minutes, also by many at once', async () => {
    const { read, reads, pass, load } = kept();
    expect(await Promise.all([read(), read(), read()])).toEqual([[of2026], [of2026], [of2026]]);
    load(of2027);
    pass(5 * 60_000 - 1);
    expect(await read()).toEqual([of2026]);
    expect(reads()).toBe(1);
    pass(1);
    expect(await read()).toEqual([of2026, of2027]);
    expect(reads()).toBe(2);
  });

  it('are read again after a failure, and when the clock was set back', async () => {
    const { read, reads, pass, fail } = kept();
    fail(true);
    await expect(read()).rejects.toThrow('away');
    fail(false);
    expect(await read()).toEqual([of2026]);
    pass(-1);
    await read();
    expect(reads()).toBe(3);
  });
});
