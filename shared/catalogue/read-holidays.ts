import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HolidayList, holidayList } from '../domain/calendar/holiday-list.ts';
import { complaintsOf } from '../domain/policy/schema-complaints.ts';
import { CATALOGUE_FOLDER } from './read-catalogue.ts';

const PLACE = 'reference/holidays';

function readList(folder: string, name: string, faults: string[]): HolidayList[] {
  const file = `${PLACE}/${name}`;
  try {
    const parsed = holidayList.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    if (!parsed.success) {
      faults.push(...complaintsOf(parsed.error).map((complaint) => `${file} ${complaint}`));
      return [];
    }
    if (name !== `${parsed.data.year}.json`)
      faults.push(`${file} /year: is ${parsed.data.year}, which belongs in ${parsed.data.year}.json`);
    return [parsed.data];
  } catch (error) {
    faults.push(`${file} /: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/**
 * Reads and checks the State Council's lists of days off, one file a year, sorted by year. For publishing and tests; the running product reads
 * the published ones.
 * @throws one Error that lists every fault as `file JSON-pointer: reason`; a year left out between two others is one
 */
export function readHolidays(folder: string = CATALOGUE_FOLDER): HolidayList[] {
  const faults: string[] = [];
  const names = readdirSync(join(folder, PLACE))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const lists = names.flatMap((name) => readList(folder, name, faults));
  lists.forEach(({ year }, at) => {
    const before = lists[at - 1]?.year;
    if (before !== undefined && year > before + 1) faults.push(`${PLACE}/${before + 1}.json /: is missing`);
  });
  if (faults.length > 0 || lists.length === 0)
    throw new Error(`the lists of days off have ${faults.length} fault(s):\n${faults.join('\n')}`);
  return lists;
}
