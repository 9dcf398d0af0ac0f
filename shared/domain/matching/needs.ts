import { type CivilDate, fromEpochDay, toEpochDay } from '../kernel/civil-date.ts';
import type { Criterion, Leaf, Operand, Operator } from '../policy/criteria.ts';
import { childrenOf, isLeaf } from '../policy/criteria-tree.ts';
import { definitionOf, evaluateLeaf, neededOf, operandInside } from '../policy/evaluate.ts';
import type { FactDefinition, FactDictionary, Facts, FactValue } from '../policy/fact.ts';

/** What must become true of one fact. */
export type Need = { readonly fact: string; readonly op: Operator; readonly value: Operand; readonly known: boolean };
export type NeedSet = readonly Need[];

/** Bounds that keep an explanation readable, and the search small. */
const MOST_NEEDS = 4;
const MOST_SETS = 24;

/** The operator that says the opposite; those without one cannot be asked for. */
const OPPOSITE: Partial<Record<Operator, Operator>> = {
  lt: 'gte',
  gte: 'lt',
  lte: 'gt',
  gt: 'lte',
  in: 'noneOf',
  noneOf: 'intersects',
  intersects: 'noneOf',
  exists: 'exists',
};

function opposite(leaf: Leaf): Pick<Need, 'op' | 'value'> | undefined {
  if (leaf.op === 'exists') return { op: 'exists', value: leaf.value === false };
  if (leaf.op === 'eq' && typeof leaf.value === 'boolean') return { op: 'eq', value: !leaf.value };
  const op = OPPOSITE[leaf.op];
  return op && { op, value: leaf.value };
}

/** A ratio that follows from told numbers is changed by changing what is counted: 10 % of 50 people means 5 people. */
function throughTheCounted(need: Need, definition: FactDefinition, facts: Facts, dictionary: FactDictionary): Need | undefined {
  const how = definition.derived;
  if (how?.kind !== 'ratio-pct') return need;
  const by = facts.get(how.by);
  if (typeof by !== 'number' || !facts.has(how.of)) return need;
  if (typeof need.value !== 'number' || (need.op !== 'gte' && need.op !== 'lte')) return undefined;
  const counted = definitionOf(dictionary, how.of);
  const inside = (need.op === 'gte' ? Math.ceil : Math.floor)((need.value * by) / 100);
  const value = counted.type === 'money' ? inside / 100 : inside;
  return counted.changes === 'by-action' ? { ...need, fact: how.of, value } : undefined;
}

/** The ways to make one leaf true (or false, under `not`): nothing to do, one need, or no way at all. */
function waysOfLeaf(leaf: Leaf, positive: boolean, facts: Facts, dictionary: FactDictionary): NeedSet[] {
  const definition = definitionOf(dictionary, leaf.fact);
  const outcome = evaluateLeaf(leaf, definition, facts.get(leaf.fact));
  if (outcome === (positive ? 'met' : 'failed')) return [[]];
  const known = outcome !== 'unknown';
  if (known && definition.changes !== 'by-action') return [];
  const asked = positive ? { op: leaf.op, value: leaf.value } : opposite(leaf);
  const need = asked && throughTheCounted({ fact: leaf.fact, ...asked, known }, definition, facts, dictionary);
  return need ? [[need]] : [];
}

const keyOf = (need: Need) => `${need.fact} ${need.op} ${JSON.stringify(need.value)}`;

/** Two sets as one; none when that asks for too much. */
function merged(a: NeedSet, b: NeedSet): NeedSet[] {
  const both = new Map([...a, ...b].map((need) => [keyOf(need), need]));
  return both.size > MOST_NEEDS ? [] : [[...both.values()]];
}

/** The smallest sets, each once; a set that asks for all another asks for and more is no way of its own. */
function shortest(sets: readonly NeedSet[]): NeedSet[] {
  const keyed = sets.map((set) => ({ set, keys: new Set(set.map(keyOf)) })).sort((a, b) => a.keys.size - b.keys.size);
  const kept: typeof keyed = [];
  for (const candidate of keyed) {
    if (kept.length === MOST_SETS) break;
    if (!kept.some(({ keys }) => [...keys].every((key) => candidate.keys.has(key)))) kept.push(candidate);
  }
  return kept.map(({ set }) => set);
}

