import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import { readCatalogue } from '../../shared/catalogue/read-catalogue.ts';
import { dayInShanghai, parseCivilDate } from '../../shared/domain/kernel/civil-date.ts';
import type { Catalogue, MatchQuestion } from '../../shared/domain/matching/answer.ts';
import { applicantKind } from '../../shared/domain/policy/programme.ts';
import { type CompanyAnswer, CSV_COLUMNS, csvLines, matchCompany } from './match-companies.ts';
import { type BadRow, type Companies, readCompanies } from './read-companies.ts';
import { readCompany } from './read-company.ts';

const USAGE = `npm run match -- <companies.csv | company.json | -> [--as-of YYYY-MM-DD] [--applicant enterprise] [--out matches.csv | matches.json]

All programmes for one company (JSON: {"facts": {…}}) or many (CSV: a header of fact ids, one line for each company).
"-" reads standard input. Without --out the matches go to standard output. Exit code 1 when any row was bad.`;

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

function matchAll(
  { rows, bad }: Companies,
  question: Omit<MatchQuestion, 'facts'>,
  catalogue: Catalogue,
): { answers: CompanyAnswer[]; bad: BadRow[] } {
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
  return { answers, bad: allBad.sort((a, b) => a.line - b.line) };
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'as-of': { type: 'string' }, out: { type: 'string' }, applicant: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [input] = positionals;
  if (values.help || input === undefined || positionals.length > 1) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const asOf = values['as-of'] === undefined ? dayInShanghai(new Date()) : parseCivilDate(values['as-of']);
  if (!asOf) throw new Error(`--as-of: ${values['as-of']} is not a day of the calendar, YYYY-MM-DD`);

  const applicant = values.applicant === undefined ? undefined : applicantKind.safeParse(values.applicant).data;
  if (values.applicant !== undefined && applicant === undefined) throw new Error(`--applicant: one of ${applicantKind.options.join(', ')}`);

  const read = readCatalogue();
  const catalogue: Catalogue = { ...read, catalogueVersion: 'local files' };
  const text = readFileSync(input === '-' ? 0 : input, 'utf8');
  const companies = /^\s*\{/.test(text) ? readCompany(text) : readCompanies(text, read.dictionary);
  const { answers, bad } = matchAll(companies, { asOf, applicant }, catalogue);

  const written = values.out?.endsWith('.json') || (values.out === undefined && /^\s*\{/.test(text)) ? asJson(answers) : asCsv(answers);
  if (values.out === undefined) process.stdout.write(written);
  else writeFileSync(values.out, written);
  console.error(summarise(answers));
  for (const { line, column, name, reason } of bad)
    console.error(`第 ${line} 行第 ${column} 列 line ${line}, column ${column}${name && ` (${name})`}: ${reason}`);
  return bad.length > 0 ? 1 : 0;
}

// A reader that has seen enough (head, less) closes the pipe; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
