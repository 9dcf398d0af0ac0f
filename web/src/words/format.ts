import type { Language } from './language.ts';

const trimmed = (value: number, decimals: number): string => value.toLocaleString('en-US', { maximumFractionDigits: decimals });

/** A unit is used only where the amount stays exact with two decimals; otherwise it is written out in yuan. */
const exactIn = (yuan: number, unit: number): boolean => yuan >= unit && Math.round((yuan / unit) * 100) * unit === Math.round(yuan * 100);

/** Fen in yuan and nothing larger: 10,800 元 / ¥10,800, so that amounts beside and below each other can be compared and added up. */
export const formatYuan = (fen: number, language: Language): string =>
  language === 'zh' ? `${trimmed(fen / 100, 2)}\u00a0元` : `¥${trimmed(fen / 100, 2)}`;

/** Fen as a reader says it: 500 万元 / ¥5 million; never rounded, never broken over two lines. */
export function formatFen(fen: number, language: Language): string {
  const yuan = fen / 100;
  if (language === 'zh') {
    if (exactIn(yuan, 100_000_000)) return `${trimmed(yuan / 100_000_000, 2)}\u00a0亿元`;
    if (exactIn(yuan, 10_000)) return `${trimmed(yuan / 10_000, 2)}\u00a0万元`;
  } else if (exactIn(yuan, 1_000_000)) return `¥${trimmed(yuan / 1_000_000, 2)}\u00a0million`;
  return formatYuan(fen, language);
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2027-03-01` → 2027年3月1日 / 1 March 2027. */
export function formatDay(date: string, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return language === 'zh' ? `${year}年${Number(month)}月${Number(day)}日` : `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** `2026-11-23T06:05:00Z` → 2026年11月23日 14:05 / 23 November 2026, 14:05: as the clocks in China show it. */
export function formatInstant(instant: string, language: Language): string {
  const there = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  const time = there.slice(11, 16);
  return language === 'zh' ? `${formatDay(there.slice(0, 10), language)} ${time}` : `${formatDay(there.slice(0, 10), language)}, ${time}`;
}

/** The day in China on which an instant lies. */
export const dayOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** The last day that lies before an instant: what ends at midnight still holds on the day before. */
export const lastDayOf = (until: string): string => dayOf(new Date(Date.parse(until) - 1).toISOString());

/** The day it is now in China, `YYYY-MM-DD`. */
export function todayInShanghai(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** "Once" says something of a grant; of a ceiling it goes without saying. */
export const showsPer = ({ kind, per }: { readonly kind: string; readonly per: string }): boolean =>
  per !== 'once' || kind === 'grant' || kind === 'loss_cover';

/** Days further on: a paper's last printed day is the day before the first on which it no longer holds. */
export const shiftDay = (date: string, days: number): string => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** 1258291 → 1.2 MB; a MB is 1,024 × 1,024 bytes, as the limit of an upload counts them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 1 ? `${Math.round(bytes / 1024)} KB` : `${Number(megabytes.toFixed(1))} MB`;
}
