import { cpSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CATALOGUE_FOLDER } from '../../../../shared/catalogue/read-catalogue.ts';
import { readHolidays } from '../../../../shared/catalogue/read-holidays.ts';
import type { HolidayList } from '../../../../shared/domain/calendar/holiday-list.ts';
import { addDays, type CivilDate, toEpochDay } from '../../../../shared/domain/kernel/civil-date.ts';

/** The notices in their own words, holiday by holiday: first day off, last day off, 共几天, and the days worked for it. */
const NOTICES: Record<number, [first: string, last: string, days: number, worked: string[]][]> = {
  2024: [
    ['01-01', '01-01', 1, []],
    ['02-10', '02-17', 8, ['02-04', '02-18']],
    ['04-04', '04-06', 3, ['04-07']],
    ['05-01', '05-05', 5, ['04-28', '05-11']],
    ['06-10', '06-10', 1, []],
    ['09-15', '09-17', 3, ['09-14']],
    ['10-01', '10-07', 7, ['09-29', '10-12']],
  ],
  2025: [
    ['01-01', '01-01', 1, []],
    ['01-28', '02-04', 8, ['01-26', '02-08']],
    ['04-04', '04-06', 3, []],
    ['05-01', '05-05', 5, ['04-27']],
    ['05-31', '06-02', 3, []],
    ['10-01', '10-08', 8, ['09-28', '10-11']],
  ],
  2026: [
    ['01-01', '01-03', 3, ['01-04']],
    ['02-15', '02-23', 9, ['02-14', '02-28']],
    ['04-04', '04-06', 3, []],
    ['05-01', '05-05', 5, ['05-09']],
    ['06-19', '06-21', 3, []],
    ['09-25', '09-27', 3, []],
    ['10-01', '10-07', 7, ['09-20', '10-10']],
  ],
};

const daysOf = (year: number, first: string, last: string): CivilDate[] => {
  const days: CivilDate[] = [];
  for (let day = `${year}-${first}` as CivilDate; day <= `${year}-${last}`; day = addDays(day, 1)) days.push(day);
  return days;
};

const lists = readHolidays();

describe('the published lists', () => {
  it('are those of 2024, 2025 and 2026, and none is made up for the year after', () => {
    expect(lists.map(({ year, source }) => [year, source.number, source.issuedOn])).toEqual([
      [2024, '国办发明电〔2023〕7号', '2023-10-25'],
      [2025, '国办发明电〔2024〕12号', '2024-11-12'],
      [2026, '国办发明电〔2025〕7号', '2025-11-04'],
    ]);
  });

  it.each(lists.map((list) => [list.year, list] as const))('of %i says what the notice says', (year, { offDays, makeUpDays }) => {
    const notice = NOTICES[year] ?? [];
    for (const [first, last, days] of notice) expect(daysOf(year, first, last)).toHaveLength(days);
    expect(offDays).toEqual(notice.flatMap(([first, last]) => daysOf(year, first, last)));
    expect(makeUpDays).toEqual(notice.flatMap(([, , , worked]) => worked.map((day) => `${year}-${day}`)).sort());
  });

  it.each(lists.map((list) => [list.year, list] as const))(
    'of %i gives as many weekdays off as it has statutory days and days worked for them',
    (year, list) => {
      const isWeekday = (day: CivilDate) => (toEpochDay(day) + 3) % 7 < 5;
      // 11 statutory days up to 2024, 13 since (国务院令第795号); each that falls on a weekend is given back on a weekday.
      const statutory = year < 2025 ? 11 : 13;
      expect(list.offDays.filter(isWeekday).length - list.makeUpDays.length).toBe(statutory);
    },
  );
});

describe('reading them', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holidays-'));
    cpSync(join(CATALOGUE_FOLDER, 'reference/holidays'), join(folder, 'reference/holidays'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string) => join(folder, 'reference/holidays', name);
  const last = lists.at(-1) as HolidayList;

  const FAULTS: [what: string, change: object | string, complaint: string | RegExp][] = [
    ['text that is no JSON', '{', /2026\.json \/: /],
    ['a key nobody knows', { offdays: [] }, '2026.json /: has no place for: offdays'],
    ['the notice of another year', { year: 2025 }, '/source/title: must be the notice about 2025年'],
    ['a day that does not exist', { makeUpDays: ['2026-02-30'] }, '/makeUpDays/0: must be a day of the calendar'],
    ['a day of another year', { offDays: [...last.offDays, '2027-01-01'] }, '/offDays/33: must lie in 2026'],
    ['a day long before the year', { makeUpDays: ['2025-12-20'] }, '/makeUpDays/0: must lie in 2026'],
    ['a weekday worked for another', { makeUpDays: ['2026-01-05'] }, '/makeUpDays/0: must be a Saturday or a Sunday'],
    ['a day both off and worked', { makeUpDays: ['2026-01-03'] }, '/makeUpDays/0: is a day off as well'],
    ['a day twice', { makeUpDays: ['2026-01-04', '2026-01-04'] }, '/makeUpDays/1: must come after'],
    ['days out of order', { makeUpDays: ['2026-02-14', '2026-01-04'] }, '/makeUpDays/1: must come after'],
    ['no National Day', { offDays: last.offDays.filter((day) => !day.startsWith('2026-10')) }, '/offDays: must have 2026-10-01'],
    ['no source', { source: undefined }, '/source: '],
  ];
  it.each(FAULTS)('refuses %s and names the place', (_what, change, complaint) => {
    writeFileSync(file('2026.json'), typeof change === 'string' ? change : JSON.stringify({ ...last, ...change }));
    expect(() => readHolidays(folder)).toThrow(complaint);
  });

  it('takes days of the last week of the year before', () => {
    const spilling = { ...last, makeUpDays: ['2025-12-27', ...last.makeUpDays] };
    writeFileSync(file('2026.json'), JSON.stringify(spilling));
    expect(readHolidays(folder).at(-1)).toEqual(spilling);
  });

  it('refuses a file under the name of another year', () => {
    writeFileSync(file('2027.json'), JSON.stringify(last));
    expect(() => readHolidays(folder)).toThrow('2027.json /year: is 2026, which belongs in 2026.json');
  });

  it('refuses a gap between two years, and a folder without any', () => {
    unlinkSync(file('2025.json'));
    expect(() => readHolidays(folder)).toThrow('reference/holidays/2025.json /: is missing');
    for (const name of ['2024.json', '2026.json']) unlinkSync(file(name));
    expect(() => readHolidays(folder)).toThrow('fault');
  });
});
