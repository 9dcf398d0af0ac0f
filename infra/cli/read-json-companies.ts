import * as z from 'zod';
import { parseCivilDate } from '../../shared/domain/kernel/civil-date.ts';
import { pointerTo } from '../../shared/http/problems.ts';
import { readJson } from '../../shared/http/read-json.ts';
import type { BadPlace, Companies, CompanyRow } from './company-row.ts';

const NO_DAY = '必须是日历上存在的日期 must be a day of the calendar, YYYY-MM-DD';
const NAMED_TWICE = 'company 和 name 只写一个 give company or name, not both';

const name = z.string().min(1).optional();
const company = z
  .strictObject({
    company: name,
    name,
    asOf: z
      .string()
      .refine((text) => parseCivilDate(text) !== undefined, NO_DAY)
      .optional(),
    facts: z.record(z.string(), z.unknown()),
  })
  .refine((read) => read.company === undefined || read.name === undefined, { path: ['name'], message: NAMED_TWICE });

function readOne(value: unknown, path: readonly number[]): CompanyRow | BadPlace[] {
  const order = path[0] ?? 0;
  const read = company.safeParse(value);
  if (!read.success) {
    const place = (...keys: readonly PropertyKey[]) => pointerTo(...path, ...keys) || '/';
    return read.error.issues.flatMap((issue): BadPlace[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ order, place: place(key), reason: '没有这个字段 no such field' }))
        : [{ order, place: place(...issue.path), reason: issue.message }],
    );
  }
  const { facts, asOf } = read.data;
  return {
    company: read.data.company ?? read.data.name ?? ['company', ...path].join(' '),
    facts,
    asOf: asOf === undefined ? undefined : parseCivilDate(asOf),
    order,
    placeOf: (fact) => (Object.hasOwn(facts, fact) ? pointerTo(...path, 'facts', fact) : pointerTo(...path, fact)),
  };
}

/**
 * Reads one company from JSON, `{"company": …, "asOf": …, "facts": {…}}`, or an array of them, as strictly as the API reads its requests.
 * A company that is not as it must be is reported by JSON pointer and the rest goes on.
 * @throws Error when the text is no JSON, or has a key twice
 */
export function readJsonCompanies(text: string): Companies {
  const json = readJson(text);
  if (!json.ok) {
    const { pointer, detail } = json.refusal;
    throw new Error(`JSON ${pointer || '/'}: ${typeof detail === 'string' ? detail : `${detail.zh} ${detail.en}`}`);
  }
  const read = Array.isArray(json.value) ? json.value.map((each, index) => readOne(each, [index])) : [readOne(json.value, [])];
  return { rows: read.filter((each): each is CompanyRow => !Array.isArray(each)), bad: read.filter(Array.isArray).flat() };
}
