import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ended, run } from '../../support/start-process.ts';

const directory = mkdtempSync(join(tmpdir(), 'rongqiao-match-'));
afterAll(() => rmSync(directory, { recursive: true }));

const AS_OF = ['--as-of', '2026-11-23'];
let files = 0;
const file = (content: string | Buffer): string => {
  files += 1;
  const path = join(directory, `input-${files}`);
  writeFileSync(path, content);
  return path;
};
const match = (args: readonly string[], input?: string): Promise<Ended> => run('infra/cli/match.ts', {}, args, input).ended;
/** Matches a file of this content. */
const matchText = (content: string | Buffer, ...more: string[]): Promise<Ended> => match([file(content), ...AS_OF, ...more]);

type Answer = { company: string; line?: number; answer: { asOf: string; results: { programmeId: string; clauses: Clause[] }[] } };
type Clause = { fact: string | null; actual?: unknown };
const answersOf = ({ stdout }: Ended) => JSON.parse(stdout) as Answer[];
const linesOf = ({ stdout }: Ended) => parse(stdout, { columns: true }) as Record<string, string>[];
/** What the clauses saw of a fact. */
const seen = (answer: Answer | undefined, fact: string) =>
  answer?.answer.results.flatMap(({ clauses }) => clauses).find((clause) => clause.fact === fact)?.actual;
/** The complaints below the summary. */
const complaints = ({ stderr }: Ended) => stderr.split('\n').filter((line) => /^(第|\/)/.test(line));

function expectSentence(ended: Ended, code: number, sentence: string): void {
  expect(ended.stderr).toContain(sentence);
  expect(ended.stderr).not.toMatch(/\n\s+at |node:internal/);
  expect(ended.stdout).toBe('');
  expect(ended.code).toBe(code);
}

describe('companies from CSV', () => {
  it('become one line for each programme on standard output, and a summary beside it', async () => {
    const ended = await matchText('company,firm.employees,firm.operating\n甲公司,12,是\n乙公司,,否\n');
    expect(ended.code).toBe(0);
    const lines = linesOf(ended);
    expect(new Set(lines.map(({ company }) => company))).toEqual(new Set(['甲公司', '乙公司']));
    expect(lines.filter(({ company }) => company === '甲公司').length).toBeGreaterThan(10);
    expect(new Set(lines.map(({ verdict }) => verdict)).size).toBeGreaterThan(1);
    expect(ended.stderr).toMatch(/企业 company.*可以申请 can get[\s\S]*甲公司[\s\S]*乙公司/);
  });

  it('are answered where they can be, and each bad place is named by line and column', async () => {
    const rows = ['好,12,2024-03-18', '坏,十二,2026-02-30', '短,12', '长,12,2024-03-18,1', '对,5,2025-01-01'];
    const ended = await matchText(['company,firm.employees,firm.founded_on', ...rows].join('\n'));
    expect(ended.code).toBe(1);
    expect(new Set(linesOf(ended).map(({ company }) => company))).toEqual(new Set(['好', '对']));
    expect(complaints(ended)).toEqual([
      expect.stringContaining('第 3 行第 2 列 line 3, column 2 (firm.employees): 必须是数字 must be a number'),
      expect.stringContaining('line 3, column 3 (firm.founded_on): '),
      expect.stringMatching(/line 4, column 1: .*expect 3, got 2/),
      expect.stringMatching(/line 5, column 1: .*expect 3, got 4/),
    ]);
  });

  it('that contradict themselves are named by the column', async () => {
    const ended = await matchText('company,firm.age_months,firm.founded_on\n甲,40,2025-11-23\n');
    expect(ended.code).toBe(1);
    expect(complaints(ended)).toEqual([expect.stringMatching(/^第 2 行第 [23] 列 .*firm\.(age_months|founded_on).*矛盾/)]);
  });

  it('may part the words of a list in any usual way, and write numbers as JSON does', async () => {
    const words = ['a;b', 'a；b', 'a、b', 'a|b', '"a, b"', 'a，b'].map((text) =>
      text.replace('a', '高新技术企业').replace('b', '科技型中小企业'),
    );
    const rows = words.map((cell, index) => `公司${index},${cell},1.2e1`);
    const ended = await matchText(`company,firm.qualifications,firm.employees\n${rows.join('\n')}\n`, '--out', join(directory, 'out.json'));
    expect([ended.code, ended.stdout]).toEqual([0, '']);
    const answers = JSON.parse(readFileSync(join(directory, 'out.json'), 'utf8')) as Answer[];
    expect(answers.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7]);
    for (const answer of answers) {
      expect(seen(answer, 'firm.qualifications'), answer.company).toEqual(['高新技术企业', '科技型中小企业']);
      expect(seen(answer, 'firm.employees'), answer.company).toBe(12);
    }
  });

  it.each(['007', '0x10', '1,000', '100.0000000000000000001'])('do not have the number %s, as over the API', async (number) => {
    const ended = await matchText(`company,firm.employees\n甲,"${number}"\n`);
    expect(ended.code).toBe(1);
    expect(complaints(ended)).toEqual([expect.stringContaining('line 2, column 2 (firm.employees)')]);
  });

  it('are refused whole for a header with an unknown fact, a fact twice, or none at all', async () => {
    expectSentence(await matchText('company,firm.nothing\n甲,1\n'), 1, 'line 1, column 2: 没有这个事实 no such fact: firm.nothing');
    const twice = await matchText('firm.employees,company, firm.employees\n1,甲,2\n');
    expectSentence(twice, 1, 'line 1, column 3 (firm.employees): 与第 1 列重复 stands in column 1 already');
    expectSentence(await matchText(''), 1, 'the input has no header line');
  });

  it('cannot start a formula in the spreadsheet of the reader', async () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)'];
    const ended = await matchText(`company,firm.employees\n${names.map((name) => `${name},1`).join('\n')}\n`);
    expect(new Set(linesOf(ended).map(({ company }) => company))).toEqual(new Set(names.map((name) => `'${name}`)));
  });

  it('come from standard input for "-", with or without a byte order mark', async () => {
    const ended = await match(['-', ...AS_OF], '\ufeffcompany,firm.employees\n甲公司,1\n');
    expect(ended.code).toBe(0);
    expect(linesOf(ended)[0]?.company).toBe('甲公司');
  });
});

