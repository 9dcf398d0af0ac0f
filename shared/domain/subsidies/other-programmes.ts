import { yuanText } from '../kernel/money.ts';
import { cite } from '../policy/citation.ts';
import { leavesOf } from '../policy/criteria-tree.ts';
import { atLeast, type Outcome } from '../policy/evaluate.ts';
import type { Facts } from '../policy/fact.ts';
import { factsOf } from '../policy/formula-parts.ts';
import type { ClauseResult } from '../policy/judge.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Lowering } from './lower-amount.ts';
import type { OtherGrants } from './other-grants.ts';

/** What a version says of other programmes, and what is known of them. */
export interface OthersQuestion {
  readonly programme: Programme;
  readonly version: ProgrammeVersion;
  readonly facts: Facts;
  /** The year whose costs are claimed. */
  readonly year: number | undefined;
  /** Absent: nobody has looked, and nothing is known of any. */
  readonly others?: OtherGrants | undefined;
}

type Exclusion = ProgrammeVersion['exclusions'][number];

/** Over which costs the other programme's money counts; null: over all of them. */
export const yearOf = ({ per }: Pick<Exclusion, 'per'>, year: number | undefined): number | null =>
  per === 'year' ? (year ?? null) : null;

const grantsOf = ({ programmes, per }: Exclusion, { others, year }: OthersQuestion) =>
  programmes.map((id) => others?.(id, yearOf({ per }, year)));

const clauseOf = (
  id: string,
  outcome: Outcome,
  fact: string | null,
  { text, clause, confidence }: Exclusion,
  programme: Programme,
): ClauseResult => ({
  id,
  outcome,
  fact,
  op: null,
  required: null,
  scope: 'request',
  text,
  citation: cite(programme, clause),
  confidence,
  group: null,
});

/** What a fact says of a grant that this house does not give: an amount of it, or that there is one. */
function saidBy(fact: string | undefined, facts: Facts): Outcome {
  const value = fact === undefined ? undefined : facts.get(fact);
  if (value === null) return 'failed';
  if (typeof value !== 'number' && typeof value !== 'boolean') return 'unknown';
  return Number(value) > 0 ? 'met' : 'failed';
}

/** Paid: yes; approved, or asked for and not decided: not yet; none of it: no. */
const hasPaid = (grant: ReturnType<OtherGrants> & object): Outcome =>
  grant.paidFen > 0 ? 'met' : grant.pending || grant.grantedFen > 0 ? 'unknown' : 'failed';

/** Programmes that must have paid first, where no clause of the programme asks for it already. */
function prerequisites(question: OthersQuestion): ClauseResult[] {
  const { programme, version, facts } = question;
  const asked = new Set(leavesOf(version.criteria).map(({ fact }) => fact));
  return version.exclusions
    .filter(({ kind, fact }) => kind === 'prerequisite' && !(fact !== undefined && asked.has(fact)))
    .map((said, index) => {
      const grants = grantsOf(said, question);
      const elsewhere = grants.length === 0 || grants.includes(undefined);
      const outcomes = [...grants.flatMap((grant) => (grant ? [hasPaid(grant)] : [])), ...(elsewhere ? [saidBy(said.fact, facts)] : [])];
      const fact = elsewhere ? (said.fact ?? null) : null;
      return clauseOf(`prerequisite.${index + 1}`, atLeast(outcomes.length, outcomes), fact, said, programme);
    });
}

/** What a deduction comes to in fen: what this house knows of itself, and never less than what the fact says; null: nobody knows. */
function deducted(said: Exclusion, question: OthersQuestion): number | null {
  const known = said.fact === undefined ? undefined : question.facts.get(said.fact);
  const grants = grantsOf(said, question);
  const here = grants.reduce((sum, grant) => sum + (grant?.grantedFen ?? 0), 0);
  if (typeof known === 'number') return Math.max(known, here);
  if (known === null) return here;
  return grants.length > 0 && !grants.includes(undefined) ? here : null;
}

/** Deductions whose amount hangs on a fact: a question to whoever reviews it, as long as nobody has said. */
function openDeductions(question: OthersQuestion): ClauseResult[] {
  const inFormula = new Set(factsOf(question.version.benefit.amount));
  const isOpen = (said: Exclusion) =>
    said.fact !== undefined && inFormula.has(said.fact) ? question.facts.get(said.fact) === undefined : deducted(said, question) === null;
  return question.version.exclusions
    .filter(({ kind }) => kind === 'deduct')
    .flatMap((said, index) =>
      isOpen(said) ? [clauseOf(`deduction.${index + 1}`, 'unknown', said.fact ?? null, said, question.programme)] : [],
    );
}

/** The clauses about other programmes: those that must have paid first, and those of which nobody knows what is to be taken off. */
export const clausesOfOthers = (question: OthersQuestion): ClauseResult[] => [...prerequisites(question), ...openDeductions(question)];

/**
 * Money for the same thing that other programmes granted and that is taken off (相应扣除). What the formula itself deducts is not deducted
 * again.
 */
export function deductions(question: OthersQuestion): Lowering[] {
  const { programme, version } = question;
  const inFormula = new Set(factsOf(version.benefit.amount));
  return version.exclusions
    .filter(({ kind, fact }) => kind === 'deduct' && !(fact !== undefined && inFormula.has(fact)))
    .map((said) => {
      const { text, clause, confidence } = said;
      const lessFen = deducted(said, question);
      const yuan = lessFen === null ? null : yuanText(BigInt(lessFen));
      return {
        lessFen,
        text: yuan === null ? text : { zh: `${text.zh}：扣除 ${yuan} 元`, en: `${text.en}: less ${yuan} yuan` },
        citation: cite(programme, clause),
        confidence,
      };
    });
}
