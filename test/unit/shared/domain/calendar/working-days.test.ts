import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HolidayList } from '../../../../../shared/domain/calendar/holiday-list.ts';
import { addWorkingDays, countDays, type DueDay, isWorkingDay } from '../../../../../shared/domain/calendar/working-days.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { anyListOf, day, LISTS, listedDay } from './years.ts';

const days = fc.integer({ min: 0, max: 60 });
/** Today counts, the day of the event does not. */
const workingDaysSince = (event: CivilDate, today: CivilDate, lists: readonly HolidayList[]) =>
  countDays(event, today, (each) => isWorkingDay(each, lists));
const bound = (due: DueDay) => (due.kind === 'day' ? due.day : due.notBefore);

describe('isWorkingDay', () => {
  it.each([
    ['2026-11-23', true, 'a Monday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-01-04', true, 'a Sunday worked for New Year'],
    ['2026-02-14', true, 'a Saturday worked for the Spring Festival'],
    ['2026-02-16', false, 'the Monday before the Spring Festival'],
    ['2026-05-09', true, 'a Saturday worked for Labour Day'],
    ['2026-09-20', true, 'a Sunday worked for National Day'],
    ['2026-10-10', true, 'the Saturday after National Day'],
    ['2025-10-08', false, 'a Wednesday: Mid-autumn lengthens National Day'],
    ['2024-02-09', true, 'New Year’s Eve of 2024, off by encouragement only'],
    ['2027-01-01', 'unlisted', 'New Year of a year without its list, which libraries call a working day'],
    ['2027-02-08', 'unlisted', 'a Monday of that year'],
    ['2027-02-07', 'unlisted', 'a Sunday of that year: it may be worked'],
    ['2023-12-29', 'unlisted', 'the year before the first list'],
  ] as const)('%s: %s (%s)', (text, expected, _why) => expect(isWorkingDay(day(text), LISTS)).toBe(expected));

  it('believes the later notice about the last week of a year', () => {
    const [of2026] = LISTS.slice(-1) as [HolidayList];
    const reaching: HolidayList = { ...of2026, year: 2027, offDays: [day('2026-12-31')], makeUpDays: [day('2026-12-27')] };
    expect(isWorkingDay(day('2026-12-31'), [...LISTS, reaching])).toBe(false);
    expect(isWorkingDay(day('2026-12-27'), [...LISTS, reaching])).toBe(true);
    expect(isWorkingDay(day('2026-12-31'), [reaching])).toBe(false);
    expect(isWorkingDay(day('2026-12-30'), [reaching])).toBe('unlisted');
  });
});

