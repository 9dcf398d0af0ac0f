import type { CivilDate } from '../kernel/civil-date.ts';
import type { Criterion } from '../policy/criteria.ts';
import { definitionOf, evaluateLeaf } from '../policy/evaluate.ts';
import type { FactDictionary, Facts } from '../policy/fact.ts';
import { type Judgement, tierCriteria, type Verdict } from '../policy/judge.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import type { Reference } from '../policy/reference.ts';
import { fulfil, type Need, type NeedSet, waysToMeet } from './needs.ts';
import { everyLeafOf, factsOn, type Turn, turnsOf } from './turns.ts';

/** One way in: facts to tell (supply), to bring about (change), or to wait for. */
export type Flip = {
  readonly kind: 'supply' | 'change' | 'wait';
  readonly needs: readonly Omit<Need, 'known'>[];
  readonly from?: CivilDate;
  readonly until?: CivilDate;
};

const MOST_FLIPS = 5;
const MOST_NEEDS = 4;

export type Question = {
  readonly version: ProgrammeVersion;
  readonly asOf: CivilDate;
  readonly facts: Facts;
  readonly dictionary: FactDictionary;
  readonly reference: Reference;
  readonly judgement: Judgement;
  readonly verdictOf: (facts: Facts) => Verdict;
};

const bare = ({ fact, op, value }: Need): Omit<Need, 'known'> => ({ fact, op, value });

/** The criteria a programme must meet as a whole: its clauses, and some tier. */
const wholeOf = (version: ProgrammeVersion): Criterion => ({ all: [version.criteria, ...tierCriteria(version.benefit.amount)] });

/** Ways in by telling or changing facts, each tried out: the verdict with it must really be yes. */
function byAction(question: Question, on: CivilDate, facts: Facts): { set: NeedSet; until: CivilDate | undefined }[] {
  const { version, dictionary, reference, verdictOf } = question;
  return waysToMeet(wholeOf(version), facts, dictionary).flatMap((set) => {
    const fulfilled = fulfil(set, facts, dictionary);
    // Derived anew: what follows from other facts cannot be changed by itself.
    const changed = fulfilled && factsOn(on, fulfilled, dictionary, reference);
    if (!changed || verdictOf(changed) !== 'eligible') return [];
    const lapse = turnsOf(version, on, changed, dictionary, reference, verdictOf).find((turn) => turn.verdict !== 'eligible');
    return [{ set, until: lapse?.on }];
  });
}

/** The clauses that fail today and hold on a later day, because time passes. */
function timeNeeds(question: Question, later: Facts): Omit<Need, 'known'>[] {
  const { version, facts, dictionary } = question;
  const needs = everyLeafOf(version).filter((leaf) => {
    const definition = definitionOf(dictionary, leaf.fact);
    return (
      definition.changes === 'by-time' &&
      evaluateLeaf(leaf, definition, facts.get(leaf.fact)) === 'failed' &&
      evaluateLeaf(leaf, definition, later.get(leaf.fact)) === 'met'
    );
  });
  const unique = new Map(needs.map(({ fact, op, value }) => [`${fact} ${op} ${JSON.stringify(value)}`, { fact, op, value }]));
  return [...unique.values()];
}

/** Ways in that open on a day to come: by waiting alone, or by waiting and telling or changing something too. */
function byWaiting(question: Question, turns: readonly Turn[]): Flip[] {
  const { dictionary, reference, facts } = question;
  return turns
    .filter((turn) => turn.verdict !== 'ineligible')
    .slice(0, 2)
    .flatMap((turn) => {
      const later = factsOn(turn.on, facts, dictionary, reference);
      const waits = timeNeeds(question, later);
      if (waits.length === 0) return [];
      return byAction(question, turn.on, later)
        .filter(({ set }) => set.length + waits.length <= MOST_NEEDS)
        .map(({ set, until }) => ({ kind: 'wait' as const, needs: [...waits, ...set.map(bare)], from: turn.on, ...(until && { until }) }));
    });
}

/** An age told without a date: it will be reached, but no one can say when. */
function byWaitingUndated(question: Question): Flip[] {
  const { version, facts, dictionary, verdictOf } = question;
  const growing = everyLeafOf(version).filter((leaf) => {
    const definition = definitionOf(dictionary, leaf.fact);
    const isNumber = definition.type === 'integer' || definition.type === 'decimal';
    return (
      definition.changes === 'by-time' &&
      isNumber &&
      (leaf.op === 'gte' || leaf.op === 'gt') &&
      evaluateLeaf(leaf, definition, facts.get(leaf.fact)) === 'failed'
    );
  });
  if (growing.length === 0 || growing.length > MOST_NEEDS) return [];
  const needs = growing.map(({ fact, op, value }) => ({ fact, op, value, known: true }));
  const grown = fulfil(needs, facts, dictionary);
  return grown && verdictOf(grown) === 'eligible' ? [{ kind: 'wait', needs: needs.map(bare) }] : [];
}

/**
 * What would change it, for a programme one cannot (yet) have: at most 5 sets of at most 4 needs, shortest first; telling before
 * changing before waiting among equals. Every set has been tried out on the rules.
 */
export function flipsOf(question: Question, turns: readonly Turn[]): Flip[] {
  if (question.judgement.verdict === 'eligible') return [];
  const now = byAction(question, question.asOf, question.facts).map(({ set, until }): Flip => {
    const kind = set.some((need) => need.known) ? 'change' : 'supply';
    return { kind, needs: set.map(bare), ...(until && { until }) };
  });
  const waiting = byWaiting(question, turns);
  const flips = [...now, ...waiting, ...(waiting.length === 0 ? byWaitingUndated(question) : [])];
  const order = { supply: 0, change: 1, wait: 2 };
  return flips
    .filter((flip) => flip.needs.length > 0 && flip.needs.length <= MOST_NEEDS)
    .sort((a, b) => a.needs.length - b.needs.length || order[a.kind] - order[b.kind])
    .slice(0, MOST_FLIPS);
}
