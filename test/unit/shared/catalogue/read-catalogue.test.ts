import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE_FOLDER, readCatalogue } from '../../../../shared/catalogue/read-catalogue.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  cpSync(CATALOGUE_FOLDER, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Json = Record<string, unknown>;

/** Puts a value at a JSON pointer; `undefined` takes it away. */
function put(json: unknown, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  const place = keys.reduce((node, key) => (node as Json)[key], json) as Json;
  if (value === undefined) delete place[last];
  else place[last] = value;
}

const at = (json: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((node, key) => (node as Json)[key], json);

/** Reads a copy of the catalogue in which one file is changed, and gives back the complaint. */
function complaintAfter(file: string, change: (json: unknown) => unknown): string {
  const path = join(folder, file);
  const original = readFileSync(path, 'utf8');
  const json = JSON.parse(original);
  const changed = change(json);
  writeFileSync(path, typeof changed === 'string' ? changed : JSON.stringify(json));
  try {
    readCatalogue(folder);
    return 'no complaint';
  } catch (error) {
    return (error as Error).message;
  } finally {
    writeFileSync(path, original);
  }
}

const LOAN = 'programmes/su-ke-dai.json';
const ANGEL = 'programmes/js-angel-risk-compensation.json';
const AWARD = 'programmes/incubation-plan-performance-award.json';
const GUARANTEE = 'programmes/batch-guarantee-80-20.json';
const INTEREST = 'programmes/sip-tech-loan-interest-subsidy-2024.json';
const EVENT = 'programmes/sip-event-subsidy.json';
const AUTOMATIC = { mode: 'automatic', confidence: 'invented' };
const V0 = '/programme/versions/0';
const V1 = '/programme/versions/1';

/** Each defect: the file, where it is planted, what stands there, and the place and reason the reader must name. */
const DEFECTS: [what: string, file: string, pointer: string, value: unknown, place: string, reason: RegExp][] = [
  ['a fact nobody declared', LOAN, `${V1}/criteria/all/0/fact`, 'firm.shoe_size', `${V1}/criteria/all/0/fact`, /firm\.shoe_size is not in/],
  ['an operator that does not fit', LOAN, `${V1}/criteria/all/0/op`, 'gte', `${V1}/criteria/all/0/op`, /gte makes no sense/],
  ['an operator that does not exist', LOAN, `${V1}/criteria/all/0/op`, 'like', `${V1}/criteria/all/0/op`, /must be one of/],
  ['a word where yes or no is needed', LOAN, `${V1}/criteria/all/1/value`, 'yes', `${V1}/criteria/all/1/value`, /needs true or false/],
  [
    'a word that is no choice',
    LOAN,
    `${V1}/criteria/all/2/value`,
    ['tiny'],
    `${V1}/criteria/all/2/value`,
    /"tiny" is not among the choices/,
  ],
  ['an empty list', LOAN, `${V1}/criteria/all/2/value`, [], `${V1}/criteria/all/2/value`, /not empty/],
  ['a text for a number', LOAN, `${V1}/criteria/all/3/any/0/value`, '4亿', `${V1}/criteria/all/3/any/0/value`, /needs a number/],
  ['a third decimal of yuan', LOAN, `${V1}/criteria/all/3/any/0/value`, 1.005, `${V1}/criteria/all/3/any/0/value`, /more than 2 decimals/],
  ['half a person', LOAN, `${V1}/criteria/all/3/any/1/value`, 10.5, `${V1}/criteria/all/3/any/1/value`, /more than 0 decimals/],
  [
    'a percentage over 100',
    ANGEL,
    '/programme/versions/0/criteria/all/5/value',
    101,
    `${V0}/criteria/all/5/value`,
    /above the greatest value/,
  ],
  ['a division of three digits', LOAN, `${V1}/criteria/all/0/value`, '320', `${V1}/criteria/all/0/value`, /no division code/],
  [
    'ends turned round',
    LOAN,
    `${V0}/benefit/amount/ceiling/tiers/2/when/value`,
    [2, 1],
    `${V0}/benefit/amount/ceiling/tiers/2/when/value`,
    /turned round/,
  ],
  ['two leaves of one id', LOAN, `${V1}/criteria/all/1/id`, 'division', `${V1}/criteria/all/1/id`, /"division" is used twice/],
  [
    'a clause of no source',
    LOAN,
    `${V1}/criteria/all/0/clause/ref`,
    'S99',
    `${V1}/criteria/all/0/clause/ref`,
    /"S99" is not among the sources/,
  ],
  ['a paper of no source', LOAN, `${V1}/documents/0/ref`, 'S98', `${V1}/documents/0/ref`, /"S98" is not among/],
  ['a loan nobody applies for', LOAN, `${V1}/delivery`, AUTOMATIC, `${V1}/delivery/mode`, /only a grant is given without application/],
  ['a request nobody makes', EVENT, `${V0}/delivery`, AUTOMATIC, `${V0}/delivery/mode`, /event\.category is about one request/],
  [
    'a grant without application on the word of who gets it',
    AWARD,
    `${V0}/criteria/all/3/fact`,
    'firm.has_equity_round_from_qualified_investor',
    `${V0}/delivery/mode`,
    /nobody but the applicant can say firm\.has_equity_round/,
  ],
  ['a day no claim goes by', EVENT, '/programme/judgedAt', 'loss', '/programme/judgedAt', /no claim is judged as of its loss yet/],
  ['a day of an investment', ANGEL, '/programme/judgedAt', 'investment', '/programme/judgedAt', /as of its investment yet/],
  ['costs of what nobody claims', LOAN, '/programme/judgedAt', 'cost', '/programme/judgedAt', /no claim under it has costs/],
  [
    'money of a programme that is not granted here',
    EVENT,
    `${V0}/exclusions/0`,
    { kind: 'deduct', programmes: ['su-ke-dai'], text: { zh: '扣除', en: 'taken off' }, confidence: 'invented' },
    `${V0}/exclusions/0/programmes/0`,
    /"su-ke-dai" is not granted here, so name the fact/,
  ],
  [
    'what must have been paid first by nobody in particular',
    EVENT,
    `${V0}/exclusions/0`,
    { kind: 'prerequisite', text: { zh: '先行拨付', en: 'paid first' }, confidence: 'invented' },
    `${V0}/exclusions/0`,
    /names neither a programme nor a fact/,
  ],
  ['a source twice', LOAN, '/programme/sources/1/ref', 'S01', '/programme/sources/1/ref', /there twice/],
  [
    'versions that overlap',
    LOAN,
    `${V0}/effective/to`,
    '2021-06-01',
    `${V1}/effective/from`,
    /while the version before it lasts until 2021-06-01/,
  ],
  ['an open version before another', LOAN, `${V0}/effective/to`, null, `${V1}/effective/from`, /for ever/],
  ['an end before the start', INTEREST, `${V0}/effective/to`, '2023-12-31', `${V0}/effective/to`, /before it starts/],
  ['a day that does not exist', INTEREST, `${V0}/effective/from`, '2024-02-30', `${V0}/effective/from`, /day of the calendar/],
  ['a version name twice', LOAN, `${V1}/version`, '2016', `${V1}/version`, /there twice/],
  [
    'an amount of no money',
    LOAN,
    `${V1}/benefit/amount/asked`,
    'loan.days',
    `${V1}/benefit/amount/asked`,
    /loan\.days is integer, needed is money/,
  ],
  ['an undeclared amount', LOAN, `${V1}/benefit/amount/asked`, 'loan.wish_cny', `${V1}/benefit/amount/asked`, /loan\.wish_cny is not in/],
  [
    'a rate that is no rate',
    GUARANTEE,
    `${V0}/benefit/fees/0/amount/rateBp`,
    'loan.days',
    `${V0}/benefit/fees/0/amount/rateBp`,
    /not in bp/,
  ],
  [
    'days that are money',
    GUARANTEE,
    `${V0}/benefit/fees/0/amount/days`,
    'loan.amount_cny',
    `${V0}/benefit/fees/0/amount/days`,
    /is money, needed is integer/,
  ],
  ['a fee twice', GUARANTEE, `${V0}/benefit/fees/1/id`, 'guarantee', `${V0}/benefit/fees/1/id`, /there twice/],
  [
    'a rate as a float',
    GUARANTEE,
    `${V0}/benefit/fees/1/amount/interest/pct`,
    20,
    `${V0}/benefit/fees/1/amount/interest/pct`,
    /must be string/,
  ],
  ['a table by no choice', AWARD, `${V0}/benefit/amount/by`, 'carrier.mentors', `${V0}/benefit/amount/by`, /is integer, needed is choice/],
  [
    'a table word that is no choice',
    AWARD,
    `${V0}/benefit/amount/table/moon`,
    { yuan: 1 },
    `${V0}/benefit/amount/table/moon`,
    /"moon" is not among the choices/,
  ],
  ['a tier twice', LOAN, `${V1}/benefit/amount/ceiling/tiers/1/id`, 'up-to-20m', `${V1}/benefit/amount/ceiling/tiers/1/id`, /there twice/],
  [
    'a tier of an undeclared fact',
    ANGEL,
    `${V0}/benefit/amount/tiers/1/when/fact`,
    'project.mood',
    `${V0}/benefit/amount/tiers/1/when/fact`,
    /project\.mood is not in/,
  ],
  ['a priority of an undeclared fact', ANGEL, `${V0}/priority/when/fact`, 'fund.fame', `${V0}/priority/when/fact`, /fund\.fame is not in/],
  ['an unknown mark', LOAN, `${V1}/confidence`, 'certain', `${V1}/confidence`, /must be one of/],
  ['an unknown key', LOAN, `${V1}/colour`, 'red', V1, /has no place for: colour/],
  ['no English', LOAN, '/programme/summary/en', undefined, '/programme/summary/en', /must be string/],
  [
    'a neighbour that does not exist',
    LOAN,
    `${V1}/exclusions/0/programmes/0`,
    'da-wei-dai',
    `${V1}/exclusions/0/programmes/0`,
    /no programme "da-wei-dai"/,
  ],
  ['an id of another file', LOAN, '/programme/id', 'su-ke-dai-2', '/programme/id', /belongs in su-ke-dai-2\.json/],
  ['a region that does not exist', LOAN, '/programme/regionCode', '329999', '/programme/regionCode', /no division 329999/],
  [
    'a case of a version that does not exist',
    LOAN,
    '/goldenCases/0/expect/version',
    '1999',
    '/goldenCases/0/expect/version',
    /no version "1999"/,
  ],
  [
    'a case with an undeclared fact',
    LOAN,
    '/goldenCases/0/facts/firm.shoe_size',
    43,
    '/goldenCases/0/facts/firm.shoe_size',
    /is not in the fact dictionary/,
  ],
  ['a case with a wrong value', LOAN, '/goldenCases/0/facts/firm.employees', -1, '/goldenCases/0/facts/firm.employees', /must lie between/],
  ['a case that adopts what is no template', LOAN, '/goldenCases/0/adoptedBy', '320583', '/goldenCases/0/adoptedBy', /only a template/],
  ['too few cases', LOAN, '/goldenCases', [], '/goldenCases', /at least 4 long/],
  ['an undeclared input of a derived fact', 'facts.json', '/6/derived', { kind: 'same-as', fact: 'a.b' }, '/6', /derived from a\.b/],
  ['a size class without a name', 'reference/size-classes.json', '/industries/0/name', undefined, '/industries/0/name', /must be object/],
  ['a rate of no day', 'reference/lpr-1y.json', '/rows/0/from', '2019-08-32', '/rows/0/from', /day of the calendar/],
  [
    'an instrument without a name',
    'reference/instruments.json',
    '/policy_loan',
    undefined,
    '/programme/instrument',
    /"policy_loan" has no name/,
  ],
];

describe('a fault in the catalogue stops the build and says where it is and why', () => {
  it.each(DEFECTS)('%s', (_what, file, pointer, value, place, reason) => {
    const complaint = complaintAfter(file, (json) => put(json, pointer, value));
    const named = file === 'reference/instruments.json' ? LOAN : file;
    const line = complaint.split('\n').find((entry) => entry.startsWith(`${named} ${place}: `));
    expect(line, complaint).toBeDefined();
    expect(line?.slice(`${named} ${place}: `.length)).toMatch(reason);
  });

  it('a file that is no JSON', () => {
    const complaint = complaintAfter(LOAN, () => '{"programme": ');
    expect(complaint).toContain(`${LOAN} /: `);
  });

  it('several faults are told at once', () => {
    const complaint = complaintAfter(LOAN, (json) => {
      put(json, `${V1}/criteria/all/0/fact`, 'firm.shoe_size');
      put(json, `${V1}/criteria/all/0/clause/ref`, 'S99');
    });
    expect(complaint).toContain('2 fault(s)');
  });

  it('the untouched copy has none', () => {
    expect(complaintAfter(LOAN, (json) => put(json, '/programme/id', at(json, '/programme/id')))).toBe('no complaint');
  });
});
