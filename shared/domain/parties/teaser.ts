import type { Facts } from '../policy/fact.ts';
import type { Bilingual } from '../policy/text.ts';
import type { Organisation, Profile } from './records.ts';

export type Teaser = Profile['teaser'];

/** Upper ends (not included) and words of a band, the last one open. */
type Band = readonly { readonly below: number; readonly word: string }[];
const band = (...steps: readonly [below: number, word: string][]): Band => steps.map(([below, word]) => ({ below, word }));
const OPEN = Number.POSITIVE_INFINITY;
const MILLION_YUAN = 100_000_000;

const AGE_MONTHS = band([12, 'under-1y'], [36, '1-3y'], [60, '3-5y'], [120, '5-10y'], [OPEN, 'over-10y']);
const STAFF = band([10, 'under-10'], [50, '10-49'], [300, '50-299'], [1000, '300-999'], [OPEN, '1000-or-more']);
/** In fen, as rules have it. */
const REVENUE = band(
  [MILLION_YUAN, 'under-1m'],
  [5 * MILLION_YUAN, '1m-5m'],
  [20 * MILLION_YUAN, '5m-20m'],
  [100 * MILLION_YUAN, '20m-100m'],
  [400 * MILLION_YUAN, '100m-400m'],
  [OPEN, 'over-400m'],
);

/** The words of teasers for the reader. Money is yuan; an upper end is not included. */
export const TEASER_WORDS: Readonly<Record<string, Bilingual>> = {
  'under-1y': { zh: '不满 1 年', en: 'under a year' },
  '1-3y': { zh: '1 至 3 年', en: '1 to 3 years' },
  '3-5y': { zh: '3 至 5 年', en: '3 to 5 years' },
  '5-10y': { zh: '5 至 10 年', en: '5 to 10 years' },
  'over-10y': { zh: '10 年以上', en: '10 years or more' },
  'under-10': { zh: '不足 10 人', en: 'under 10 people' },
  '10-49': { zh: '10 至 49 人', en: '10 to 49 people' },
  '50-299': { zh: '50 至 299 人', en: '50 to 299 people' },
  '300-999': { zh: '300 至 999 人', en: '300 to 999 people' },
  '1000-or-more': { zh: '1000 人以上', en: '1,000 people or more' },
  'under-1m': { zh: '不足 100 万元', en: 'under 1 million yuan' },
  '1m-5m': { zh: '100 万至 500 万元', en: '1 to 5 million yuan' },
  '5m-20m': { zh: '500 万至 2000 万元', en: '5 to 20 million yuan' },
  '20m-100m': { zh: '2000 万至 1 亿元', en: '20 to 100 million yuan' },
  '100m-400m': { zh: '1 亿至 4 亿元', en: '100 to 400 million yuan' },
  'over-400m': { zh: '4 亿元以上', en: '400 million yuan or more' },
  seed: { zh: '种子期', en: 'Seed' },
  startup: { zh: '初创期', en: 'Start-up' },
  growth: { zh: '成长期', en: 'Growth' },
  mature: { zh: '成熟期', en: 'Mature' },
};

const numberOf = (facts: Facts, fact: string): number | undefined => {
  const value = facts.get(fact);
  return typeof value === 'number' ? value : undefined;
};
const within = (value: number | undefined, steps: Band): string | null =>
  value === undefined ? null : (steps.find(({ below }) => value < below)?.word ?? null);

/**
 * The limits of the stages, both ends included: seed and start-up as other rules draw the line (domain reference, section 5: the seed stage
 * of the Shanghai angel rule; 初创科技型企业 of 财税〔2018〕55号 and 财税〔2019〕13号), growth up to ten years [invented].
 */
const STAGES = [
  { stage: 'seed', months: 36, staff: 50, fen: 5 * MILLION_YUAN },
  { stage: 'startup', months: 60, staff: 300, fen: 50 * MILLION_YUAN },
  { stage: 'growth', months: 120, staff: OPEN, fen: OPEN },
  { stage: 'mature', months: OPEN, staff: OPEN, fen: OPEN },
] as const;

/** The stage by age and by what else is known of its size; null while the age is not. */
function stageOf(facts: Facts): string | null {
  const months = numberOf(facts, 'firm.age_months');
  if (months === undefined) return null;
  const staff = numberOf(facts, 'firm.employees') ?? 0;
  const fen = Math.max(numberOf(facts, 'firm.revenue_last_year_cny') ?? 0, numberOf(facts, 'firm.assets_cny') ?? 0);
  return STAGES.find((limit) => months <= limit.months && staff <= limit.staff && fen <= limit.fen)?.stage ?? null;
}

/** The division (大类) of GB/T 4754 alone: a class of four digits can be one firm in a county. */
const industryOf = (code: unknown): string | null => (typeof code === 'string' ? (/^[A-T]?\d{2}/.exec(code)?.[0] ?? null) : null);

/**
 * What everyone who may look for companies sees of one: industry, stage, region and bands, and nothing else.
 * @param derived what is known, with what follows from it
 */
export function teaserOf({ divisionCode }: Pick<Organisation, 'divisionCode'>, derived: Facts): Teaser {
  const revenue = derived.get('firm.revenue_last_year_cny');
  return {
    industry: industryOf(derived.get('firm.industry_code')),
    stage: stageOf(derived),
    divisionCode,
    ageBand: within(numberOf(derived, 'firm.age_months'), AGE_MONTHS),
    staffBand: within(numberOf(derived, 'firm.employees'), STAFF),
    revenueBand: within(revenue === null ? 0 : numberOf(derived, 'firm.revenue_last_year_cny'), REVENUE),
  };
}
