import { parseCivilDate } from '../kernel/civil-date.ts';
import { fenFromYuanText, yuanText } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FactDefinition, FactDictionary, FactType, FactValue } from './fact.ts';

import type { Bilingual } from './text.ts';

/** Why a value sent for a fact is refused. The closed list; each has a sentence in `http/problems`. */
export type FactRefusal = {
  readonly code: 'unknown-fact' | 'wrong-type' | 'not-nullable' | 'out-of-range' | 'too-many-decimals' | 'not-a-choice' | 'malformed';
  readonly fact: string;
  readonly detail: Bilingual;
};

type Read = Result<FactValue, Omit<FactRefusal, 'fact'>>;

const LONGEST_TEXT = 64;
const MOST_WORDS = 50;

const no = (code: FactRefusal['code'], zh: string, en: string): Read => refuse({ code, detail: { zh, en } });

function inRange(definition: FactDefinition, value: number): Read | undefined {
  const { min, max } = definition;
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return undefined;
  return no(
    'out-of-range',
    `必须在 ${min ?? '-∞'} 到 ${max ?? '∞'} 之间`,
    `must lie between ${min ?? '-∞'} and ${max ?? '∞'}${definition.unit ? ` ${definition.unit}` : ''}`,
  );
}

const number = (definition: FactDefinition, wire: unknown, decimals: number): Read => {
  if (typeof wire !== 'number' || !Number.isFinite(wire)) return no('wrong-type', '必须是数字', 'must be a number');
  const range = inRange(definition, wire);
  if (range) return range;
  const fraction = /[eE]/.test(String(wire)) ? '0'.repeat(decimals + 1) : (String(wire).split('.')[1] ?? '');
  if (fraction.length > decimals) {
    return decimals === 0
      ? no('wrong-type', '必须是整数', 'must be a whole number')
      : no('too-many-decimals', `最多 ${decimals} 位小数`, `must have at most ${decimals} decimals`);
  }
  return ok(wire);
};

const text = (wire: unknown): Read => {
  if (typeof wire !== 'string' || wire.trim() === '' || wire.length > LONGEST_TEXT)
    return no('wrong-type', `必须是 1 到 ${LONGEST_TEXT} 个字符的文字`, `must be a text of 1 to ${LONGEST_TEXT} characters`);
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(wire) ? no('malformed', '含有不可见字符', 'must have no control characters') : ok(wire);
};

const notAChoice = (words: string): Read => no('not-a-choice', `必须是其中之一：${words}`, `must be one of: ${words}`);

const word = (definition: FactDefinition, wire: unknown): Read => {
  const read = text(wire);
  if (!read.ok || definition.open || definition.choices?.some((choice) => choice.value === wire)) return read;
  return notAChoice((definition.choices ?? []).map((choice) => choice.value).join(', '));
};

/** How a value of each type is read from its wire form. Numbers keep at most four decimals, yuan two. */
const READERS: Record<FactType, (definition: FactDefinition, wire: unknown) => Read> = {
  boolean: (_definition, wire) =>
    typeof wire === 'boolean' ? ok(wire) : no('wrong-type', '必须是 true 或 false', 'must be true or false'),
  integer: (definition, wire) => number(definition, wire, 0),
  decimal: (definition, wire) => number(definition, wire, 4),
  money: (definition, wire) => {
    const read = number(definition, wire, 2);
    if (!read.ok) return read;
    const fen = fenFromYuanText(String(wire));
    return fen === undefined
      ? no('too-many-decimals', '必须是元，最多两位小数', 'must be yuan with at most two decimals')
      : ok(Number(fen));
  },
  date: (_definition, wire) =>
    typeof wire === 'string' && parseCivilDate(wire)
      ? ok(wire)
      : no('malformed', '必须是日历上存在的日期，格式 YYYY-MM-DD', 'must be a day of the calendar, YYYY-MM-DD'),
  division: (_definition, wire) =>
    typeof wire === 'string' && /^\d{6}$/.test(wire)
      ? ok(wire)
      : no('malformed', '必须是六位行政区划代码', 'must be a division code of six digits'),
  choice: word,
  choices: (definition, wire) => {
    if (!Array.isArray(wire) || wire.length > MOST_WORDS)
      return no('wrong-type', `必须是列表，最多 ${MOST_WORDS} 项`, `must be a list of at most ${MOST_WORDS} words`);
    for (const entry of wire) {
      const read = word(definition, entry);
      if (!read.ok) return read;
    }
    return ok(wire as string[]);
  },
  text: (definition, wire) => {
    const read = text(wire);
    if (!read.ok || !definition.pattern || new RegExp(definition.pattern).test(String(wire))) return read;
    return no('malformed', `格式必须符合 ${definition.pattern}`, `must match ${definition.pattern}`);
  },
};

/** Reads one fact from its wire form (yuan, months, words) into the form the rules use (whole fen). */
export function readFact(definition: FactDefinition, wire: unknown): Result<FactValue, FactRefusal> {
  if (wire === null) {
    return definition.nullable
      ? ok(null)
      : refuse({
          code: 'not-nullable',
          fact: definition.id,
          detail: {
            zh: '这里不能填 null（表示确知没有）；不知道时请不填',
            en: 'null (known to have none) is not possible here; leave it out when unknown',
          },
        });
  }
  const read = READERS[definition.type](definition, wire);
  return read.ok ? read : refuse({ ...read.refusal, fact: definition.id });
}

/** Reads all facts of a request; every refusal is reported, not only the first. */
export function readFacts(
  wire: Readonly<Record<string, unknown>>,
  dictionary: FactDictionary,
): Result<Map<string, FactValue>, FactRefusal[]> {
  const facts = new Map<string, FactValue>();
  const refusals: FactRefusal[] = [];
  for (const [id, value] of Object.entries(wire)) {
    const definition = dictionary.get(id);
    const read = definition
      ? readFact(definition, value)
      : refuse<FactRefusal>({ code: 'unknown-fact', fact: id, detail: { zh: '没有这个事实', en: 'no such fact' } });
    if (read.ok) facts.set(id, read.value);
    else refusals.push(read.refusal);
  }
  return refusals.length > 0 ? refuse(refusals) : ok(facts);
}

/** The wire form of a value: fen become yuan again. */
export type FactWireValue = boolean | number | string | string[] | null;

export function factOnWire(definition: FactDefinition, value: FactValue): FactWireValue {
  if (definition.type === 'money' && typeof value === 'number') return Number(yuanText(BigInt(value)));
  // Cut, not rounded: a ratio just short of a threshold must not look as if it had reached it.
  if (definition.type === 'decimal' && typeof value === 'number') return Math.trunc(value * 10_000) / 10_000;
  return value !== null && typeof value === 'object' ? [...value] : value;
}
