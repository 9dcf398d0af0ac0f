import * as z from 'zod/mini';
import { rule } from './rule.ts';

/** A day of the calendar, `YYYY-MM-DD`, with no time and no zone. Only days that exist can be one. */
export type CivilDate = string & z.$brand<'CivilDate'>;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

const utc = (year: number, month: number, day: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
};

const fromUtc = (ms: number): CivilDate => new Date(ms).toISOString().slice(0, 10) as CivilDate;

const parts = (date: CivilDate): [year: number, month: number, day: number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];

/** Reads a day; `undefined` when the text is no day of the calendar (2026-02-30) or outside the years 1900 to 2199. */
export function parseCivilDate(text: string): CivilDate | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  if (year < 1900 || year > 2199) return undefined;
  return fromUtc(utc(year, Number(match[2]), Number(match[3]))) === text ? (text as CivilDate) : undefined;
}

export const civilDate: z.ZodMiniType<CivilDate, string> = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (text) => parseCivilDate(text) !== undefined,
        rule('必须是日历上存在的日期，格式 YYYY-MM-DD', 'must be a day of the calendar, YYYY-MM-DD'),
      ),
    ),
  z.transform((text) => text as CivilDate),
);

/** Days since 1970-01-01, for comparing and for compact storage. */
export const toEpochDay = (date: CivilDate): number => utc(...parts(date)) / DAY_MS;
export const fromEpochDay = (day: number): CivilDate => fromUtc(day * DAY_MS);
export const addDays = (date: CivilDate, days: number): CivilDate => fromEpochDay(toEpochDay(date) + days);

/** The same day `months` later; where that month is shorter, its last day (01-31 + 1 month = 02-28). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = parts(date);
  const lastDay = new Date(utc(year, month + months + 1, 0)).getUTCDate();
  return fromUtc(utc(year, month + months, Math.min(day, lastDay)));
}

/** Whole months that have passed from `from` to `to`; negative when `to` lies before. */
export function completedMonths(from: CivilDate, to: CivilDate): number {
  const [fromYear, fromMonth] = parts(from);
  const [toYear, toMonth] = parts(to);
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  return addMonths(from, months) > to ? months - 1 : months;
}

/** The day it is in China at this instant: every deadline of the product is a day in Asia/Shanghai (UTC+8, no summer time since 1991). */
export const dayInShanghai = (instant: Date): CivilDate => fromUtc(instant.getTime() + 8 * 3_600_000);

/** Whole seconds until the next day begins in Shanghai: at least one. */
export const secondsToTomorrow = (now: Date): number =>
  Math.ceil((toEpochDay(dayInShanghai(now)) + 1) * 86_400 - 8 * 3_600 - now.getTime() / 1000);
