import type { House } from '../../infra/local/house.ts';
import { readHolidays } from '../../shared/catalogue/read-holidays.ts';
import { type CivilDate, dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createDocumentClient } from '../../shared/store/client.ts';

/**
 * The days off a case may come to, up to the end of next year: without its official list no notice ends in a year, and a list is official late in
 * the year before. Where it is not yet, tests have one of their own: no day off but those of every year.
 */
export async function publishDaysOff({ endpoint, region, tables }: Pick<House, 'endpoint' | 'region' | 'tables'>): Promise<void> {
  const client = createDocumentClient({ endpoint, region });
  const calendar = createCalendarStore(client, tables.main);
  const known = Math.max(...readHolidays().map((list) => list.year));
  const last = Number(dayInShanghai(new Date()).slice(0, 4)) + 1;
  for (let year = known + 1; year <= last; year += 1) {
    const day = (monthAndDay: string) => `${year}-${monthAndDay}` as CivilDate;
    await calendar.publishHolidayList({
      year,
      source: { title: `${year}年（测试）`, number: '测试', issuedOn: `${year - 1}-11-01` as CivilDate, url: 'https://example.invalid/' },
      offDays: ['01-01', '05-01', '10-01', '10-02', '10-03'].map(day),
      makeUpDays: [],
    });
  }
  client.destroy();
}
