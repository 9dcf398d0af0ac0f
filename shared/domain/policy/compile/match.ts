import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Outcome } from '../evaluate.ts';
import type { FactId, Facts } from '../fact.ts';
import type { Programme } from '../programme.ts';
import { type CompiledCatalogue, SHAPE } from './layout.ts';
import { leafOutcome, settleLeaves } from './leaf-outcomes.ts';
import { locate } from './locate.ts';
import { findRows, foldRows } from './rows.ts';
import { settleApplicantVerdicts, settleVerdicts, slotInTheWay, tierOutcome } from './verdicts.ts';
import { createWorkspace, stringAt, type Workspace } from './workspace.ts';

/** What the numbers in `verdicts` mean. */
export const VERDICTS = ['not-in-force', 'ineligible', 'unknown', 'eligible'] as const;
/** What the numbers in `outcomes` mean. */
export const OUTCOMES = ['failed', 'unknown', 'met'] as const satisfies readonly Outcome[];

export interface ExplainedClause {
  readonly id: string;
  readonly fact: FactId;
  readonly outcome: Outcome;
}

/** Why a version got its verdict: the clauses of its criteria in reading order, and whether a tier holds (null: it has none). */
export interface Explanation {
  readonly index: number;
  readonly programmeId: string;
  readonly version: string;
  readonly verdict: (typeof VERDICTS)[number];
  readonly clauses: readonly ExplainedClause[];
  readonly tier: Outcome | null;
  /** The one fact that stands in the way, where there is one. */
  readonly oneAway: FactId | null;
}

export interface Matches {
  /** By version index: a place in `VERDICTS`. */
  readonly verdicts: Uint8Array;
  /** Version indexes, in catalogue order. */
  readonly eligible: Uint32Array;
  /** Versions in force that are not eligible but would be if every clause about one certain fact went well; templates never are. */
  readonly nearMisses: Uint32Array;
  /** The first `limit` of the eligible, then of the near misses. */
  readonly explained: readonly Explanation[];
  readonly explain: (index: number) => Explanation;
}

export interface MatchOptions {
  /** How many to explain at once; 0 when left out. */
  readonly limit?: number;
  /**
   * Room made earlier with `createWorkspace`. The answer then lies in it and holds until the next question asked with it;
   * without one, every answer is its own.
   */
  readonly workspace?: Workspace;
}

/** Room for these facts on this day, with the leaves settled that the flat program reads (or all). */
function prepare(catalogue: CompiledCatalogue, facts: Facts, asOf: CivilDate, options: MatchOptions, all: boolean): Workspace {
  const workspace = options.workspace ?? createWorkspace(catalogue);
  if (workspace.catalogue !== catalogue) throw new Error('the workspace was made for another catalogue');
  locate(workspace, facts, asOf);
  settleLeaves(workspace, all);
  return workspace;
}

/**
 * Matches one set of facts (derived ones included, money in fen) with every programme version in force on a day. Absent facts are
 * unknown and never throw; a value of another kind than the dictionary declares is a TypeError.
 */
export function matchCompiled(catalogue: CompiledCatalogue, facts: Facts, asOf: CivilDate, options: MatchOptions = {}): Matches {
  const workspace = prepare(catalogue, facts, asOf, options, false);
  findRows(workspace);
  foldRows(workspace);
  const counts = settleVerdicts(workspace);
  const eligible = workspace.eligible.subarray(0, counts.eligible);
  const nearMisses = workspace.near.subarray(0, counts.near);
  const explained: Explanation[] = [];
  const limit = options.limit ?? 0;
  for (let index = 0; index < eligible.length && explained.length < limit; index++) {
    explained.push(explain(workspace, eligible[index] as number, false));
  }
  for (let index = 0; index < nearMisses.length && explained.length < limit; index++) {
    explained.push(explain(workspace, nearMisses[index] as number, true));
  }
  const explainOne = (index: number) => explain(workspace, index, nearMisses.includes(index));
  return { verdicts: workspace.verdict.bytes, eligible, nearMisses, explained, explain: explainOne };
}

