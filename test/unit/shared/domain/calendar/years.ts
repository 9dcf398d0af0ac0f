import fc from 'fast-check';
import { readHolidays } from '../../../../../shared/catalogue/read-holidays.ts';
import { faultsOf, type HolidayList } from '../../../../../shared/domain/calendar/holiday-list.ts';
import { addDays, type CivilDate, fromEpochDay, toEpochDay } from '../../../../../shared/domain/kernel/civil-date.ts';

export const day = (text: string): CivilDate => text as CivilDate;
export const LISTS: readonly HolidayList[] = readHolidays();

/** A day of the three listed years, so early that most limits still end in them. */
export const listedDay = fc.integer({ min: toEpochDay(day('2024-01-01')), max: toEpochDay(day('2026-12-31')) }).map(fromEpochDay);

const weekend = (each: CivilDate): boolean => (toEpochDay(each) + 3) % 7 >= 5;
const STATUTORY = ['01-01', '05-01', '10-01', '10-02', '10-03'];

const everyDayOf = (year: number): CivilDate[] => {
  const days: CivilDate[] = [];
  for (let each = day(`${year}-01-01`); each <= `${year}-12-31`; each = addDays(each, 1)) days.push(each);
  return days;
};

/** Any list a year could have, within the year: it may take away and add far more days than a real one does, and leaves 100. */
export const anyListOf = (year: number): fc.Arbitrary<HolidayList> => {
  const days = everyDayOf(year);
  const statutory = new Set(STATUTORY.map((each) => `${year}-${each}`));
  const worked = days.filter((each) => weekend(each) && !statutory.has(each));
  return fc.tuple(fc.subarray(days, { maxLength: 150 }), fc.subarray(worked)).map(([off, makeUpDays]) => {
    const taken = new Set<string>(makeUpDays);
    const list: HolidayList = {
      year,
      source: { title: `某年${year}年`, number: '1', issuedOn: day(`${year - 1}-11-01`), url: 'https://example.org' },
      offDays: [...new Set([...off.filter((each) => !taken.has(each)), ...([...statutory] as CivilDate[])])].sort(),
      makeUpDays,
    };
    if (faultsOf(list).length > 0) throw new Error(`made a list with a fault: ${JSON.stringify(faultsOf(list))}`);
    return list;
  });
};
