import { wayTo } from '../cases/diff.ts';
import type { InstrumentName } from '../cases/profiles.ts';
import type { CaseRecord } from '../cases/records.ts';
import { FIELD_WORDS, LIST_WORDS } from '../subsidies/place-words.ts';

const OF_SUBSIDIES: Readonly<Record<string, string>> = { ...LIST_WORDS, ...FIELD_WORDS };
/** What the parts of a claim of each instrument are called. */
const WORDS: Readonly<Record<InstrumentName, Readonly<Record<string, string>>>> = {
  broadband_subsidy: OF_SUBSIDIES,
  training_subsidy: OF_SUBSIDIES,
  mentor_subsidy: OF_SUBSIDIES,
  event_subsidy: OF_SUBSIDIES,
  rent_subsidy: OF_SUBSIDIES,
  utility_discount: OF_SUBSIDIES,
  automatic_subsidy: OF_SUBSIDIES,
};

const isRow = (part: string): boolean => /^\d+$/.test(part);
const wordOf = (instrument: InstrumentName, part: string): string | undefined =>
  isRow(part) ? `第 ${Number(part) + 1} 行` : WORDS[instrument][part];

/**
 * The place a defect is about, in Chinese: `/lines/0/amountFen` → 票据第 1 行申报金额, `/clauses/c1` → its text in quotation marks; undefined
 * where nobody would know it by a word.
 */
export function placeInWords({ appraisal, instrument }: Pick<CaseRecord, 'appraisal' | 'instrument'>, pointer: string): string | undefined {
  const way = wayTo(pointer);
  const [head, id] = way;
  if (head === 'clauses') {
    const clause = appraisal?.clauses.find((one) => one.id === id);
    return clause && `“${clause.text.zh}”`;
  }
  const words = way.map((part) => wordOf(instrument, part));
  return way.length === 0 || words.includes(undefined) ? undefined : words.join('');
}
