import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';

/** A time limit. Offices and applicants have working days; a public window is counted in calendar days where its rule says so. */
const timeLimit = z.object({
  days: z.int().check(z.gte(1), z.lte(3660)),
  unit: z.enum(['working-days', 'calendar-days']),
});

/**
 * A time in which the clock stands still. The day on which it stopped was still used; the day on which it goes on is, like the day of every
 * event that begins a period, not counted: the days after `from`, up to and with `to`, are left out. `to` is null while it lasts.
 */
const clockStop = z
  .object({
    from: civilDate,
    to: z.nullable(civilDate),
    /** Why: a word of the case machine, such as an open correction or a hold. */
    ground: z.string().check(z.minLength(1)),
  })
  .check(z.refine(({ from, to }) => to === null || from <= to, 'must not end before it begins'));
export type ClockStop = z.infer<typeof clockStop>;

/** Whose time runs: an applicant's and the public's never gets shorter than it was shown, an office's never longer. */
const clockOwner = z.enum(['applicant', 'public', 'office']);
export type ClockOwner = z.infer<typeof clockOwner>;

/** One period of a case as it is stored. Stops are added at the end and closed, never changed or taken away. */
export const caseClock = z
  .object({
    owner: clockOwner,
    /** The day of the event that began it; it does not count. */
    start: civilDate,
    limit: timeLimit,
    stops: z.array(clockStop),
    /** A day by which it ends in any case, because something else closes then; no day off moves that one. */
    notAfter: z.optional(civilDate),
    /** What was last shown: the day, whether it was exact or a "not before", and after how many stops. */
    shown: z.optional(z.object({ day: civilDate, exact: z.boolean(), stops: z.int().check(z.gte(0)) })),
  })
  .check(
    z.refine(({ stops }) => stops.every(({ to }, at) => to !== null || at === stops.length - 1), 'only the last stop can be open'),
    z.refine(({ stops, shown }) => (shown?.stops ?? 0) <= stops.length, 'was shown after stops that are not there'),
  );
export type CaseClock = z.infer<typeof caseClock>;
