import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../../shared/catalogue/read-catalogue.ts';
import { readDayCell, readFactCell, readTextCell } from '../../../../../shared/domain/parties/import-cell.ts';
import { readHeader, readLines } from '../../../../../shared/domain/parties/import-file.ts';
import { checkCharacterOf } from '../../../../../shared/domain/parties/uscc.ts';
import { toDictionary } from '../../../../../shared/domain/policy/fact-dictionary.ts';
import { aFact } from '../../../../support/facts.ts';

const codeOf = (read: { ok: boolean; refusal?: { code: string }; value?: unknown }) => (read.ok ? read.value : read.refusal?.code);

describe('a cell of a fact', () => {
  it.each([
    ['integer', '12', 12],
    ['integer', '-0', -0],
    ['integer', '12.5', 'wrong-type'],
    ['integer', '1,200', 'thousands-separator'],
    ['integer', '1，200', 'thousands-separator'],
    ['integer', "1'200'000", 'thousands-separator'],
    ['money', '1,200,000.50', 'thousands-separator'],
    ['money', '1200000.5', 1200000.5],
    ['money', '1200000.555', 'too-many-decimals'],
    ['money', '1.2E+06', 'scientific-notation'],
    ['money', '120万', 'unit-in-number'],
    ['money', '¥120', 'unit-in-number'],
    ['decimal', '12%', 'unit-in-number'],
    ['decimal', '１２', 'full-width-digits'],
    ['integer', '007', 7],
    ['integer', 'twelve', 'not-a-number'],
    ['integer', '=1+1', 'formula'],
    ['integer', '#REF!', 'not-a-number'],
    ['date', '2024-03-05', '2024-03-05'],
    ['date', '2024-02-30', 'not-a-date'],
    ['date', '2024/3/5', 'date-format'],
    ['date', '5/3/2024', 'date-format'],
    ['date', '2024年3月5日', 'date-format'],
    ['date', '2024.03.05', 'date-format'],
    ['date', '2024-3-5', 'date-format'],
    ['date', '2024-03-05 00:00:00', 'date-format'],
    ['date', '45356', 'serial-date'],
    ['date', 'March', 'not-a-date'],
    ['boolean', '是', true],
    ['boolean', 'FALSE', false],
    ['boolean', '1', 'not-a-boolean'],
    ['boolean', 'constructor', 'not-a-boolean'],
    ['choices', 'a；b', ['a', 'b']],
    ['choices', 'a,z', 'not-a-choice'],
    ['choice', 'a', 'a'],
    ['choice', 'z', 'not-a-choice'],
    ['text', '@SUM(A1)', 'formula'],
    ['text', '＝1', 'formula'],
    ['text', 'a\u202eb', 'control-character'],
    ['text', '无', '无'],
  ] as const)('%s %j → %j', (type, cell, expected) => {
    expect(codeOf(readFactCell(aFact('firm.x', type), cell))).toEqual(expected);
  });

  it('says none only where the dictionary takes that', () => {
    expect(codeOf(readFactCell(aFact('firm.x', 'money', { nullable: true }), '无'))).toBeNull();
    expect(codeOf(readFactCell(aFact('firm.x', 'money'), '无'))).toBe('not-a-number');
  });

  it('is text only where no spreadsheet would run it or has mangled it', () => {
    expect(['昆山示例公司', '=cmd|calc', '+86', '-1', '@x', '9.13E+17', 'a\tb'].map((cell) => codeOf(readTextCell(cell)))).toEqual([
      '昆山示例公司',
      'formula',
      'formula',
      'formula',
      'formula',
      'scientific-notation',
      'control-character',
    ]);
  });

  it('is a day in one way of writing alone', () => {
    expect(codeOf(readDayCell('2024-03-05'))).toBe('2024-03-05');
    expect(codeOf(readDayCell('03-04-2024'))).toBe('date-format');
  });
});

const dictionary = toDictionary(readCatalogue().definitions);
const headerFaults = (...names: string[]) => {
  const { faults, missing } = readHeader(names, dictionary);
  return [...faults.map(({ column, code }) => `${column} ${code}`), ...missing.map((name) => `missing ${name}`)];
};