describe('addWorkingDays', () => {
  it.each([
    ['2026-11-23', 0, '2026-11-23', 'no days: the day itself'],
    ['2026-11-23', 1, '2026-11-24', 'the day of the event does not count'],
    ['2026-11-20', 1, '2026-11-23', 'over a weekend'],
    ['2026-11-21', 1, '2026-11-23', 'begun on a Saturday'],
    ['2026-02-13', 1, '2026-02-14', 'the worked Saturday before the Spring Festival'],
    ['2026-02-13', 2, '2026-02-24', 'over nine days off'],
    ['2026-02-13', 6, '2026-02-28', 'to the worked Saturday after it'],
    ['2026-02-13', 7, '2026-03-02', 'beyond it'],
    ['2026-02-18', 5, '2026-02-28', 'begun within the festival'],
    ['2026-09-18', 1, '2026-09-20', 'the worked Sunday before National Day'],
    ['2026-09-24', 1, '2026-09-28', 'over Mid-autumn'],
    ['2026-09-30', 1, '2026-10-08', 'over National Day'],
    ['2026-09-30', 3, '2026-10-10', 'to the worked Saturday after it'],
    ['2026-09-30', 4, '2026-10-12', 'and the Sunday after that is off'],
    ['2025-12-31', 1, '2026-01-04', 'over New Year between two listed years'],
    ['2025-09-26', 10, '2025-10-16', '2025: a worked Sunday, eight days off, a worked Saturday'],
    ['2024-04-03', 1, '2024-04-07', '2024: Tomb-sweeping with a worked Sunday'],
    ['2026-10-12', 58, '2026-12-31', 'to the last listed day'],
    ['2026-12-24', 5, '2026-12-31', 'the last five days of the list'],
  ])('%s + %i = %s (%s)', (start, n, expected) => {
    expect(addWorkingDays(day(start), n, LISTS)).toEqual({ kind: 'day', day: expected });
  });

  it.each([
    ['2026-12-24', 6, '2027-01-01', 1, '2026-12-31'],
    ['2026-12-24', 15, '2027-01-10', 10, '2026-12-31'],
    ['2026-11-23', 60, '2027-02-01', 32, '2026-12-31'],
    ['2026-12-31', 3, '2027-01-03', 3, '2026-12-31'],
    ['2027-03-05', 2, '2027-03-07', 2, '2027-03-05'],
  ])('%s + %i lies beyond the last list: not before %s, %i left after %s', (start, n, notBefore, workingDaysLeft, countedTo) => {
    expect(addWorkingDays(day(start), n, LISTS)).toEqual({ kind: 'beyond', notBefore, workingDaysLeft, countedTo });
  });

  it.each([-1, 0.5, Number.NaN, 3661])('%d is no number of days', (n) => {
    expect(() => addWorkingDays(day('2026-11-23'), n, LISTS)).toThrow(RangeError);
  });

  it('ends on a working day, n of them after the start', () => {
    fc.assert(
      fc.property(listedDay, fc.integer({ min: 1, max: 60 }), (start, n) => {
        const due = addWorkingDays(start, n, LISTS);
        if (due.kind === 'beyond') {
          const sure = workingDaysSince(start, due.countedTo, LISTS);
          expect(sure).toEqual({ atLeast: n - due.workingDaysLeft, atMost: n - due.workingDaysLeft });
          expect(due.countedTo).toBe('2026-12-31');
          return;
        }
        expect(isWorkingDay(due.day, LISTS)).toBe(true);
        expect(workingDaysSince(start, due.day, LISTS)).toEqual({ atLeast: n, atMost: n });
      }),
    );
  });

  it('never ends before as many calendar days, and never earlier for more days', () => {
    fc.assert(
      fc.property(listedDay, days, (start, n) => {
        const due = bound(addWorkingDays(start, n, LISTS));
        expect(due >= addDays(start, n)).toBe(true);
        expect(bound(addWorkingDays(start, n + 1, LISTS)) > due).toBe(true);
      }),
    );
  });

  it('whatever the list of the next year says: exact then, not before the bound, and the same as what was left', () => {
    const lateDay = fc.integer({ min: 0, max: 60 }).map((back) => addDays(day('2026-12-31'), -back));
    fc.assert(
      fc.property(lateDay, fc.integer({ min: 1, max: 60 }), anyListOf(2027), anyListOf(2028), (start, n, of2027, of2028) => {
        const before = addWorkingDays(start, n, LISTS);
        const lists = [...LISTS, of2027, of2028];
        const after = addWorkingDays(start, n, lists);
        expect(after.kind).toBe('day');
        if (before.kind === 'day') expect(after).toEqual(before);
        else {
          expect(bound(after) >= before.notBefore).toBe(true);
          expect(addWorkingDays(before.countedTo, before.workingDaysLeft, lists)).toEqual(after);
        }
      }),
    );
  });

  it('the bound is reached by a list in which every day is worked, so none later would be true', () => {
    const due = addWorkingDays(day('2026-12-24'), 8, LISTS);
    const none = { ...(LISTS.at(-1) as HolidayList), year: 2027, offDays: [], makeUpDays: [day('2027-01-02'), day('2027-01-03')] };
    expect(due).toMatchObject({ kind: 'beyond', notBefore: '2027-01-03' });
    expect(addWorkingDays(day('2026-12-24'), 8, [...LISTS, none])).toEqual({ kind: 'day', day: '2027-01-03' });
  });
});

describe('the working days since an event', () => {
  it.each([
    ['2026-11-20', '2026-11-23', 1, 1],
    ['2026-11-23', '2026-11-23', 0, 0],
    ['2026-11-24', '2026-11-23', 0, 0],
    ['2026-02-13', '2026-02-28', 6, 6],
    ['2026-12-30', '2027-01-04', 1, 5],
    ['2027-01-04', '2027-01-06', 0, 2],
  ])('from %s to %s: at least %i, at most %i', (from, to, atLeast, atMost) => {
    expect(workingDaysSince(day(from), day(to), LISTS)).toEqual({ atLeast, atMost });
  });
});
