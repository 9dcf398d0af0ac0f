import type { FactDictionary } from '../policy/fact.ts';
import type { FactWireValue } from '../policy/read-fact.ts';
import type { Bilingual } from '../policy/text.ts';
import { type CellFault, readDayCell, readFactCell, readTextCell } from './import-cell.ts';
import { readCode } from './registration.ts';

/** Columns that are no facts, by the names they may have. All but the last are needed. */
const OWN_COLUMNS = {
  name: ['name', '企业名称', '企业'],
  uscc: ['uscc', '统一社会信用代码'],
  divisionCode: ['divisionCode', '区划代码'],
  residentFrom: ['residentFrom', '入驻日期'],
} as const;
type OwnColumn = keyof typeof OWN_COLUMNS;
const NEEDED: readonly OwnColumn[] = ['name', 'uscc', 'divisionCode'];

/** Names people give to facts; every other column is named by the id of its fact. */
const FACT_COLUMNS: Readonly<Record<string, string>> = {
  foundedOn: 'firm.founded_on',
  成立日期: 'firm.founded_on',
  employees: 'firm.employees',
  职工人数: 'firm.employees',
};

/** What confirming the residence itself says of the company. */
const SAID_BY_RESIDENCE = ['firm.community_id', 'firm.community_status_asof'];

const FILE_FAULTS = {
  'unknown-column': { zh: '没有这样的列', en: 'there is no such column' },
  'duplicate-column': { zh: '与前面的列重复', en: 'stands in the file already' },
  'column-not-importable': {
    zh: '这一列不能批量导入（涉及个人、单笔业务、由系统计算或随入驻确认）',
    en: 'cannot be imported: it is about persons or a single request, is computed, or comes with the residence',
  },
} as const satisfies Record<string, Bilingual>;

/** A fault of the file as a whole; `column` counts from 1. */
export type HeaderFault = { readonly column: number; readonly code: keyof typeof FILE_FAULTS; readonly detail: Bilingual };
type Target = { readonly own: OwnColumn } | { readonly fact: string };
export type Header = { readonly names: readonly string[]; readonly targets: readonly Target[] };
export type HeaderReading = {
  readonly header: Header;
  readonly faults: readonly HeaderFault[];
  readonly missing: readonly OwnColumn[];
};

const targetOf = (name: string, dictionary: FactDictionary): Target | undefined => {
  const own = (Object.keys(OWN_COLUMNS) as OwnColumn[]).find((column) => (OWN_COLUMNS[column] as readonly string[]).includes(name));
  if (own) return { own };
  const fact = Object.hasOwn(FACT_COLUMNS, name) ? FACT_COLUMNS[name] : name;
  return fact !== undefined && dictionary.has(fact) ? { fact } : undefined;
};

const importable = (fact: string, dictionary: FactDictionary): boolean => {
  const { scope, sensitivity, derived } = dictionary.get(fact) ?? { scope: 'request', sensitivity: 'person', derived: undefined };
  return scope === 'applicant' && sensitivity !== 'person' && !derived && fact.startsWith('firm.') && !SAID_BY_RESIDENCE.includes(fact);
};