describe('companies from JSON', () => {
  it('may be one, under either name, asked about a day of its own unless the command names one', async () => {
    const input = (name: string) => JSON.stringify({ [name]: '甲公司', asOf: '2025-06-01', facts: { 'firm.employees': 12 } });
    const [own, named] = await Promise.all([match(['-'], input('company')), match(['-', ...AS_OF], input('name'))]);
    for (const [ended, asOf] of [
      [own, '2025-06-01'],
      [named, '2026-11-23'],
    ] as const) {
      expect(ended.code, ended.stderr).toBe(0);
      const [answer] = answersOf(ended);
      expect([answer?.company, answer?.answer.asOf]).toEqual(['甲公司', asOf]);
      expect(seen(answer, 'firm.employees')).toBe(12);
    }
  });

  it('may be many; each bad place is named by its pointer and the rest is answered', async () => {
    const companies = [
      { company: '甲', facts: {} },
      { company: '乙', facts: { 'firm.employees': '12' } },
      { name: '丙', asOf: '2026-02-30', facts: {} },
      { company: '丁', name: '丁', facts: {} },
      { company: '戊', facts: { 'firm.founded_on': '2025-11-23', 'firm.age_months': 40 } },
      { facts: {}, extra: 1 },
      { facts: [] },
      7,
      { facts: {} },
    ];
    const ended = await matchText(JSON.stringify(companies));
    expect(ended.code).toBe(1);
    expect(answersOf(ended).map(({ company }) => company)).toEqual(['甲', 'company 8']);
    expect(complaints(ended).map((line) => line.split(': ')[0])).toEqual([
      '/1/facts/firm.employees',
      '/2/asOf',
      '/3/name',
      expect.stringMatching(/^\/4\/facts\/firm\.(founded_on|age_months)$/),
      '/5/extra',
      '/6/facts',
      '/7',
    ]);
  });

  it('are read as strictly as over the API', async () => {
    expectSentence(await matchText('[{"facts":{"firm.employees":1,"firm.employees":2}}]'), 1, 'JSON /0/facts/firm.employees: 出现了两次');
    expectSentence(await matchText('{"facts":{'), 1, 'JSON /: ');
  });
});

describe('a command that cannot be carried out', () => {
  it('for its file is told in a sentence', async () => {
    expectSentence(await match([join(directory, 'nothing.csv')]), 1, 'nothing.csv: 没有这个文件或目录 there is no such file');
    expectSentence(await match([directory]), 1, 'it is a directory');
    const gbk = Buffer.from([...Buffer.from('company,firm.employees\n'), 0xbc, 0xd7, ...Buffer.from(',1\n')]);
    expectSentence(await matchText(gbk), 1, 'it is not UTF-8');
    const nowhere = join(directory, 'nowhere/out.csv');
    expectSentence(await matchText('company\n甲\n', '--out', nowhere), 1, `${nowhere}: 没有这个文件或目录`);
  });

  it.each([
    [['-', '--as-of', '2026-02-30'], '--as-of 2026-02-30: 不是日历上的日期'],
    [['-', '--applicant', 'martian'], '--applicant martian: 应为其中之一 must be one of enterprise, '],
    [['-', '--nothing'], '--nothing'],
    [[], 'npm run match -- '],
    [['a.csv', 'b.csv'], 'npm run match -- '],
  ])('for its words ends with 2: %j', async (args, sentence) => expectSentence(await match(args, 'company\n甲\n'), 2, sentence));

  it('or that asks for help is shown how', async () => {
    const { code, stderr } = await match(['--help']);
    expect(code).toBe(0);
    expect(stderr).toContain('Words of a list are parted by ; ； 、 | or ，');
  });

  it('for another applicant answers with other programmes', async () => {
    const ended = await matchText('company\n甲\n', '--applicant', 'carrier');
    expect(ended.code).toBe(0);
    const programmes = linesOf(ended).map(({ programme }) => programme);
    expect(programmes).toContain('suzhou-incubation-base-opex');
    expect(programmes).not.toContain('su-ke-dai');
  });
});
