import type { CaseClock } from '../../calendar/clock-record.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';

const stands = ({ stops }: CaseClock): boolean => stops.at(-1)?.to === null;

/** What is shown of a clock: its last day, and whether that is only the earliest it can be; no day while the clock stands still. */
export function shownDue(clock: CaseClock | null): { readonly dueOn: CivilDate | null; readonly provisional: boolean } {
  if (!clock?.shown || stands(clock)) return { dueOn: null, provisional: false };
  const { notAfter } = clock;
  if (notAfter !== undefined && notAfter <= clock.shown.day) return { dueOn: notAfter, provisional: false };
  return { dueOn: clock.shown.day, provisional: !clock.shown.exact };
}

/** Has the last day passed for certain? The last day itself is still in time. */
export function hasPassed(clock: CaseClock | null, today: CivilDate): boolean {
  const { dueOn, provisional } = shownDue(clock);
  return dueOn !== null && !provisional && today > dueOn;
}
