import { formatDay } from '../words/format.ts';
import type { Language } from '../words/language.ts';

/** Two days, without saying twice what both share: 2026年11月20日至28日 / 20 to 28 November 2026. Both count. */
export function formatDays(from: string, until: string, language: Language): string {
  const [first, last] = [from.split('-'), until.split('-')];
  const shared = first[0] !== last[0] ? 0 : first[1] !== last[1] ? 1 : 2;
  const [start, end] = [formatDay(from, language), formatDay(until, language)];
  if (language === 'zh')
    return `${start}至${end
      .split(/(?<=[年月])/)
      .slice(shared)
      .join('')}`;
  return `${start
    .split(' ')
    .slice(0, 3 - shared)
    .join(' ')} to ${end}`;
}
