import { addDays, addMonths, type CivilDate } from '../kernel/civil-date.ts';
import type { Leaf } from '../policy/criteria.ts';
import { leavesOf } from '../policy/criteria-tree.ts';
import { deriveFacts } from '../policy/derive.ts';
import type { FactDictionary, Facts, FactValue } from '../policy/fact.ts';
import { tiersOf } from '../policy/formula-parts.ts';
import type { Verdict } from '../policy/judge.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import type { Reference } from '../policy/reference.ts';

/** A day on which the verdict changes though nothing but time has passed. */
export type Turn = { readonly on: CivilDate; readonly verdict: Verdict };

export const everyLeafOf = (version: ProgrammeVersion): Leaf[] => [
  ...leavesOf(version.criteria),
  ...tiersOf(version.benefit.amount).flatMap((tiers) => tiers.flatMap((tier) => leavesOf(tier.when))),
];

/** The counts at which a comparison with a growing number turns. */
function turningCounts({ op, value }: Leaf): number[] {
  const [low, high] = Array.isArray(value) ? value.map(Number) : [Number(value), Number(value)];
  if (low === undefined || high === undefined || Number.isNaN(low)) return [];
  const table: Partial<Record<Leaf['op'], number[]>> = {
    gte: [low],
    lt: [low],
    gt: [low + 1],
    lte: [high + 1],
    eq: [low, low + 1],
    between: [low, high + 1],
  };
  return table[op] ?? [];
}

const MONTHS: Record<string, number> = { 'months-completed': 1, 'years-completed': 12 };

/** Days on which a leaf may turn because a fact moves with time. */
function daysOf(leaf: Leaf, facts: Facts, dictionary: FactDictionary): CivilDate[] {
  const definition = dictionary.get(leaf.fact);
  const how = definition?.derived;
  if (!how) return [];
  const dayOf = (fact: string) => {
    const value = facts.get(fact);
    return typeof value === 'string' ? [value as CivilDate] : [];
  };
  if (how.kind === 'same-as') return daysOf({ ...leaf, fact: how.fact }, facts, dictionary);
  if (how.kind === 'community-status') return [how.recordedOn, how.certifiedOn, how.exitedOn].flatMap(dayOf);
  if (!('to' in how) || how.to !== 'asOf') return [];
  const counts = turningCounts(leaf);
  if (how.kind === 'years-begun') return dayOf(how.from).flatMap((from) => counts.map((n) => addDays(addMonths(from, (n - 1) * 12), 1)));
  const months = MONTHS[how.kind] ?? 1;
  return dayOf(how.from).flatMap((from) => counts.map((n) => addMonths(from, n * months)));
}

/**
 * The facts as they will stand on a later day if nothing else changes. Derived facts are computed anew where their inputs are known;
 * an age given without a date stays as it is, and so gives no date.
 */
export function factsOn(day: CivilDate, facts: Facts, dictionary: FactDictionary, reference: Reference): Map<string, FactValue> {
  const base = new Map(facts);
  for (const definition of dictionary.values()) {
    if (definition.derived && definition.derived.kind !== 'dated-table') base.delete(definition.id);
  }
  const derived = deriveFacts(base, day, dictionary, reference);
  const computed = derived.ok ? derived.value : base;
  return new Map([...facts, ...computed]);
}

/** The next days (at most 12) on which time alone changes the verdict of this version, until it goes out of force. */
export function turnsOf(
  version: ProgrammeVersion,
  asOf: CivilDate,
  facts: Facts,
  dictionary: FactDictionary,
  reference: Reference,
  verdictOf: (facts: Facts) => Verdict,
): Turn[] {
  const end = version.effective.to;
  const days = [...new Set(everyLeafOf(version).flatMap((leaf) => daysOf(leaf, facts, dictionary)))]
    .filter((day) => day > asOf && (end === null || day < end))
    .sort()
    .slice(0, 12);
  const turns: Turn[] = [];
  let verdict = verdictOf(facts);
  for (const on of days) {
    const next = verdictOf(factsOn(on, facts, dictionary, reference));
    if (next !== verdict) turns.push({ on, verdict: next });
    verdict = next;
  }
  if (end !== null && end > asOf && verdict !== 'ineligible') turns.push({ on: end, verdict: 'ineligible' });
  return turns;
}
