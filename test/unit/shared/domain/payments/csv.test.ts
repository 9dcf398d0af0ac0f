import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvFile, csvText, readCsv } from '../../../../../shared/domain/payments/csv.ts';

/** What a reader of CSV that knows nothing of ours says: the records, or that there are none to be had. */
function oracle(text: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
  } catch {
    return undefined;
  }
}
const cellsOf = (text: string) => {
  const read = readCsv(text);
  return read.ok ? read.value.map(({ cells }) => cells) : undefined;
};

it('reads any text as an independent reader does, and refuses what that refuses', () => {
  const piece = fc.constantFrom('a', '壹', '1.00', ' ', ',', ',', '"', '""', '"a"', '"a,b"', '"a\nb"', '\n', '\r\n', "'=1");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      expect(cellsOf(text)).toEqual(oracle(text));
    }),
    { numRuns: 3_000 },
  );
});

it('reads back what we write, cell by cell', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '壹', '"', ',', '\n', '\r', '=', ' '), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (lines) => {
      const read = cellsOf(csvFile(csvText(lines)));
      expect(read?.map((cells) => cells.map((one) => one.replace(/^'(?='*[=+\-@\t\r])/u, '')))).toEqual(
        lines.map((cells) => cells.map((one) => one)),
      );
    }),
  );
});

it('names the line a record ends in, and the line that cannot be read', () => {
  const read = readCsv('\uFEFFa,b\r\n\r\n"c\r\nd",e\r\nf\r\n');
  expect(read.ok && read.value).toEqual([
    { cells: ['a', 'b'], row: 1 },
    { cells: ['c\r\nd', 'e'], row: 4 },
    { cells: ['f'], row: 5 },
  ]);
  for (const [text, row] of [
    ['a\nb"c\n', 2],
    ['"a\n', 1],
    ['a\n"b"c\n', 2],
  ] as const)
    expect(readCsv(text)).toEqual({ ok: false, refusal: { row } });
});
