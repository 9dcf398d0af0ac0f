import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../../shared/catalogue/read-catalogue.ts';
import { TEASER_WORDS, teaserOf } from '../../../../../shared/domain/parties/teaser.ts';
import type { FactValue } from '../../../../../shared/domain/policy/fact.ts';

const teaser = (facts: Record<string, FactValue>) => teaserOf({ divisionCode: '320583' }, new Map(Object.entries(facts)));
const YUAN = 100;

describe.each([
  [
    'firm.age_months',
    'ageBand',
    [0, 'under-1y'],
    [11, 'under-1y'],
    [12, '1-3y'],
    [35, '1-3y'],
    [36, '3-5y'],
    [60, '5-10y'],
    [120, 'over-10y'],
  ],
  [
    'firm.employees',
    'staffBand',
    [0, 'under-10'],
    [9, 'under-10'],
    [10, '10-49'],
    [50, '50-299'],
    [300, '300-999'],
    [1000, '1000-or-more'],
  ],
  [
    'firm.revenue_last_year_cny',
    'revenueBand',
    [999_999 * YUAN, 'under-1m'],
    [1_000_000 * YUAN, '1m-5m'],
    [5_000_000 * YUAN, '5m-20m'],
    [20_000_000 * YUAN, '20m-100m'],
    [100_000_000 * YUAN, '100m-400m'],
    [400_000_000 * YUAN, 'over-400m'],
    [null, 'under-1m'],
  ],
] as const)('%s as %s', (fact, name, ...rows) => {
  it.each(rows as readonly (readonly [number | null, string])[])('%s is %s', (value, word) => {
    expect(teaser({ [fact]: value })[name]).toBe(word);
    expect(TEASER_WORDS[word]).toBeDefined();
  });
});

describe('the stage', () => {
  it.each([
    [{ 'firm.age_months': 36, 'firm.employees': 50, 'firm.revenue_last_year_cny': 5_000_000 * YUAN }, 'seed'],
    [{ 'firm.age_months': 37 }, 'startup'],
    [{ 'firm.age_months': 10, 'firm.employees': 51 }, 'startup'],
    [{ 'firm.age_months': 10, 'firm.assets_cny': 5_000_001 * YUAN }, 'startup'],
    [{ 'firm.age_months': 60, 'firm.employees': 300, 'firm.assets_cny': 50_000_000 * YUAN }, 'startup'],
    [{ 'firm.age_months': 61 }, 'growth'],
    [{ 'firm.age_months': 120 }, 'growth'],
    [{ 'firm.age_months': 121 }, 'mature'],
    [{ 'firm.employees': 5 }, null],
  ])('of %o is %s', (facts, stage) => expect(teaser(facts as Record<string, FactValue>).stage).toBe(stage));
});

describe('the industry', () => {
  it.each([
    ['C3983', 'C39'],
    ['I65', 'I65'],
    ['6510', '65'],
    ['', null],
    ['X', null],
  ])('of %s is %s', (code, industry) => expect(teaser({ 'firm.industry_code': code }).industry).toBe(industry));
});

it('tells nothing but bands, whatever is known', () => {
  const { definitions } = readCatalogue();
  const everything = Object.fromEntries(
    definitions.map(({ id, type }) => [
      id,
      type === 'text' ? 'C3983-7391' : ['integer', 'decimal', 'money'].includes(type) ? 73_917_391 : '示例7391',
    ]),
  );
  const told = teaser({ ...everything, 'firm.age_months': 30 });
  expect(JSON.stringify(told)).not.toContain('7391');
  expect(Object.keys(told)).toEqual(['industry', 'stage', 'divisionCode', 'ageBand', 'staffBand', 'revenueBand']);
  for (const word of [told.stage, told.ageBand, told.staffBand, told.revenueBand]) expect(TEASER_WORDS[word ?? '']).toBeDefined();
});
