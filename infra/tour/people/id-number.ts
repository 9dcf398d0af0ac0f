import { addDays, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const FIRST_BIRTHDAY = '1970-01-01' as CivilDate;

/** How many there are. */
export const ID_NUMBERS = 10_000_000;

/** The `at`-th id number of 329900, which is no place: it passes the check of GB 11643 and was never given out. */
export function idNumberAt(at: number): string {
  const born = addDays(FIRST_BIRTHDAY, Math.floor(at / 1000)).replaceAll('-', '');
  const first17 = `329900${born}${String(at % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(first17[place]), 0);
  return `${first17}${CHECKS[sum % 11]}`;
}
