import { addMonths, type CivilDate, completedMonths } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Derivation, FactDefinition, FactDictionary, Facts, FactValue } from './fact.ts';
import { inputsOf } from './fact-dictionary.ts';
import type { Reference } from './reference.ts';
import { possibleSizeClasses, sizeClass } from './size-class.ts';

/** Things that cannot all be true: facts as supplied, and `asOf` where the day asked for is one of them. */
export type FactConflict = { readonly sides: readonly string[] };

type Context = { readonly facts: Facts; readonly asOf: CivilDate; readonly reference: Reference };

/** A supplied percentage may be rounded to two decimals; more than that is another percentage. */
const RATIO_TOLERANCE_PCT = 0.01;

const day = (context: Context, fact: string): CivilDate | undefined => {
  const value = fact === 'asOf' ? context.asOf : context.facts.get(fact);
  return typeof value === 'string' ? (value as CivilDate) : undefined;
};

const between = (context: Context, how: { from: string; to: string }, count: (from: CivilDate, to: CivilDate) => number) => {
  const from = day(context, how.from);
  const to = day(context, how.to);
  return from && to ? count(from, to) : undefined;
};

/** The how-manieth year `to` lies in, counted from `from`; the anniversary itself still belongs to the year it ends. */
function yearsBegun(from: CivilDate, to: CivilDate): number {
  const years = Math.floor(completedMonths(from, to) / 12);
  return addMonths(from, years * 12) === to ? years : years + 1;
}

function communityStatus(context: Context, how: Extract<Derivation, { kind: 'community-status' }>): string | undefined {
  const reached = (fact: string) => {
    const value = context.facts.get(fact);
    return typeof value === 'string' && value <= context.asOf;
  };
  if (reached(how.exitedOn)) return 'exited';
  if (reached(how.certifiedOn)) return 'certified';
  if (reached(how.recordedOn)) return 'recorded_pilot';
  const value = context.facts.get(how.recordedOn);
  return value === undefined ? undefined : 'applying';
}

function compute(how: Derivation, context: Context): FactValue | undefined {
  const { facts } = context;
  switch (how.kind) {
    case 'months-completed':
      return between(context, how, completedMonths);
    case 'years-completed':
      return between(context, how, (from, to) => Math.floor(completedMonths(from, to) / 12));
    case 'years-begun':
      return between(context, how, yearsBegun);
    case 'ratio-pct': {
      const of = facts.get(how.of);
      const by = facts.get(how.by);
      return typeof of === 'number' && typeof by === 'number' && by > 0 ? (of * 100) / by : undefined;
    }
    case 'same-as':
      return facts.get(how.fact);
    case 'size-class':
      return sizeClass(facts, how, context.reference.sizeClasses);
    case 'community-status':
      return communityStatus(context, how);
    case 'dated-table': {
      const { rows, knownUntil } = context.reference.lpr1y;
      return context.asOf > knownUntil ? undefined : rows.findLast((row) => row.from <= context.asOf)?.rateBp;
    }
  }
}

const agree = (how: Derivation, supplied: FactValue, computed: FactValue): boolean =>
  how.kind === 'ratio-pct' ? Math.abs(Number(supplied) - Number(computed)) < RATIO_TOLERANCE_PCT : supplied === computed;

/** Derived facts in an order in which each comes after what it is made of. */
function inDerivationOrder(dictionary: FactDictionary): FactDefinition[] {
  const done = new Set<string>();
  const order: FactDefinition[] = [];
  const visit = (definition: FactDefinition | undefined) => {
    if (!definition?.derived || done.has(definition.id)) return;
    done.add(definition.id);
    for (const input of inputsOf(definition.derived)) visit(dictionary.get(input));
    order.push(definition);
  };
  for (const definition of dictionary.values()) visit(definition);
  return order;
}

/** The supplied facts behind a fact: itself, or those it follows from. */
function suppliedBehind(fact: string, supplied: Facts, dictionary: FactDictionary): string[] {
  if (supplied.has(fact)) return [fact];
  const how = dictionary.get(fact)?.derived;
  return how ? inputsOf(how).flatMap((input) => suppliedBehind(input, supplied, dictionary)) : [];
}

const outOfRange = ({ min, max }: FactDefinition, value: FactValue): boolean =>
  typeof value === 'number' && ((min !== undefined && value < min) || (max !== undefined && value > max));

/** Is a supplied class one of those the other facts still leave open? None (no firm) is no class at all. */
const stillPossible = (how: Derivation, given: FactValue, { facts, reference }: Context): boolean =>
  given === null || how.kind !== 'size-class' || possibleSizeClasses(facts, how, reference.sizeClasses).includes(String(given));

/**
 * Adds every derived fact that can be computed as of a day. A supplied value stands where its inputs are missing; where both are
 * there they must agree, else the request contradicts itself. A published rate that is supplied replaces the table (to try another).
 */
export function deriveFacts(
  supplied: Facts,
  asOf: CivilDate,
  dictionary: FactDictionary,
  reference: Reference,
): Result<Map<string, FactValue>, FactConflict[]> {
  const facts = new Map(supplied);
  const context = { facts, asOf, reference };
  const conflicts: FactConflict[] = [];
  for (const definition of inDerivationOrder(dictionary)) {
    const how = definition.derived as Derivation;
    const given = supplied.get(definition.id);
    if (given !== undefined && how.kind === 'dated-table') continue;
    const computed = compute(how, context);
    const agrees = given === undefined || (computed === undefined ? stillPossible(how, given, context) : agree(how, given, computed));
    if (agrees && (computed === undefined || !outOfRange(definition, computed))) {
      if (computed !== undefined) facts.set(definition.id, computed);
      continue;
    }
    const inputs = inputsOf(how).flatMap((input) => suppliedBehind(input, supplied, dictionary));
    const day = 'to' in how && how.to === 'asOf' && given === undefined ? ['asOf'] : [];
    conflicts.push({ sides: [...(given === undefined ? [] : [definition.id]), ...day, ...inputs] });
  }
  return conflicts.length > 0 ? refuse(conflicts) : ok(facts);
}
