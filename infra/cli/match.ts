import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import { readCatalogue } from '../../shared/catalogue/read-catalogue.ts';
import { dayInShanghai, parseCivilDate } from '../../shared/domain/kernel/civil-date.ts';
import type { Catalogue } from '../../shared/domain/matching/answer.ts';
import { applicantKind } from '../../shared/domain/policy/programme.ts';
import type { BadPlace, Companies } from './company-row.ts';
import { type CompanyAnswer, CSV_COLUMNS, csvLines, matchCompany, type Question } from './match-companies.ts';
import { readCsvCompanies } from './read-csv-companies.ts';
import { fileError, readInput } from './read-input.ts';
import { readJsonCompanies } from './read-json-companies.ts';

const USAGE = `npm run match -- <companies.csv | companies.json | -> [--as-of YYYY-MM-DD] [--applicant enterprise] [--out matches.csv | matches.json]

一家或多家企业与全部项目匹配。All programmes for one company or many. "-" reads standard input; the text is UTF-8.
CSV   a header of fact ids (and company), one line for each company; an empty cell is unknown, "null" or 无 is known to have none.
      Words of a list are parted by ; ； 、 | or ， (by , too, in a quoted cell). 是/否, yes/no, true/false. Numbers as in JSON: 1500000.5, 1.5e6.
JSON  {"company": "…", "asOf": "2026-11-23", "facts": {…}} or an array of these; company (or name) and asOf may be left out.
--as-of goes before the asOf of the input; without either it is today in Asia/Shanghai. Without --out the matches go to standard output.
Exit code 1 when anything of the input could not be used, 2 when the command is not as above.`;

/** Spreadsheets run a cell that begins like a formula; such text gets an apostrophe before it. */
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function asCsv(answers: readonly CompanyAnswer[]): string {
  return stringify(
    answers.flatMap((answer) => [...csvLines(answer)]),
    { header: true, columns: [...CSV_COLUMNS], cast: { string: guarded } },
  );
}

const asJson = (answers: readonly CompanyAnswer[]): string => `${JSON.stringify(answers, null, 2)}\n`;

function summarise(answers: readonly CompanyAnswer[]): string {
  const table = new Table({
    style: process.stderr.isTTY ? {} : { head: [], border: [] },
    head: ['企业 company', '可以申请 can get', '差信息 unknown', '不符合 not now', '补贴最多 grants up to (元)'],
  });
  for (const { company, answer } of answers.slice(0, 20)) {
    const count = (verdict: string) => answer.results.filter((result) => result.verdict === verdict).length;
    const grants = answer.results.filter(({ group, verdict }) => group === 'grant' && verdict === 'eligible');
    const fen = grants.reduce((sum, { benefit }) => sum + (benefit?.amountFen ?? benefit?.maxFen ?? 0), 0);
    table.push([company, count('eligible'), count('unknown'), count('ineligible'), (fen / 100).toLocaleString('en-US')]);
  }
  const more = answers.length > 20 ? `\n… ${answers.length - 20} more` : '';
  return `${table.toString()}${more}`;
}

function matchAll({ rows, bad }: Companies, question: Question, catalogue: Catalogue): { answers: CompanyAnswer[]; bad: BadPlace[] } {
  const progress = new cliProgress.SingleBar(
    { stream: process.stderr, noTTYOutput: false, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  progress.start(rows.length, 0);
  const answers: CompanyAnswer[] = [];
  const allBad = [...bad];
  for (const row of rows) {
    const result = matchCompany(row, question, catalogue);
    if (Array.isArray(result)) allBad.push(...result);
    else answers.push(result);
    progress.increment();
  }
  progress.stop();
  return { answers, bad: allBad.sort((a, b) => a.order - b.order) };
}

/** The command itself is not as it must be. */
class UsageError extends Error {}

function writeOutput(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw fileError(file, error);
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'as-of': { type: 'string' }, out: { type: 'string' }, applicant: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [input] = positionals;
  if (values.help || input === undefined || positionals.length > 1) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const asOf = values['as-of'] === undefined ? undefined : parseCivilDate(values['as-of']);
  if (values['as-of'] !== undefined && !asOf) {
    throw new UsageError(`--as-of ${values['as-of']}: 不是日历上的日期 is not a day of the calendar, YYYY-MM-DD`);
  }
  const applicant = values.applicant === undefined ? undefined : applicantKind.safeParse(values.applicant).data;
  if (values.applicant !== undefined && applicant === undefined) {
    throw new UsageError(`--applicant ${values.applicant}: 应为其中之一 must be one of ${applicantKind.options.join(', ')}`);
  }

  const read = readCatalogue();
  const catalogue: Catalogue = { ...read, catalogueVersion: 'local files' };
  const text = await readInput(input);
  const isJson = /^\s*[{[]/.test(text);
  const companies = isJson ? readJsonCompanies(text) : readCsvCompanies(text, read.dictionary);
  const question = { asOf, today: dayInShanghai(new Date()), applicant };
  const { answers, bad } = matchAll(companies, question, catalogue);

  const written = values.out?.endsWith('.json') || (values.out === undefined && isJson) ? asJson(answers) : asCsv(answers);
  if (values.out === undefined) process.stdout.write(written);
  else writeOutput(values.out, written);
  console.error(summarise(answers));
  for (const { place, reason } of bad) console.error(`${place}: ${reason}`);
  return bad.length > 0 ? 1 : 0;
}

// A reader that has seen enough (head, less) closes the pipe; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  const isUsage = error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.exitCode = isUsage ? 2 : 1;
}
