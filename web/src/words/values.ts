import type { FactDefinition, FactDictionary } from '../../../shared/domain/policy/fact.ts';
import type { Reference } from '../../../shared/domain/policy/reference.ts';
import { industryWord } from './industries.ts';
import type { Words } from './use-words.ts';

/** What is needed to say a value in words: the dictionary, the names of regions, the reader's language. */
export type Lexicon = {
  readonly dictionary: FactDictionary;
  readonly reference: Reference;
  readonly words: Words /** Programme id to its name. */;
  readonly names: Readonly<Record<string, string>>;
  /** Communities by id, once they have been read. */
  readonly communities?: Readonly<Record<string, string>>;
};

/** Facts whose value is the id of a community. */
export const namesCommunity = (fact: string): boolean => fact.endsWith('.community_id');

/** The answer of someone who is in no county of Jiangsu: a code no programme's region begins with. */
export const OUTSIDE_JIANGSU = '000000';

/** `320583` → 昆山市; a short prefix (`32`) is the region it stands for. */
function regionName(code: string, { reference, words }: Lexicon): string {
  if (code === OUTSIDE_JIANGSU) return words.t('check.outside');
  const full = code.padEnd(6, '0');
  const found = reference.divisions.find((division) => division.code === full);
  return found ? words.of(found.name) : code;
}

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 4 });

function one(definition: FactDefinition | undefined, value: unknown, lexicon: Lexicon): string {
  const { t, of, money, day } = lexicon.words;
  if (value === null) return t('value.none');
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') {
    if (definition?.type === 'money') return money(Math.round(value * 100));
    return definition?.unit ? t(`unit.${definition.unit}`, { value: number(value) }) : number(value);
  }
  const text = String(value);
  if (definition?.type === 'date') return day(text);
  if (definition?.type === 'division') return regionName(text, lexicon);
  const choice = definition?.choices?.find((entry) => entry.value === text);
  return choice ? of(choice) : text;
}

/** `651` → 软件和信息技术服务业（651）: the division of GB/T 4754 the code lies in. */
export function industryName(code: string, words: Words): string {
  const name = industryWord(code, words);
  return name === undefined ? code : words.t('value.coded', { name, code });
}

/** A value as its reader says it: 12 人, 500 万元, 昆山市. */
export function sayValue(fact: string | null, value: unknown, lexicon: Lexicon): string {
  const definition = fact === null ? undefined : lexicon.dictionary.get(fact);
  if (fact === 'firm.industry_code' && typeof value === 'string') return industryName(value, lexicon.words);
  if (fact !== null && namesCommunity(fact) && typeof value === 'string') return lexicon.communities?.[value] ?? value;
  if (!Array.isArray(value)) return one(definition, value, lexicon);
  if (value.length === 0) return lexicon.words.t('value.none');
  return value.map((entry) => one(definition, entry, lexicon)).join(lexicon.words.t('formula.comma'));
}

/** What is asked for, as a phrase: at most 20 million, one of …, in Suzhou. */
export function sayRequired(fact: string | null, op: string | null, value: unknown, lexicon: Lexicon): string {
  const { t } = lexicon.words;
  if (op === null || value === null || value === undefined) return '';
  if (op === 'exists') return t(value === false ? 'op.existsNot' : 'op.exists');
  if (op === 'between' && Array.isArray(value)) {
    return t('op.between', { from: sayValue(fact, value[0], lexicon), to: sayValue(fact, value[1], lexicon) });
  }
  return t(`op.${op}`, { value: sayValue(fact, value, lexicon) });
}

export function factLabel(fact: string, { dictionary, words }: Lexicon): string {
  const definition = dictionary.get(fact);
  return definition ? words.of(definition.label) : fact;
}