describe('the header', () => {
  it.each([
    ['the names of the template', ['name', 'uscc', 'divisionCode', 'residentFrom', 'foundedOn', 'employees'], []],
    ['Chinese names and ids of facts', ['企业名称', '统一社会信用代码', '区划代码', 'firm.founded_on', 'firm.revenue_last_year_cny'], []],
    ['a column nobody knows', ['name', 'uscc', 'divisionCode', 'favourite colour'], ['4 unknown-column']],
    ['a column under two names', ['name', 'uscc', 'divisionCode', 'foundedOn', 'firm.founded_on'], ['5 duplicate-column']],
    ['a fact about a person', ['name', 'uscc', 'divisionCode', 'firm.talent_programme'], ['4 column-not-importable']],
    ['a fact about one loan', ['name', 'uscc', 'divisionCode', 'loan.amount_cny'], ['4 column-not-importable']],
    ['a computed fact', ['name', 'uscc', 'divisionCode', 'firm.age_months'], ['4 column-not-importable']],
    ['what the residence says', ['name', 'uscc', 'divisionCode', 'firm.community_id'], ['4 column-not-importable']],
    ['a fact of another subject', ['name', 'uscc', 'divisionCode', 'carrier.mentors'], ['4 column-not-importable']],
    ['a name of every object', ['name', 'uscc', 'divisionCode', 'constructor'], ['4 unknown-column']],
    ['nothing that is needed', ['employees'], ['missing name', 'missing uscc', 'missing divisionCode']],
  ])('with %s', (_name, names, expected) => {
    expect(headerFaults(...names)).toEqual(expected);
  });
});

const codeFor = (serial: string) => {
  const first = `91320583${serial.padEnd(9, '0')}`;
  return first + checkCharacterOf(first);
};
const CODE = codeFor('MA1EXAMPL');

const { header } = readHeader(['name', 'uscc', 'divisionCode', 'residentFrom', 'employees'], dictionary);
const readAll = (...lines: string[][]) =>
  readLines(
    lines.map((cells, at) => ({ row: at + 2, cells })),
    header,
    dictionary,
  );
const rowFaults = (...cells: string[]) => readAll(cells)[0]?.faults.map(({ column, code }) => `${column} ${code}`);

describe('a line', () => {
  it('is read with its code as it is kept and its facts as on the wire', () => {
    expect(readAll([' 昆山示例公司 ', ` ${CODE.toLowerCase()} `, '320583', '', '12'])).toEqual([
      {
        row: 2,
        faults: [],
        line: {
          row: 2,
          name: '昆山示例公司',
          uscc: CODE,
          divisionCode: '320583',
          residentFrom: undefined,
          facts: { 'firm.employees': 12 },
        },
      },
    ]);
  });

  it.each([
    ['no name', ['', CODE, '320583', '', ''], ['name required']],
    ['a short name', ['示', CODE, '320583', '', ''], ['name wrong-length']],
    ['a formula for a name', ['=HYPERLINK("x")', CODE, '320583', '', ''], ['name formula']],
    ['a mangled code', ['昆山示例', '9.13206E+17', '320583', '', ''], ['uscc scientific-notation']],
    ['a short code', ['昆山示例', '913205', '320583', '', ''], ['uscc malformed-credit-code']],
    [
      'a mistyped code',
      ['昆山示例', `${CODE.slice(0, 17)}${CODE.endsWith('1') ? '2' : '1'}`, '320583', '', ''],
      ['uscc credit-code-check'],
    ],
    ['a place elsewhere', ['昆山示例', CODE, '310000', '', ''], ['divisionCode not-in-jiangsu']],
    ['a mangled day', ['昆山示例', CODE, '320583', '45356', ''], ['residentFrom serial-date']],
    ['a number with a separator', ['昆山示例', CODE, '320583', '', '1,200'], ['employees thousands-separator']],
    [
      'several faults',
      ['', '', 'x', 'y', 'z'],
      ['name required', 'uscc required', 'divisionCode not-in-jiangsu', 'residentFrom not-a-date', 'employees not-a-number'],
    ],
    ['a cell too few', ['昆山示例', CODE, '320583', ''], ['null cell-count']],
    ['a cell too many', ['昆山示例', CODE, '320583', '', '', ''], ['null cell-count']],
  ])('with %s is refused by the column', (_name, cells, expected) => {
    expect(rowFaults(...cells)).toEqual(expected);
  });

  it('with a mistyped code is told what an import offers: to look again, and no confirmation', () => {
    const mistyped = `${CODE.slice(0, 17)}${CODE.endsWith('1') ? '2' : '1'}`;
    const [line] = readAll(['昆山示例', mistyped, '320583', '', '']);
    const [fault] = line?.faults ?? [];
    expect(fault?.detail.zh).toContain('不能导入');
    expect(`${fault?.detail.zh} ${fault?.detail.en}`).not.toMatch(/确认|confirm/);
  });

  it('no cell is repeated in what is said of it', () => {
    const [reading] = readAll(['=SECRET', '=SECRET', '=SECRET', '=SECRET', '=SECRET']);
    expect(JSON.stringify(reading)).not.toContain('SECRET');
  });

  it('of a code that stands twice is refused wherever it stands, however it is written', () => {
    const readings = readAll(
      ['昆山示例一', CODE, '320583', '', ''],
      ['昆山示例二', codeFor('MA2EXAMPL'), '320583', '', ''],
      ['昆山示例三', CODE.toLowerCase(), '320583', '', ''],
    );
    expect(readings.map(({ faults, line }) => line?.name ?? faults.map(({ code }) => code).join())).toEqual([
      'duplicate-in-file',
      '昆山示例二',
      'duplicate-in-file',
    ]);
  });
});
