import * as z from 'zod/mini';
import { addDays, addMonths, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';

const PATTERN = /^(-?)P(?=\d)(?:(\d+)M)?(?:(\d+)D)?$/;

/** A distance from the day of seeding: `-P26M3D` is 26 months and three days ago, `P20D` in twenty days. */
export const relativeDay = z.string().check(z.regex(PATTERN, 'must be months and days from today, such as -P26M3D'));

/** The day a distance stands for, seen from `today`: months first, then days. Throws RangeError on a text that is no distance. */
export function dayFrom(today: CivilDate, distance: string): CivilDate {
  const match = PATTERN.exec(distance);
  if (!match) throw new RangeError(`no distance from a day: ${distance}`);
  const [, sign, months = '0', days = '0'] = match;
  const direction = sign === '-' ? -1 : 1;
  return addDays(addMonths(today, direction * Number(months)), direction * Number(days));
}

/** Half past nine in the morning of a day in China, when offices are open. RFC 3339 in UTC. */
export const instantOn = (day: CivilDate): string => `${day}T01:30:00.000Z`;
export const instantFrom = (today: CivilDate, distance: string): string => instantOn(dayFrom(today, distance));
