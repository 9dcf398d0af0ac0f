import { type CsvError, type Info, parse } from 'csv-parse/sync';
import type { FactDefinition, FactDictionary } from '../../shared/domain/policy/fact.ts';
import { readJson } from '../../shared/http/read-json.ts';
import type { BadPlace, Companies, CompanyRow } from './company-row.ts';

/** Columns that name the company and are not facts. */
const NAME_COLUMNS = ['company', 'name', '企业', '企业名称'];
/** Between the words of a list. The comma of CSV itself gets into a cell between quotes. */
const BETWEEN_WORDS = /[;；、|,，]/;
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false, 是: true, 否: false, yes: true, no: false };

const cellPlace = (line: number, column: number, name = ''): string =>
  `第 ${line} 行第 ${column} 列 line ${line}, column ${column}${name && ` (${name})`}`;

/** A number as JSON writes it (`1e6`, not `007`), read by the rules of the API; any other text stays text and is refused as a fact. */
function readNumber(cell: string): unknown {
  const read = readJson(cell);
  return read.ok && typeof read.value === 'number' ? read.value : cell;
}

/** Reads a cell as its fact wants it: numbers, 是/否, several words, `null` or 无 for known to have none. */
function readCell(definition: FactDefinition, cell: string): unknown {
  if (cell === 'null' || cell === '无') return definition.nullable ? null : cell;
  switch (definition.type) {
    case 'boolean':
      return BOOLEANS[cell.toLowerCase()] ?? cell;
    case 'integer':
    case 'decimal':
    case 'money':
      return readNumber(cell);
    case 'choices':
      return cell.split(BETWEEN_WORDS).map((word) => word.trim());
    default:
      return cell;
  }
}

function companyFrom(record: readonly string[], line: number, header: readonly string[], dictionary: FactDictionary): CompanyRow {
  const nameAt = header.findIndex((name) => NAME_COLUMNS.includes(name));
  const facts: Record<string, unknown> = {};
  header.forEach((name, index) => {
    const cell = record[index]?.trim() ?? '';
    const definition = dictionary.get(name);
    if (cell !== '' && definition) facts[name] = readCell(definition, cell);
  });
  return {
    company: record[nameAt]?.trim() || `line ${line}`,
    facts,
    line,
    order: line,
    placeOf: (name) => (header.includes(name) ? cellPlace(line, header.indexOf(name) + 1, name) : cellPlace(line, 1)),
  };
}

/** @throws Error naming the first column that is no fact and no name, or that stands there already */
function checkHeader(header: readonly string[], line: number, dictionary: FactDictionary): void {
  header.forEach((name, index) => {
    if (!NAME_COLUMNS.includes(name) && !dictionary.has(name)) {
      throw new Error(`${cellPlace(line, index + 1)}: 没有这个事实 no such fact: ${name}`);
    }
    const before = header.indexOf(name);
    if (before < index) {
      throw new Error(`${cellPlace(line, index + 1, name)}: 与第 ${before + 1} 列重复 stands in column ${before + 1} already`);
    }
  });
}

/**
 * Reads companies from CSV: a header of fact ids and one line for each company; an empty cell is unknown. A line with too many or too few
 * cells is reported and the rest goes on; a header with an unknown fact or one fact twice is an error of the whole file.
 */
export function readCsvCompanies(csv: string, dictionary: FactDictionary): Companies {
  const bad: BadPlace[] = [];
  const onSkip = (error: CsvError | undefined): undefined => {
    const line = Number(error?.lines ?? 0);
    bad.push({ order: line, place: cellPlace(line, 1), reason: `无法读取 ${error?.message ?? 'cannot be read'}` });
    return undefined;
  };
  const options = { bom: true, info: true, skip_empty_lines: true, skip_records_with_error: true, on_skip: onSkip };
  const [first, ...records] = parse(csv, options) as unknown as { record: string[]; info: Info }[];
  if (!first) throw new Error('输入没有表头 the input has no header line');
  const header = first.record.map((name) => name.trim());
  checkHeader(header, first.info.lines, dictionary);
  return { rows: records.map(({ record, info }) => companyFrom(record, info.lines, header, dictionary)), bad };
}
