import type { CivilDate } from '../kernel/civil-date.ts';
import type { TraceLine } from '../matching/benefit.ts';
import { sameAnswer } from '../parties/profile.ts';
import type { ClauseResult, Verdict } from '../policy/judge.ts';
import type { FactWireValue } from '../policy/read-fact.ts';

/** A fact as one judgement knew it: what, who says so, and since when, as far as that is on record. */
export interface KnownFact {
  readonly value: FactWireValue;
  readonly source: string;
  readonly since: string | null;
}

/** One judgement of a claim: by which programme, as of which day, on which facts, and what came of it. Amounts are fen. */
export interface Judged {
  readonly programmeVersion: string;
  /** SHA-256 of the content of that version. */
  readonly programmeHash: string;
  readonly asOf: CivilDate;
  readonly verdict: Verdict;
  readonly computedFen: number | null;
  readonly clauses: readonly ClauseResult[];
  readonly trace: readonly TraceLine[];
  readonly facts: Readonly<Record<string, KnownFact>>;
}

/** The same thing on both sides; null: that side does not have it. */
export interface Pair<Side> {
  readonly pinned: Side | null;
  readonly today: Side | null;
}
export type ClauseDifference = Pair<ClauseResult> & { readonly id: string };
export type LineDifference = Pair<TraceLine>;
export type FactDifference = Pair<KnownFact> & { readonly fact: string };

export interface Differences {
  readonly clauses: readonly ClauseDifference[];
  readonly trace: readonly LineDifference[];
  readonly facts: readonly FactDifference[];
}

/** What one side has under a name beside what the other has, by name; only where they are not the same. */
function pairs<Side>(
  pinned: ReadonlyMap<string, Side>,
  today: ReadonlyMap<string, Side>,
  same: (one: Side, other: Side) => boolean,
): (Pair<Side> & { readonly name: string })[] {
  const names = [...new Set([...pinned.keys(), ...today.keys()])].sort();
  return names.flatMap((name) => {
    const [one, other] = [pinned.get(name) ?? null, today.get(name) ?? null];
    return one !== null && other !== null && same(one, other) ? [] : [{ name, pinned: one, today: other }];
  });
}

const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const sameValue = (one: FactWireValue | undefined, other: FactWireValue | undefined): boolean =>
  one === undefined || other === undefined ? one === other : sameAnswer(one, other);

/** The same answer for the same reason: how it is judged, what is known, what is required and where that stands. */
const sameClause = (one: ClauseResult, other: ClauseResult): boolean =>
  one.outcome === other.outcome &&
  one.op === other.op &&
  sameValue(one.actual, other.actual) &&
  sameJson(one.required, other.required) &&
  sameJson(one.citation, other.citation);

/** Lines of a reckoning by their words; the second of the same words is another line. */
function linesByName(trace: readonly TraceLine[]): Map<string, TraceLine> {
  const seen = new Map<string, number>();
  return new Map(
    trace.map((line) => {
      const count = seen.get(line.text.zh) ?? 0;
      seen.set(line.text.zh, count + 1);
      return [`${line.text.zh} ${count}`, line];
    }),
  );
}

const clausesById = ({ clauses }: Judged): Map<string, ClauseResult> => new Map(clauses.map((clause) => [clause.id, clause]));

/** Where two states of knowledge differ: another answer, or the same from somebody else. */
export const compareFacts = (pinned: Judged['facts'], today: Judged['facts']): FactDifference[] =>
  pairs(
    new Map(Object.entries(pinned)),
    new Map(Object.entries(today)),
    (one, other) => one.source === other.source && sameAnswer(one.value, other.value),
  ).map(({ name: fact, ...sides }) => ({ fact, ...sides }));

/**
 * Where two judgements of one claim differ: clause by clause, line by line of the amount, fact by fact. Two that rest on the same have no
 * difference, and which one is asked about first changes nothing but the side.
 */
export function compareJudgements(pinned: Judged, today: Judged): Differences {
  const clauses = pairs(clausesById(pinned), clausesById(today), sameClause);
  const lines = pairs(
    linesByName(pinned.trace),
    linesByName(today.trace),
    (one, other) => one.minFen === other.minFen && one.maxFen === other.maxFen,
  );
  return {
    clauses: clauses.map(({ name: id, ...sides }) => ({ id, ...sides })),
    trace: lines.map(({ name: _name, ...sides }) => sides),
    facts: compareFacts(pinned.facts, today.facts),
  };
}
