import { parseCivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FactDefinition, FactType } from '../policy/fact.ts';
import { type FactWireValue, readFact } from '../policy/read-fact.ts';
import type { Bilingual } from '../policy/text.ts';

/** What spreadsheets make of cells, and what we ask for instead. No cell is ever guessed at or repeated in a report. */
const CELL_FAULTS = {
  formula: {
    zh: '不能以 = + - @ 开头：电子表格会把它当作公式',
    en: 'must not begin with = + - @: a spreadsheet would take it for a formula',
  },
  'control-character': { zh: '含有不可见字符', en: 'has invisible characters' },
  'thousands-separator': { zh: '请去掉千位分隔符', en: 'write the number without thousands separators' },
  'scientific-notation': {
    zh: '被电子表格改成了科学计数法，请把该列设为文本后重新填写',
    en: 'was turned into scientific notation by the spreadsheet; make the column text and fill it in again',
  },
  'full-width-digits': { zh: '请用半角数字', en: 'write half-width digits' },
  'unit-in-number': { zh: '只填数字：金额以元为单位，百分比不带 %', en: 'write the number alone: money in yuan, percentages without %' },
  'not-a-number': { zh: '必须是数字', en: 'must be a number' },
  'serial-date': {
    zh: '这是电子表格的日期序号，请写成 2024-03-05 的形式',
    en: 'is the serial number of a spreadsheet date; write it as 2024-03-05',
  },
  'date-format': { zh: '请写成 2024-03-05 的形式', en: 'write the date as 2024-03-05' },
  'not-a-date': { zh: '不是日历上存在的日期', en: 'is no day of the calendar' },
  'not-a-boolean': { zh: '请填 是 或 否', en: 'write true or false' },
} as const satisfies Record<string, Bilingual>;

export type CellFault = { readonly code: string; readonly detail: Bilingual };
type Read<Value> = Result<Value, CellFault>;

const no = (code: keyof typeof CELL_FAULTS): { readonly ok: false; readonly refusal: CellFault } =>
  refuse({ code, detail: CELL_FAULTS[code] });

type Rule = readonly [code: keyof typeof CELL_FAULTS, pattern: RegExp];
const firstFault = (cell: string, rules: readonly Rule[]) => {
  const broken = rules.find(([, pattern]) => pattern.test(cell));
  return broken && no(broken[0]);
};

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const NUMBER_RULES: readonly Rule[] = [
  ['full-width-digits', /[０-９．]/u],
  ['thousands-separator', /^-?\d{1,3}(?:[,，' \u00a0]\d{3})+(?:\.\d+)?$/u],
  ['scientific-notation', /^-?\d+(?:\.\d+)?e[+-]?\d+$/iu],
  ['unit-in-number', /^-?[\d.,]+\s*(?:%|％|元|万|万元|亿|亿元|人|¥|￥)$|^[¥￥]/u],
];
const TEXT_RULES: readonly Rule[] = [
  ['formula', /^[=+\-@＝＋－＠]/u],
  ['control-character', /\p{C}/u],
];
const DATE_RULES: readonly Rule[] = [
  ['serial-date', /^\d{5}(?:\.0+)?$/u],
  ['date-format', /^\d{1,4}\s*[/.年-]\s*\d{1,2}\s*[/.月-]\s*\d{1,4}\s*日?(?:\s.*)?$/u],
];

/** A cell that is text: a name, a code, a word. */
export function readTextCell(cell: string): Read<string> {
  return firstFault(cell, TEXT_RULES) ?? (/^\d(?:\.\d+)?e\+\d+$/iu.test(cell) ? no('scientific-notation') : ok(cell));
}

/** A day, `YYYY-MM-DD` and nothing else: what 03/04/2024 means depends on who opened the file. */
export function readDayCell(cell: string): Read<string> {
  if (parseCivilDate(cell)) return ok(cell);
  if (/^\d{4}-\d{2}-\d{2}$/u.test(cell)) return no('not-a-date');
  return firstFault(cell, [...DATE_RULES, ...TEXT_RULES]) ?? no('not-a-date');
}

function readNumberCell(cell: string): Read<number> {
  if (NUMBER.test(cell)) return ok(Number(cell));
  return firstFault(cell, [...NUMBER_RULES, ...TEXT_RULES]) ?? no('not-a-number');
}

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false, 是: true, 否: false, yes: true, no: false };
function readBooleanCell(cell: string): Read<boolean> {
  const value = Object.hasOwn(BOOLEANS, cell.toLowerCase()) ? BOOLEANS[cell.toLowerCase()] : undefined;
  return value === undefined ? no('not-a-boolean') : ok(value);
}

/** Several words in one cell; the comma of CSV gets into a cell between quotes. */
const BETWEEN_WORDS = /[;；、|,，]/u;
function readWordsCell(cell: string): Read<string[]> {
  const fault = firstFault(cell, TEXT_RULES);
  return (
    fault ??
    ok(
      cell
        .split(BETWEEN_WORDS)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    )
  );
}

const READERS: Record<FactType, (cell: string) => Read<FactWireValue>> = {
  boolean: readBooleanCell,
  integer: readNumberCell,
  decimal: readNumberCell,
  money: readNumberCell,
  date: readDayCell,
  division: readTextCell,
  choice: readTextCell,
  choices: readWordsCell,
  text: readTextCell,
};

/** Known to have none, where the dictionary takes that. */
const NONE = new Set(['null', '无']);

/** One cell of a column of facts in the wire form of its fact, checked by the dictionary. The cell is trimmed and not empty. */
export function readFactCell(definition: FactDefinition, cell: string): Read<FactWireValue> {
  const read: Read<FactWireValue> = definition.nullable && NONE.has(cell) ? ok(null) : READERS[definition.type](cell);
  if (!read.ok) return read;
  const checked = readFact(definition, read.value);
  return checked.ok ? read : refuse({ code: checked.refusal.code, detail: checked.refusal.detail });
}
