import type { Criterion, Leaf, Operand, Operator } from './criteria.ts';
import { isLeaf } from './criteria-tree.ts';
import type { FactDefinition, FactDictionary, Facts, FactValue } from './fact.ts';

/** The three answers. Unknown is never yes and never no: it is a question to ask. */
export type Outcome = 'met' | 'failed' | 'unknown';

type Known = Exclude<FactValue, null>;
type Test = (actual: Known, required: Operand) => boolean;

const asWords = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [String(value)]);
/** Numbers among numbers, days among days (ISO text sorts by time). */
const ordered = (actual: Known, required: unknown): number => {
  if (typeof actual === 'number' && typeof required === 'number') return actual - required;
  return String(actual) < String(required) ? -1 : String(actual) > String(required) ? 1 : 0;
};

/** What each operator asks of a known value. */
const TESTS: Record<Exclude<Operator, 'exists'>, Test> = {
  eq: (actual, required) => actual === required,
  in: (actual, required) => asWords(required).includes(String(actual)),
  noneOf: (actual, required) => !asWords(actual).some((word) => asWords(required).includes(word)),
  intersects: (actual, required) => asWords(actual).some((word) => asWords(required).includes(word)),
  prefix: (actual, required) => String(actual).startsWith(String(required)),
  lt: (actual, required) => ordered(actual, required) < 0,
  lte: (actual, required) => ordered(actual, required) <= 0,
  gt: (actual, required) => ordered(actual, required) > 0,
  gte: (actual, required) => ordered(actual, required) >= 0,
  between: (actual, required) => Array.isArray(required) && ordered(actual, required[0]) >= 0 && ordered(actual, required[1]) <= 0,
};

/** The value a leaf asks for, in the units facts have inside the product: yuan become fen. */
export function operandInside(value: Operand, definition: FactDefinition): Operand {
  if (definition.type !== 'money') return value;
  const fen = (yuan: number) => Math.round(yuan * 100);
  if (typeof value === 'number') return fen(value);
  return Array.isArray(value) ? ([fen(Number(value[0])), fen(Number(value[1]))] as [number, number]) : value;
}

/**
 * One clause against one value. Absent: unknown. `null` (known to have none): `exists` fails and so does every comparison,
 * while `noneOf` holds, since nothing shares nothing.
 */
export function evaluateLeaf(leaf: Leaf, definition: FactDefinition, value: FactValue | undefined): Outcome {
  if (value === undefined) return 'unknown';
  if (leaf.op === 'exists') return (value !== null) === (leaf.value !== false) ? 'met' : 'failed';
  if (value === null) return leaf.op === 'noneOf' ? 'met' : 'failed';
  return TESTS[leaf.op](value, operandInside(leaf.value, definition)) ? 'met' : 'failed';
}

const NEGATED: Record<Outcome, Outcome> = { met: 'failed', failed: 'met', unknown: 'unknown' };

/** Kleene's three-valued "at least n of these". `all` is n of n, `any` is one of n. */
export function atLeast(needed: number, outcomes: readonly Outcome[]): Outcome {
  const met = outcomes.filter((outcome) => outcome === 'met').length;
  const open = outcomes.filter((outcome) => outcome === 'unknown').length;
  return met >= needed ? 'met' : met + open < needed ? 'failed' : 'unknown';
}

/** How many children of a group must be met. */
export const neededOf = (node: Exclude<Criterion, Leaf>): number =>
  'all' in node ? node.all.length : 'atLeast' in node ? node.atLeast : 1;

/** A group's outcome from those of its children. */
export function combine(node: Exclude<Criterion, Leaf>, outcomes: readonly Outcome[]): Outcome {
  return 'not' in node ? NEGATED[outcomes[0] ?? 'unknown'] : atLeast(neededOf(node), outcomes);
}

export function definitionOf(dictionary: FactDictionary, fact: string): FactDefinition {
  const definition = dictionary.get(fact);
  if (!definition) throw new Error(`fact ${fact} is not in the dictionary`);
  return definition;
}

/**
 * The readable reference: walks a tree of criteria and answers met, failed or unknown. Never throws on missing facts.
 * `outcomeOf` may replace what a leaf answers (to judge the applicant's own clauses alone, say); `positive` tells it whether
 * the leaf stands under an even number of `not`.
 */
export function evaluateCriterion(
  node: Criterion,
  facts: Facts,
  dictionary: FactDictionary,
  outcomeOf?: (leaf: Leaf, definition: FactDefinition, positive: boolean) => Outcome | undefined,
  positive = true,
): Outcome {
  if (isLeaf(node)) {
    const definition = definitionOf(dictionary, node.fact);
    return outcomeOf?.(node, definition, positive) ?? evaluateLeaf(node, definition, facts.get(node.fact));
  }
  if ('not' in node) return combine(node, [evaluateCriterion(node.not, facts, dictionary, outcomeOf, !positive)]);
  const children = 'all' in node ? node.all : 'any' in node ? node.any : node.of;
  return combine(
    node,
    children.map((child) => evaluateCriterion(child, facts, dictionary, outcomeOf, positive)),
  );
}

/** For the applicant's verdict: clauses about one request are taken to go well. */
export const requestGoesWell = (_leaf: Leaf, definition: FactDefinition, positive: boolean): Outcome | undefined =>
  definition.scope === 'request' ? (positive ? 'met' : 'failed') : undefined;
