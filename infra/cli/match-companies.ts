import { answerMatch, type Catalogue, type MatchAnswer, type MatchQuestion } from '../../shared/domain/matching/answer.ts';
import { readFacts } from '../../shared/domain/policy/read-fact.ts';
import type { BadRow, CompanyRow } from './read-companies.ts';

export type CompanyAnswer = { readonly company: string; readonly line: number; readonly answer: MatchAnswer };

/** All programmes for one company; or every cell that is not as it must be. */
export function matchCompany(row: CompanyRow, question: Omit<MatchQuestion, 'facts'>, catalogue: Catalogue): CompanyAnswer | BadRow[] {
  const badCell = (name: string, reason: string): BadRow => ({ line: row.line, column: row.columns.get(name) ?? 1, name, reason });
  const facts = readFacts(row.facts, catalogue.dictionary);
  if (!facts.ok) return facts.refusal.map(({ fact, detail }) => badCell(fact, `${detail.zh} ${detail.en}`));
  const answer = answerMatch(catalogue, { ...question, facts: facts.value });
  if (answer.ok) return { company: row.company, line: row.line, answer: answer.value };
  if (answer.refusal.code === 'unknown-programme') throw new Error('no programmes were named');
  return answer.refusal.conflicts.map(({ sides }) => {
    const told = sides.find((side) => row.columns.has(side)) ?? 'asOf';
    return badCell(told, `contradicts ${sides.filter((side) => side !== told).join(', ')}`);
  });
}

const CSV_COLUMNS = [
  'company',
  'programme',
  'name',
  'verdict',
  'amount_yuan',
  'max_yuan',
  'score',
  'missing_facts',
  'failed_clauses',
  'next_turn',
] as const;

const yuan = (fen: number | null | undefined): string => (fen === undefined || fen === null ? '' : (fen / 100).toFixed(2));

/** One line for each company and programme, for a spreadsheet. */
export function* csvLines({ company, answer }: CompanyAnswer): Generator<Record<(typeof CSV_COLUMNS)[number], string>> {
  for (const result of answer.results) {
    yield {
      company,
      programme: result.programmeId,
      name: result.name.zh,
      verdict: result.verdict,
      amount_yuan: yuan(result.benefit?.amountFen),
      max_yuan: yuan(result.benefit?.amountFen ?? result.benefit?.maxFen),
      score: String(result.score.total),
      missing_facts: result.missingFacts.join(' '),
      failed_clauses: result.clauses.flatMap(({ id, outcome }) => (outcome === 'failed' ? [id] : [])).join(' '),
      next_turn: result.turns[0] ? `${result.turns[0].on} ${result.turns[0].verdict}` : '',
    };
  }
}

export { CSV_COLUMNS };
