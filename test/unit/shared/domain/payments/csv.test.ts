import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile, csvText, guardCell, readCsv } from '../../../../../shared/domain/payments/csv.ts';
import { accepted, refusalOf } from './fixtures.ts';

describe('reading CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '银', ' ', '"', ',', '\n', '\r', '=', '1') });
  it('gives back what was written, as an independent reader does', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (lines) => {
        const text = csvFile(csvText(lines));
        const read = accepted(readCsv(text)).map(({ cells }) => cells);
        expect(read).toEqual(lines.map((cells) => cells.map(guardCell)));
        expect(read).toEqual(parse(text, { bom: true, relax_column_count: true }));
      }),
    );
  });
  it.each([
    [
      'a,b\r\n\r\nc\n',
      [
        [1, ['a', 'b']],
        [3, ['c']],
      ],
    ],
    [
      'a,\rb',
      [
        [1, ['a', '']],
        [2, ['b']],
      ],
    ],
    [
      '"a\r\nb",c\nd',
      [
        [2, ['a\r\nb', 'c']],
        [3, ['d']],
      ],
    ],
    ['', []],
  ])('%j: the cells, and the line each ends on', (text, lines) =>
    expect(accepted(readCsv(text)).map(({ row, cells }) => [row, cells])).toEqual(lines),
  );
  it.each([
    ['a\nb"c', 2],
    ['"a"b', 1],
    ['a\n"b', 2],
  ])('%j: the line that cannot be read', (text, line) => expect(refusalOf(readCsv(text))).toEqual({ line }));
});
