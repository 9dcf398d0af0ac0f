import * as z from 'zod/mini';
import { type CivilDate, civilDate, toEpochDay } from '../kernel/civil-date.ts';

/**
 * The State Council's list of one year (国务院办公厅关于某年部分节假日安排的通知): which days are off, and which Saturdays and Sundays are worked
 * instead (调休上班). It comes in the autumn before; until then nobody knows the working days of that year, and nobody here guesses them.
 */
const shape = z.strictObject({
  year: z.int().check(z.gte(2000), z.lte(2199)),
  source: z.strictObject({
    title: z.string().check(z.minLength(1)),
    /** 发文字号. */
    number: z.string().check(z.minLength(1)),
    issuedOn: civilDate,
    url: z.string().check(z.regex(/^https:\/\//)),
  }),
  offDays: z.array(civilDate),
  makeUpDays: z.array(civilDate),
});
export type HolidayList = z.infer<typeof shape>;

/** A list may speak of the last week of the year before: the list of 2007 made Saturday 2006-12-30 and the Sunday after it working days. */
const SPILLS_FROM = '12-25';
/** Off in every year by 全国年节及纪念日放假办法: a list without one of them is not whole. */
const ALWAYS_OFF = ['01-01', '05-01', '10-01', '10-02', '10-03'];

/** The first day the list of a year may speak of. */
const firstDayOfList = (year: number): CivilDate => `${year - 1}-${SPILLS_FROM}` as CivilDate;

/** 1970-01-01 was a Thursday. */
export const isWeekend = (day: CivilDate): boolean => {
  const sinceMonday = (((toEpochDay(day) + 3) % 7) + 7) % 7;
  return sinceMonday >= 5;
};

interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

function faultsOfDays(name: 'offDays' | 'makeUpDays', { year, [name]: days }: HolidayList): Fault[] {
  const last = `${year}-12-31`;
  return days.flatMap((day, at) => [
    ...(day < firstDayOfList(year) || day > last
      ? [{ path: [name, at], message: `must lie in ${year} or in the last week of the year before` }]
      : []),
    ...(at > 0 && day <= (days[at - 1] ?? '') ? [{ path: [name, at], message: 'must come after the day before it in the list' }] : []),
  ]);
}

/** What is wrong with a list beyond its shape; a list with a fault would move deadlines without anybody noticing. */
export function faultsOf(list: HolidayList): Fault[] {
  const { year, source, offDays, makeUpDays } = list;
  const off = new Set<string>(offDays);
  return [
    ...(source.title.includes(`${year}年`) ? [] : [{ path: ['source', 'title'], message: `must be the notice about ${year}年` }]),
    ...faultsOfDays('offDays', list),
    ...faultsOfDays('makeUpDays', list),
    ...ALWAYS_OFF.filter((day) => !off.has(`${year}-${day}`)).map((day) => ({
      path: ['offDays'],
      message: `must have ${year}-${day}, which is off in every year`,
    })),
    ...makeUpDays.flatMap((day, at) => [
      ...(isWeekend(day) ? [] : [{ path: ['makeUpDays', at], message: 'must be a Saturday or a Sunday' }]),
      ...(off.has(day) ? [{ path: ['makeUpDays', at], message: 'is a day off as well' }] : []),
    ]),
  ];
}

/** Reads a list and refuses one with a fault. */
export const holidayList: z.ZodMiniType<HolidayList> = shape.check((payload) => {
  for (const { path, message } of faultsOf(payload.value)) {
    payload.issues.push({ code: 'custom', path, message, input: payload.value });
  }
});