const sameTarget = (a: Target | undefined, b: Target | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Reads the line of column names: those of `OWN_COLUMNS`, and any fact about a company that its operator may speak of. */
export function readHeader(cells: readonly string[], dictionary: FactDictionary): HeaderReading {
  const names = cells.map((cell) => cell.trim());
  const found = names.map((name) => targetOf(name, dictionary));
  const faults = found.flatMap((target, at): HeaderFault[] => {
    const fault = (code: keyof typeof FILE_FAULTS) => [{ column: at + 1, code, detail: FILE_FAULTS[code] }];
    if (!target) return fault('unknown-column');
    if (found.findIndex((other) => sameTarget(other, target)) < at) return fault('duplicate-column');
    return 'fact' in target && !importable(target.fact, dictionary) ? fault('column-not-importable') : [];
  });
  const missing = NEEDED.filter((own) => !found.some((target) => target && 'own' in target && target.own === own));
  return { header: { names, targets: found.filter((target) => target !== undefined) }, faults, missing };
}

/** One line as read: what it says of one company. */
export type ImportLine = {
  readonly row: number;
  readonly name: string;
  /** Half-width, upper case, checked by GB 32100. */
  readonly uscc: string;
  readonly divisionCode: string;
  readonly residentFrom: string | undefined;
  readonly facts: Readonly<Record<string, FactWireValue>>;
};
export type RowFault = { readonly column: string | null } & CellFault;
export type LineReading = { readonly row: number; readonly line: ImportLine | undefined; readonly faults: readonly RowFault[] };

const ROW_FAULTS = {
  'cell-count': { zh: '单元格数与表头不符', en: 'has not as many cells as the header' },
  required: { zh: '必须填写', en: 'must be filled in' },
  'wrong-length': { zh: '2 到 100 个字符', en: 'must have 2 to 100 characters' },
  'not-in-jiangsu': { zh: '应为江苏省（32 开头）的六位区划代码', en: 'must be a division code of Jiangsu: 32 and four digits' },
  'credit-code-check': {
    zh: '校验位不符（GB 32100），不能导入。请核对；若执照上确是这个代码，请企业自行登记',
    en: 'does not pass its check (GB 32100) and is not imported. Look again; if the licence has it so, the company registers by itself',
  },
  'duplicate-in-file': { zh: '同一代码在文件中出现多次', en: 'stands in the file more than once' },
} as const satisfies Record<string, Bilingual>;
const rowFault = (column: string | null, code: keyof typeof ROW_FAULTS): RowFault => ({ column, code, detail: ROW_FAULTS[code] });

const LONGEST_NAME = 100;
const JIANGSU = /^32\d{4}$/u;

const asText = (cell: string, rule: (cell: string) => CellFault | undefined): CellFault | undefined => {
  const text = readTextCell(cell);
  return text.ok ? rule(cell) : text.refusal;
};
const breaks = (code: keyof typeof ROW_FAULTS, broken: boolean): CellFault | undefined =>
  broken ? { code, detail: ROW_FAULTS[code] } : undefined;

/** A founder may bring a code that fails the check and have it confirmed; in a file of many it is more likely mistyped. */
function wrongCode(cell: string): CellFault | undefined {
  const code = readCode(cell);
  if (!code.ok) return { code: code.refusal.code, detail: code.refusal.detail };
  return breaks('credit-code-check', code.value.usccStatus === 'awaiting-confirmation');
}

/** What is wrong with a cell of one of our own columns; undefined: nothing. */
const OWN_RULES: Record<OwnColumn, (cell: string) => CellFault | undefined> = {
  name: (cell) => asText(cell, () => breaks('wrong-length', cell.length < 2 || cell.length > LONGEST_NAME)),
  uscc: (cell) => asText(cell, wrongCode),
  divisionCode: (cell) => asText(cell, () => breaks('not-in-jiangsu', !JIANGSU.test(cell))),
  residentFrom: (cell) => {
    const day = readDayCell(cell);
    return day.ok ? undefined : day.refusal;
  },
};

const ownFault = (own: OwnColumn, cell: string): CellFault | undefined =>
  cell === '' ? breaks('required', NEEDED.includes(own)) : OWN_RULES[own](cell);

function readLine(cells: readonly string[], row: number, { names, targets }: Header, dictionary: FactDictionary): LineReading {
  if (cells.length !== targets.length) return { row, line: undefined, faults: [rowFault(null, 'cell-count')] };
  const own: Partial<Record<OwnColumn, string>> = {};
  const facts: Record<string, FactWireValue> = {};
  const faults: RowFault[] = [];
  targets.forEach((target, at) => {
    const cell = cells[at]?.trim() ?? '';
    const column = names[at] ?? null;
    if ('own' in target) {
      const fault = ownFault(target.own, cell);
      if (fault) faults.push({ column, ...fault });
      else if (cell !== '') own[target.own] = cell;
      return;
    }
    const definition = cell === '' ? undefined : dictionary.get(target.fact);
    if (!definition) return;
    const read = readFactCell(definition, cell);
    if (read.ok) facts[target.fact] = read.value;
    else faults.push({ column, ...read.refusal });
  });
  const { name, uscc, divisionCode, residentFrom } = own;
  const code = uscc === undefined ? undefined : readCode(uscc);
  if (faults.length > 0 || !name || !divisionCode || !code?.ok || code.value.uscc === null) return { row, line: undefined, faults };
  return { row, line: { row, name, uscc: code.value.uscc, divisionCode, residentFrom, facts }, faults: [] };
}

/**
 * Reads the lines behind the header, each by itself. A credit code that stands in several lines is refused in all of them: which one is
 * meant nobody can say.
 */
export function readLines(
  records: readonly { readonly row: number; readonly cells: readonly string[] }[],
  header: Header,
  dictionary: FactDictionary,
): LineReading[] {
  const readings = records.map(({ row, cells }) => readLine(cells, row, header, dictionary));
  const times = new Map<string, number>();
  for (const { line } of readings) if (line) times.set(line.uscc, (times.get(line.uscc) ?? 0) + 1);
  const column = header.names[header.targets.findIndex((target) => 'own' in target && target.own === 'uscc')] ?? null;
  return readings.map((reading) =>
    reading.line && (times.get(reading.line.uscc) ?? 0) > 1
      ? { row: reading.row, line: undefined, faults: [rowFault(column, 'duplicate-in-file')] }
      : reading,
  );
}
