import type { CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import { answerMatch, type Catalogue, type MatchAnswer } from '../../shared/domain/matching/answer.ts';
import type { ApplicantKind } from '../../shared/domain/policy/programme.ts';
import { readFacts } from '../../shared/domain/policy/read-fact.ts';
import type { BadPlace, CompanyRow } from './company-row.ts';

export type CompanyAnswer = { readonly company: string; readonly line?: number | undefined; readonly answer: MatchAnswer };

/** What the command line asks of every company. */
export type Question = {
  /** For all companies, whatever the input says. */
  readonly asOf: CivilDate | undefined;
  /** For companies of which neither the command line nor the input says a day. */
  readonly today: CivilDate;
  readonly applicant: ApplicantKind | undefined;
};

/** All programmes for one company; or every place that is not as it must be. */
export function matchCompany(row: CompanyRow, { asOf, today, applicant }: Question, catalogue: Catalogue): CompanyAnswer | BadPlace[] {
  const bad = (name: string, reason: string): BadPlace => ({ order: row.order, place: row.placeOf(name), reason });
  const facts = readFacts(row.facts, catalogue.dictionary);
  if (!facts.ok) return facts.refusal.map(({ fact, detail }) => bad(fact, `${detail.zh} ${detail.en}`));
  const answer = answerMatch(catalogue, { asOf: asOf ?? row.asOf ?? today, applicant, facts: facts.value });
  if (answer.ok) return { company: row.company, ...(row.line !== undefined && { line: row.line }), answer: answer.value };
  if (answer.refusal.code === 'unknown-programme') throw new Error('no programmes were named');
  return answer.refusal.conflicts.map(({ sides }) => {
    const told = sides.find((side) => Object.hasOwn(row.facts, side)) ?? 'asOf';
    const others = sides.filter((side) => side !== told);
    return bad(told, `与 ${others.join('、')} 矛盾 does not go with ${others.join(', ')}`);
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
