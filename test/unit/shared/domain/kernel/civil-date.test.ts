import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  type CivilDate,
  completedMonths,
  dayInShanghai,
  fromEpochDay,
  parseCivilDate,
  secondsToTomorrow,
  toEpochDay,
} from '../../../../../shared/domain/kernel/civil-date.ts';

const day = (text: string) => text as CivilDate;
const anyDay = fc.integer({ min: toEpochDay(day('1990-01-01')), max: toEpochDay(day('2099-12-31')) }).map(fromEpochDay);

describe('parseCivilDate', () => {
  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '1899-12-31', '2200-01-01', '2025-02-29', '2026-11-23T00:00:00Z', ''])(
    'refuses %j',
    (text) => {
      expect(parseCivilDate(text)).toBeUndefined();
    },
  );
  it('takes a leap day', () => expect(parseCivilDate('2024-02-29')).toBe('2024-02-29'));
});

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-15', -3, '2025-12-15'],
  ])('%s + %i = %s', (from, months, to) => expect(addMonths(day(from), months)).toBe(to));

  it.each([
    ['2026-03-01', '2027-02-28', 11],
    ['2026-03-01', '2027-03-01', 12],
    ['2026-03-02', '2026-03-01', -1],
  ])('from %s to %s have passed %i', (from, to, months) => expect(completedMonths(day(from), day(to))).toBe(months));

  it('counting and adding agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (from, months) => {
        expect(completedMonths(from, addMonths(from, months))).toBe(months);
      }),
    );
  });
});

describe('secondsToTomorrow', () => {
  it.each([
    ['2026-11-22T16:00:00Z', 86_400],
    ['2026-11-22T15:59:59.500Z', 1],
    ['2026-11-23T02:00:00Z', 14 * 3_600],
  ])('%s is %i seconds before the next day in Shanghai', (instant, seconds) => expect(secondsToTomorrow(new Date(instant))).toBe(seconds));
});

describe('dayInShanghai', () => {
  it.each([
    ['2026-11-22T15:59:59Z', '2026-11-22'],
    ['2026-11-22T16:00:00Z', '2026-11-23'],
  ])('%s is %s', (instant, expected) => expect(dayInShanghai(new Date(instant))).toBe(expected));
});
