import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { compileCatalogue } from '../../../../../shared/domain/policy/compile/compile.ts';
import type { CompiledCatalogue } from '../../../../../shared/domain/policy/compile/layout.ts';
import { catalogueVersion, matchCompiled, programmeOf, sourceRange } from '../../../../../shared/domain/policy/compile/match.ts';
import { fromBytes, HEAD_BYTES, sourceStart, toBytes } from '../../../../../shared/domain/policy/compile/serialise.ts';
import { createWorkspace } from '../../../../../shared/domain/policy/compile/workspace.ts';
import type { Leaf, Operand, Operator } from '../../../../../shared/domain/policy/criteria.ts';
import type { FactDefinition, FactType, FactValue } from '../../../../../shared/domain/policy/fact.ts';
import { simpleProgramme } from './compile-arbitraries.ts';

const TODAY = '2026-11-23' as CivilDate;
const said = { zh: '句', en: 'sentence' };

const definition = (id: string, type: FactType): FactDefinition => ({
  id,
  type,
  open: true,
  nullable: true,
  label: said,
  question: said,
  scope: 'applicant',
  changes: 'by-action',
  sensitivity: 'business',
  freshMonths: null,
  asked: true,
  confidence: 'typical',
});
const DEFINITIONS = [
  definition('firm.employees', 'integer'),
  definition('firm.revenue', 'money'),
  definition('firm.founded_on', 'date'),
  definition('firm.qualifications', 'choices'),
  definition('firm.listed', 'boolean'),
];

const leaf = (fact: string, op: Operator, value: Operand): Leaf => ({
  id: 'a',
  fact,
  op,
  value,
  text: said,
  clause: { ref: 'S1', quote: '原文' },
  confidence: 'typical',
});
const compiled = (...leaves: Leaf[]): CompiledCatalogue =>
  compileCatalogue(
    leaves.map((entry, index) => simpleProgramme(`p-${index}`, entry)),
    DEFINITIONS,
    { version: '2026-11-23.1' },
  );
const facts = (values: Record<string, FactValue>) => new Map(Object.entries(values));

describe('compiling refuses what a fact cannot answer', () => {
  test.each<[string, Operator, Operand]>([
    ['firm.employees', 'prefix', '3'],
    ['firm.employees', 'gte', '3'],
    ['firm.employees', 'between', 3],
    ['firm.employees', 'lt', [3, 4]],
    ['firm.revenue', 'lte', true],
    ['firm.founded_on', 'between', '2020-01-01'],
    ['firm.qualifications', 'in', ['高新技术企业']],
    ['firm.qualifications', 'eq', '高新技术企业'],
  ])('%s %s %j', (fact, op, value) => {
    expect(() => compiled(leaf(fact, op, value))).toThrow(`leaf a: ${op} ${JSON.stringify(value)} cannot be asked of ${fact}`);
  });

  test('a fact the dictionary does not declare', () => {
    expect(() => compiled(leaf('firm.mood', 'eq', '好'))).toThrow('firm.mood is not in the dictionary');
  });
});

describe('matching refuses values of another kind than declared', () => {
  const catalogue = compiled(
    leaf('firm.employees', 'gte', 3),
    leaf('firm.founded_on', 'gte', '2020-01-01'),
    leaf('firm.qualifications', 'intersects', ['甲']),
    leaf('firm.listed', 'eq', false),
  );
  test.each<[string, FactValue]>([
    ['firm.employees', '12'],
    ['firm.employees', Number.NaN],
    ['firm.founded_on', 2020],
    ['firm.qualifications', '甲'],
    ['firm.listed', 0],
  ])('%s = %j', (fact, value) => {
    expect(() => matchCompiled(catalogue, facts({ [fact]: value }), TODAY)).toThrow(TypeError);
  });

  test('and takes the right ones', () => {
    const answer = matchCompiled(catalogue, facts({ 'firm.employees': 3, 'firm.listed': false, 'firm.qualifications': [] }), TODAY, {
      limit: 4,
    });
    expect([...answer.eligible]).toEqual([0, 3]);
    expect([...answer.nearMisses]).toEqual([1, 2]);
    expect(answer.explained.map((entry) => [entry.programmeId, entry.verdict, entry.oneAway])).toEqual([
      ['p-0', 'eligible', null],
      ['p-3', 'eligible', null],
      ['p-1', 'unknown', 'firm.founded_on'],
      ['p-2', 'ineligible', 'firm.qualifications'],
    ]);
  });
});

