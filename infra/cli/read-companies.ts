import { type CsvError, type Info, parse } from 'csv-parse/sync';
import type { FactDefinition, FactDictionary } from '../../shared/domain/policy/fact.ts';

/** One line of the input: the company's name, and its facts in wire form; or why the line cannot be used. */
export type CompanyRow = {
  readonly line: number;
  readonly company: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly columns: ReadonlyMap<string, number>;
};
export type BadRow = { readonly line: number; readonly column: number; readonly name: string; readonly reason: string };
export type Companies = { readonly rows: CompanyRow[]; readonly bad: BadRow[] };

/** Columns that name the company and are not facts. */
const NAME_COLUMNS = ['company', 'name', '企业', '企业名称'];

/** Reads a cell as its fact wants it: numbers, 是/否, several words parted by `;`, `null` for known to have none. */
export function readCell(definition: FactDefinition, cell: string): unknown {
  if (cell === 'null' || cell === '无') return definition.nullable ? null : cell;
  switch (definition.type) {
    case 'boolean':
      return { true: true, false: false, 是: true, 否: false, yes: true, no: false }[cell.toLowerCase()] ?? cell;
    case 'integer':
    case 'decimal':
    case 'money':
      return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
    case 'choices':
      return cell.split(/[;；]/).map((word) => word.trim());
    default:
      return cell;
  }
}

function companyFrom(record: readonly string[], line: number, header: readonly string[], dictionary: FactDictionary): CompanyRow {
  const nameAt = header.findIndex((name) => NAME_COLUMNS.includes(name));
  const facts: Record<string, unknown> = {};
  const columns = new Map<string, number>();
  header.forEach((name, index) => {
    const cell = record[index]?.trim() ?? '';
    const definition = dictionary.get(name);
    if (index === nameAt || cell === '' || !definition) return;
    facts[name] = readCell(definition, cell);
    columns.set(name, index + 1);
  });
  return { line, company: record[nameAt]?.trim() || `line ${line}`, facts, columns };
}

/**
 * Reads companies from CSV: a header of fact ids and one line for each company; an empty cell is unknown. A line with too many or too few
 * cells is reported and the rest goes on; a header with an unknown fact is an error of the whole file.
 */
export function readCompanies(csv: string, dictionary: FactDictionary): Companies {
  const bad: BadRow[] = [];
  const onSkip = (error: CsvError | undefined): undefined => {
    bad.push({ line: Number(error?.lines ?? 0), column: 1, name: '', reason: error?.message ?? 'cannot be read' });
    return undefined;
  };
  const options = { bom: true, info: true, skip_empty_lines: true, skip_records_with_error: true, on_skip: onSkip };
  const records = parse(csv, options) as unknown as { record: string[]; info: Info }[];
  const header = records[0]?.record.map((name) => name.trim());
  if (!header) throw new Error('the input has no header line');
  const unknown = header.findIndex((name) => !NAME_COLUMNS.includes(name) && !dictionary.has(name));
  if (unknown >= 0) throw new Error(`line 1, column ${unknown + 1}: no such fact: ${header[unknown]}`);
  const rows = records.slice(1).map(({ record, info }) => companyFrom(record, info.lines, header, dictionary));
  return { rows, bad };
}