function explain(workspace: Workspace, index: number, isNear: boolean): Explanation {
  const { catalogue, names } = workspace;
  const clauses: ExplainedClause[] = [];
  const end = catalogue.clauseAt[index + 1];
  if (end === undefined) throw new RangeError(`no programme version ${index} in this catalogue`);
  for (let at = catalogue.clauseAt[index] as number; at < end; at++) {
    const leaf = catalogue.clauseLeaf[at] as number;
    clauses.push({
      id: stringAt(catalogue, catalogue.clauseName[at] as number),
      fact: names[catalogue.leafSlot[leaf] as number] as string,
      outcome: OUTCOMES[leafOutcome(workspace, leaf)] as Outcome,
    });
  }
  const tier = tierOutcome(workspace, index);
  const slot = isNear ? slotInTheWay(workspace, index) : undefined;
  const programme = catalogue.versionProgramme[index] as number;
  return {
    index,
    programmeId: stringAt(catalogue, catalogue.programmeName[programme] as number),
    version: stringAt(catalogue, catalogue.versionName[index] as number),
    verdict: VERDICTS[workspace.verdict.bytes[index] as number] as (typeof VERDICTS)[number],
    clauses,
    tier: tier === undefined ? null : (OUTCOMES[tier] as Outcome),
    oneAway: slot === undefined ? null : (names[slot] as string),
  };
}

/** Every verdict: on the whole of the criteria, and on the applicant's own clauses (those about one request taken to go well). */
export function allVerdicts(
  catalogue: CompiledCatalogue,
  facts: Facts,
  asOf: CivilDate,
  options: MatchOptions = {},
): { readonly verdicts: Uint8Array; readonly applicantVerdicts: Uint8Array } {
  const workspace = prepare(catalogue, facts, asOf, options, false);
  findRows(workspace);
  foldRows(workspace);
  settleVerdicts(workspace);
  settleApplicantVerdicts(workspace);
  return { verdicts: workspace.verdict.bytes, applicantVerdicts: workspace.applicantVerdict.bytes };
}

/** The outcome of every clause of every version, in force or not: those of version i are `outcomes` from `clauseAt[i]` to `clauseAt[i + 1]`. */
export function allClauses(
  catalogue: CompiledCatalogue,
  facts: Facts,
  asOf: CivilDate,
  options: MatchOptions = {},
): { readonly outcomes: Uint8Array; readonly clauseAt: Uint32Array } {
  const workspace = prepare(catalogue, facts, asOf, options, true);
  const { outcome } = workspace;
  const { clauseLeaf, clauseAt } = catalogue;
  workspace.clauseOutcomes ??= new Uint8Array(clauseLeaf.length);
  const outcomes = workspace.clauseOutcomes;
  gather(outcome, clauseLeaf, outcomes);
  return { outcomes, clauseAt };
}

/** The outcome of the leaf behind every clause. */
function gather(outcome: Uint8Array, clauseLeaf: Uint32Array, outcomes: Uint8Array): void {
  for (let at = 0; at < clauseLeaf.length; at++) outcomes[at] = outcome[2 * (clauseLeaf[at] as number)] as number;
}

export const catalogueVersion = (catalogue: CompiledCatalogue): string =>
  stringAt(catalogue, catalogue.shape[SHAPE.catalogueVersion] as number);

/**
 * The programme a version belongs to, as it was published: the only parsing there is, done for the programmes one looks at. Where the
 * catalogue was loaded without its source, pass the bytes of `sourceRange`.
 */
export function programmeOf(catalogue: CompiledCatalogue, index: number, source?: Uint8Array): Programme {
  const { start, end } = sourceRange(catalogue, index);
  const bytes = source ?? catalogue.source.subarray(start, end);
  if (bytes.length !== end - start) throw new Error(`the source of programme version ${index} is not in memory`);
  return JSON.parse(new TextDecoder().decode(bytes)) as Programme;
}

/** Where the JSON of a version's programme lies, counted from the start of the source. */
export function sourceRange(catalogue: CompiledCatalogue, index: number): { readonly start: number; readonly end: number } {
  const programme = catalogue.versionProgramme[index];
  if (programme === undefined) throw new RangeError(`no programme version ${index} in this catalogue`);
  return { start: catalogue.sourceAt[programme] as number, end: catalogue.sourceAt[programme + 1] as number };
}
