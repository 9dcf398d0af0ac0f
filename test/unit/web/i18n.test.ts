import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SHOWN_STATUSES, VALIDITY_STATES } from '../../../shared/domain/documents/document.ts';
import { ACTIONS } from '../../../shared/domain/parties/access/actions.ts';
import { ROLE_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { SOURCES } from '../../../shared/domain/parties/records.ts';
import { applicantKind, benefitKind, instrument } from '../../../shared/domain/policy/programme.ts';
import { confidence } from '../../../shared/domain/policy/text.ts';

const SOURCE = fileURLToPath(new URL('../../../web/src/', import.meta.url));

type Words = { readonly [key: string]: string | Words };

function flat(words: Words, before = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)],
    ),
  );
}

const bookOf = (file: string) => flat(JSON.parse(readFileSync(join(SOURCE, `locales/${file}.json`), 'utf8')));
/** Every book there is, by the ending of its Chinese file. */
const BOOKS = readdirSync(join(SOURCE, 'locales')).flatMap((file) => /^((?:\w+\.)?)zh\.json$/.exec(file)?.[1] ?? []);
const wordsOf = (language: string) => new Map(BOOKS.flatMap((book) => [...bookOf(`${book}${language}`)]));
const zh = wordsOf('zh');
const en = wordsOf('en');

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
  .join('\n');

const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

test('no sentence stands in two books', () => {
  const keys = BOOKS.flatMap((book) => [...bookOf(`${book}zh`).keys()]);
  expect(BOOKS.length).toBeGreaterThan(1);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test('both languages say the same things, with the same slots', () => {
  expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  for (const [key, text] of zh) expect(slots(en.get(key) ?? ''), key).toEqual(slots(text));
});

/** Keys written out (`t('a.b')`, `label: 'nav.check'`) and the fixed beginnings of composed ones (`t(`a.${b}`)`). */
const written = [...sources.matchAll(/['"]([a-z][a-zA-Z]*(?:\.[a-zA-Z-]+)+)['"]/g)]
  .map((match) => match[1] as string)
  .filter((key) => !/\.(tsx?|css|json|html)$/.test(key));
const composed = [...sources.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*)\.\$\{/g)].map((match) => match[1] as string);
const roots = new Set([...zh.keys()].map((key) => key.split('.')[0]));

test('every sentence asked for exists', () => {
  const missing = written.filter((key) => roots.has(key.split('.')[0]) && !zh.has(key) && !key.startsWith('firm.') && !(key in ACTIONS));
  expect([...new Set(missing)]).toEqual([]);
  const empty = composed.filter((prefix) => roots.has(prefix.split('.')[0]) && ![...zh.keys()].some((key) => key.startsWith(`${prefix}.`)));
  expect(empty).toEqual([]);
});

test('no sentence is left that nobody says', () => {
  const said = new Set(written);
  const unused = [...zh.keys()].filter(
    (key) => !said.has(key) && !composed.some((prefix) => key.startsWith(`${prefix}.`)) && key !== 'brand',
  );
  expect(unused).toEqual([]);
});

test('the words of the rules all have a name', () => {
  const lists = { instrument: instrument.options, applicant: applicantKind.options, 'benefit.kind': benefitKind.options };
  for (const [prefix, words] of Object.entries(lists))
    for (const word of words) expect(zh.has(`${prefix}.${word}`), `${prefix}.${word}`).toBe(true);
  for (const role of ROLE_NAMES) expect(zh.has(`role.${role}`), role).toBe(true);
  for (const source of SOURCES) expect(zh.has(`source.${source}`), source).toBe(true);
  for (const status of SHOWN_STATUSES) expect(zh.has(`papers.status.${status}`), status).toBe(true);
  for (const state of VALIDITY_STATES) expect(zh.has(`papers.validity.${state}`), state).toBe(true);
  for (const mark of confidence.options) expect(zh.has(`marks.${mark}.long`), mark).toBe(true);
});

test('Chinese is written with Chinese punctuation', () => {
  const wrong = [...zh].filter(([, text]) => /[,:;?!()]/.test(text.replaceAll(/\{\{\w+\}\}/g, '')));
  expect(wrong).toEqual([]);
});
