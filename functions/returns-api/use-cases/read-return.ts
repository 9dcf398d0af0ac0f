import { type CsvError, type Info, parse } from 'csv-parse/sync';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { type ReturnFile, readReturnFile } from '../../../shared/domain/payments/return-file.ts';
import type { Refusal } from '../../../shared/http/command.ts';

/** What a file in another encoding looks like once someone read it as UTF-8. */
const REPLACEMENT = '\ufffd';
type CsvRow = { readonly record: string[]; readonly info: Info };

const refused = (code: string, zh: string, en: string) =>
  refuse<Refusal>({ code: 'return-file-refused', faults: [{ pointer: '/file', code, detail: { zh, en } }] });

/** Reads the text of a return file: its form, all faults of it at once. Whether it is right is for `matchReturn`. */
export function readReturn(text: string): Result<ReturnFile, Refusal> {
  if (text.includes(REPLACEMENT) || !text.isWellFormed())
    return refused('not-utf-8', '文件不是 UTF-8 编码，请另存为“CSV UTF-8”', 'the file is not UTF-8: save it as "CSV UTF-8"');
  try {
    const options = { bom: true, info: true, skip_empty_lines: true, relax_column_count: true } as const;
    const rows = parse(text, options) as unknown as CsvRow[];
    const read = readReturnFile(rows.map(({ record, info }) => ({ cells: record, row: info.lines })));
    return read.ok ? ok(read.value) : refuse({ code: read.refusal.code, faults: read.refusal.faults.map(onRow) });
  } catch (error) {
    const line = Number((error as CsvError).lines ?? 0);
    return refused('malformed-csv', `第 ${line} 行无法读取，请检查引号`, `cannot be read at line ${line}: look at the quotes`);
  }
}

/** A fault as it goes over the wire; the line of the file stands in its sentence. */
export const onRow = ({
  row,
  pointer,
  code,
  detail,
}: {
  row: number;
  pointer: string;
  code: string;
  detail: { zh: string; en: string };
}) => ({
  pointer: `/file${pointer}`,
  code,
  detail: { zh: `第 ${row} 行：${detail.zh}`, en: `line ${row}: ${detail.en}` },
});
