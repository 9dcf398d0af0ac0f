import { describe, expect, it } from 'vitest';
import { compareGoldenCase } from '../../../../infra/build/golden-cases.ts';
import { readCatalogue } from '../../../../shared/catalogue/read-catalogue.ts';

const catalogue = readCatalogue();

describe.each(catalogue.programmes.map((programme) => [programme.id, programme] as const))('%s', (id, programme) => {
  const cases = catalogue.goldenCases.get(id) ?? [];

  it.each(cases.map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    const { expected, answered } = compareGoldenCase(catalogue, programme, golden);
    expect(answered).toEqual(expected);
  });

  it('has an eligible case, an ineligible one and one with unknown facts', () => {
    const verdicts = new Set(cases.map((golden) => golden.expect.verdict));
    expect([...verdicts]).toEqual(expect.arrayContaining(['eligible', 'ineligible', 'unknown']));
  });
});
