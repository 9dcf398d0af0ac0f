import { type CsvError, type Info, parse } from 'csv-parse/sync';
import { MOST_IMPORT_ROWS } from '../../../shared/contracts/imports.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { type Header, type LineReading, readHeader, readLines } from '../../../shared/domain/parties/import-file.ts';
import type { FieldFault } from '../../../shared/domain/parties/refusal.ts';
import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import type { Bilingual } from '../../../shared/domain/policy/text.ts';

/** The lines of a file by the columns of its header. */
export type ImportFile = { readonly header: Header; readonly lines: readonly LineReading[] };

const fault = (code: string, detail: Bilingual): FieldFault => ({ pointer: '/csv', code, detail });

/** What a file in another encoding looks like once someone read it as UTF-8. */
const REPLACEMENT = '\ufffd';

type CsvRow = { readonly record: string[]; readonly info: Info };

function records(csv: string): Result<{ readonly cells: readonly string[]; readonly row: number }[], FieldFault> {
  try {
    const options = { bom: true, info: true, skip_empty_lines: true, relax_column_count: true } as const;
    const rows = parse(csv, options) as unknown as CsvRow[];
    return ok(rows.map(({ record, info }) => ({ cells: record, row: info.lines })));
  } catch (error) {
    const line = Number((error as CsvError).lines ?? 0);
    const detail = { zh: `第 ${line} 行无法读取，请检查引号`, en: `cannot be read at line ${line}: look at the quotes` };
    return refuse(fault('malformed-csv', detail));
  }
}

/** Reads a file of companies; faults of the file as a whole refuse all of it, those of a line only that line. */
export function readImport(csv: string, dictionary: FactDictionary): Result<ImportFile, readonly FieldFault[]> {
  if (csv.includes(REPLACEMENT))
    return refuse([
      fault('not-utf-8', { zh: '文件不是 UTF-8 编码，请另存为“CSV UTF-8”', en: 'the file is not UTF-8: save it as "CSV UTF-8"' }),
    ]);
  const read = records(csv);
  if (!read.ok) return refuse([read.refusal]);
  const [first, ...rest] = read.value;
  if (!first) return refuse([fault('no-header', { zh: '文件没有表头', en: 'the file has no header line' })]);
  if (rest.length > MOST_IMPORT_ROWS) {
    const detail = { zh: `最多 ${MOST_IMPORT_ROWS} 行`, en: `must have at most ${MOST_IMPORT_ROWS} lines` };
    return refuse([fault('too-many-rows', detail)]);
  }
  const { header, faults, missing } = readHeader(first.cells, dictionary);
  const wrong = [
    ...faults.map(({ column, code, detail }) => fault(code, { zh: `第 ${column} 列：${detail.zh}`, en: `column ${column}: ${detail.en}` })),
    ...missing.map((name) => fault('missing-column', { zh: `缺少列 ${name}`, en: `the column ${name} is missing` })),
  ];
  if (wrong.length > 0) return refuse(wrong.slice(0, 20));
  return ok({ header, lines: readLines(rest, header, dictionary) });
}
