import { addMonths, type CivilDate } from '../kernel/civil-date.ts';
import type { Programme } from '../policy/programme.ts';
import type { Bilingual } from '../policy/text.ts';

export type Honesty = {
  readonly confirmed: false;
  readonly historical: boolean;
  readonly sourceYear: number | null;
  readonly notice: Bilingual;
};

/** The founding document stands behind every programme; its year says nothing about the figures. */
const FOUNDING_DOCUMENT = 'S00';
const STALE_AFTER_MONTHS = 24;

/** How far the text itself can be trusted: no issuer has confirmed one yet, and sources older than 24 months are historical samples. A year
 * without a day means its first day, as everywhere in the catalogue. */
export function honestyOf(programme: Programme, asOf: CivilDate): Honesty {
  const own = programme.sources.filter((source) => source.ref !== FOUNDING_DOCUMENT);
  const years = (own.length > 0 ? own : programme.sources).flatMap((source) => source.year ?? []);
  const sourceYear = years.length > 0 ? Math.max(...years) : null;
  const historical = sourceYear === null || addMonths(`${sourceYear}-01-01` as CivilDate, STALE_AFTER_MONTHS) < asOf;
  const of =
    sourceYear === null ? { zh: '来源未注明年份', en: 'source undated' } : { zh: `来源为 ${sourceYear} 年`, en: `source of ${sourceYear}` };
  const sample = historical ? { zh: '；历史样本', en: '; historical sample' } : { zh: '', en: '' };
  return {
    confirmed: false,
    historical,
    sourceYear,
    notice: { zh: `尚未经发布机构确认；${of.zh}${sample.zh}`, en: `not confirmed by the issuing body; ${of.en}${sample.en}` },
  };
}