test('an answer without a workspace of its own stays as it is when the next question is asked', () => {
  const catalogue = compiled(leaf('firm.employees', 'gte', 3));
  const first = matchCompiled(catalogue, facts({ 'firm.employees': 3 }), TODAY);
  matchCompiled(catalogue, facts({ 'firm.employees': 2 }), TODAY);
  expect(first.explain(0).verdict).toBe('eligible');
});

test('a workspace serves the catalogue it was made for and no other', () => {
  const workspace = createWorkspace(compiled(leaf('firm.employees', 'gte', 3)));
  expect(() => matchCompiled(compiled(leaf('firm.employees', 'gte', 4)), facts({}), TODAY, { workspace })).toThrow('another catalogue');
});

test('an empty catalogue answers nothing', () => {
  expect([...matchCompiled(fromBytes(toBytes(compiled())), facts({}), TODAY).verdicts]).toEqual([]);
});

describe('bytes', () => {
  const catalogue = compiled(leaf('firm.revenue', 'lt', 29.99), leaf('firm.qualifications', 'noneOf', ['甲', '乙']));
  const bytes = toBytes(catalogue);

  test('carry the version and every programme as published', () => {
    const read = fromBytes(bytes);
    expect(catalogueVersion(read)).toBe('2026-11-23.1');
    expect(programmeOf(read, 1)).toEqual(simpleProgramme('p-1', leaf('firm.qualifications', 'noneOf', ['甲', '乙'])));
    expect(() => programmeOf(read, 2)).toThrow(RangeError);
    expect(() => matchCompiled(read, facts({}), TODAY).explain(2)).toThrow(RangeError);
  });

  test('are read in place, without a copy', () => {
    expect(fromBytes(bytes).source.buffer).toBe(bytes.buffer);
  });

  test('answer without the source in memory, which is then read where it lies', () => {
    const start = sourceStart(bytes.subarray(0, HEAD_BYTES));
    const read = fromBytes(bytes.subarray(0, start));
    expect(matchCompiled(read, facts({ 'firm.revenue': 2998 }), TODAY).explain(0).verdict).toBe('eligible');
    expect(() => programmeOf(read, 1)).toThrow('not in memory');
    const range = sourceRange(read, 1);
    expect(programmeOf(read, 1, bytes.subarray(start + range.start, start + range.end))).toEqual(programmeOf(catalogue, 1));
  });

  test('may start anywhere in a buffer', () => {
    const room = Buffer.alloc(bytes.length + 3);
    room.set(bytes, 3);
    expect(fromBytes(room.subarray(3))).toEqual(catalogue);
  });

  const changed = (at: number, value: number): Uint8Array => {
    const copy = bytes.slice();
    new DataView(copy.buffer).setUint32(at, value, true);
    return copy;
  };
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'not a compiled catalogue'],
    ['something else', new TextEncoder().encode(JSON.stringify({ programmes: [] }).repeat(99)), 'not a compiled catalogue'],
    ['cut short', bytes.slice(0, -8), `should have ${bytes.length} bytes but has ${bytes.length - 8}`],
    ['another format', changed(8, 99), 'has format 99'],
    ['the other byte order', changed(12, 0x0403_0201), 'byte order'],
    ['a section outside', changed(24, bytes.length + 8), 'damaged'],
  ])('are refused when they are %s', (_case, wrong, message) => {
    expect(() => fromBytes(wrong)).toThrow(message);
  });
});
