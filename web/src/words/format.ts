import type { Language } from '../i18n.ts';

const trimmed = (value: number, decimals: number): string => value.toLocaleString('en-US', { maximumFractionDigits: decimals });

/** A unit is used only where the amount stays exact with two decimals; otherwise it is written out in yuan. */
const exactIn = (yuan: number, unit: number): boolean => yuan >= unit && Math.round((yuan / unit) * 100) * unit === Math.round(yuan * 100);

/** Fen as a reader says it: 500 万元 / ¥5 million; never rounded, never broken over two lines. */
export function formatFen(fen: number, language: Language): string {
  const yuan = fen / 100;
  if (language === 'zh') {
    if (exactIn(yuan, 100_000_000)) return `${trimmed(yuan / 100_000_000, 2)}\u00a0亿元`;
    if (exactIn(yuan, 10_000)) return `${trimmed(yuan / 10_000, 2)}\u00a0万元`;
    return `${trimmed(yuan, 2)}\u00a0元`;
  }
  if (exactIn(yuan, 1_000_000)) return `¥${trimmed(yuan / 1_000_000, 2)}\u00a0million`;
  return `¥${trimmed(yuan, 2)}`;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2027-03-01` → 2027年3月1日 / 1 March 2027. */
export function formatDay(date: string, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return language === 'zh' ? `${year}年${Number(month)}月${Number(day)}日` : `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** The day it is now in China, `YYYY-MM-DD`. */
export function todayInShanghai(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** "Once" says something of a grant; of a ceiling it goes without saying. */
export const showsPer = ({ kind, per }: { readonly kind: string; readonly per: string }): boolean =>
  per !== 'once' || kind === 'grant' || kind === 'loss_cover';