/** Every way to take `count` of the children's ways together. */
function choose(ways: readonly NeedSet[][], count: number): NeedSet[] {
  if (count <= 0) return [[]];
  if (ways.length < count) return [];
  const [first = [], ...rest] = ways;
  const withFirst = choose(rest, count - 1).flatMap((tail) => first.flatMap((head) => merged(head, tail)));
  const without = ways.length > count ? choose(rest, count) : [];
  return shortest([...withFirst, ...without]);
}

/**
 * The smallest sets of needs that would make a tree true, shortest first: at most 24 of at most 4. Facts that are fixed or that only time
 * moves are never among them.
 */
export function waysToMeet(node: Criterion, facts: Facts, dictionary: FactDictionary, positive = true): NeedSet[] {
  if (isLeaf(node)) return waysOfLeaf(node, positive, facts, dictionary);
  if ('not' in node) return waysToMeet(node.not, facts, dictionary, !positive);
  const children = childrenOf(node);
  const needed = positive ? neededOf(node) : children.length - neededOf(node) + 1;
  return choose(
    children.map((child) => waysToMeet(child, facts, dictionary, positive)),
    needed,
  );
}

/** The smallest step of a number type, to get strictly past a bound. */
const stepOf = (definition: FactDefinition): number => (definition.type === 'decimal' ? 0.0001 : 1);

const beyond = (definition: FactDefinition, bound: unknown, direction: 1 | -1): FactValue =>
  typeof bound === 'string'
    ? fromEpochDay(toEpochDay(bound as CivilDate) + direction)
    : Number((Number(bound) + direction * stepOf(definition)).toFixed(4));

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const asList = (definition: FactDefinition, word: unknown): FactValue => (definition.type === 'choices' ? [String(word)] : String(word));
const anyOther = '—';

/** Some value a fact of this type can have. */
function example({ type, max, choices }: FactDefinition): FactValue {
  const word = choices?.[0]?.value ?? anyOther;
  if (type === 'money') return (max ?? 1) * 100;
  if (type === 'integer' || type === 'decimal') return max ?? 1;
  return { boolean: true, date: '2020-01-01', division: '320000', text: anyOther, choice: word, choices: [word] }[type];
}

/** A value that satisfies a need, in the form facts have inside the product. */
const WITNESS: Record<Operator, (definition: FactDefinition, required: Operand) => FactValue> = {
  eq: (_definition, required) => required as FactValue,
  in: (definition, required) => asList(definition, first(required)),
  intersects: (definition, required) => asList(definition, first(required)),
  noneOf: (definition) => (definition.type === 'choices' ? [] : anyOther),
  prefix: (_definition, required) => String(required).padEnd(6, '0'),
  lt: (definition, required) => beyond(definition, required, -1),
  lte: (_definition, required) => required as FactValue,
  gt: (definition, required) => beyond(definition, required, 1),
  gte: (_definition, required) => required as FactValue,
  between: (_definition, required) => first(required) as FactValue,
  exists: (definition, required) => (required === false ? null : example(definition)),
};

/** The facts as they would be with the needs fulfilled; several needs on one fact must be met by one value, else there is no such world. */
export function fulfil(set: NeedSet, facts: Facts, dictionary: FactDictionary): Map<string, FactValue> | undefined {
  const changed = new Map(facts);
  const leaves = set.map((need) => ({
    ...need,
    id: '',
    text: { zh: '', en: '' },
    clause: { ref: '', quote: '' },
    confidence: 'typical' as const,
  }));
  for (const fact of new Set(set.map((need) => need.fact))) {
    const definition = definitionOf(dictionary, fact);
    const own = leaves.filter((leaf) => leaf.fact === fact);
    const candidates = own.map((leaf) => WITNESS[leaf.op](definition, operandInside(leaf.value, definition)));
    const fitting = candidates.find((value) => own.every((leaf) => evaluateLeaf(leaf, definition, value) === 'met'));
    if (fitting === undefined) return undefined;
    changed.set(fact, fitting);
  }
  return changed;
}
