import type { HolidayList } from '../domain/calendar/holiday-list.ts';
import type { CalendarStore } from './calendar-store.ts';

/** So a list that was loaded or corrected counts everywhere after five minutes at the latest; there is one a year. */
const KEPT_MS = 5 * 60_000;

/**
 * The lists of days off, kept between requests for five minutes. A read that fails is tried again by the next request, and so is one after which
 * the clock was set back.
 */
export function createHolidayCache(store: Pick<CalendarStore, 'readHolidays'>, now: () => Date): () => Promise<readonly HolidayList[]> {
  let cached: { readonly at: number; readonly lists: Promise<readonly HolidayList[]> } | undefined;
  return async () => {
    const at = now().getTime();
    if (!cached || at < cached.at || at - cached.at >= KEPT_MS) {
      const entry = { at, lists: store.readHolidays().then((stored) => stored.map(({ list }) => list)) };
      entry.lists.catch(() => {
        if (cached === entry) cached = undefined;
      });
      cached = entry;
    }
    return cached.lists;
  };
}
