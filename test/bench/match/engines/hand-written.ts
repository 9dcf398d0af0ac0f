import type { Criterion, Leaf } from '../../../../shared/domain/policy/criteria.ts';
import { isLeaf } from '../../../../shared/domain/policy/criteria-tree.ts';
import type { FactValue } from '../../../../shared/domain/policy/fact.ts';
import { type Engine, isListFact, listOf, nested, operandOf, wholeOf } from './engine.ts';

type Facts = ReturnType<typeof nested>;
type Predicate = (facts: Facts) => boolean;

const text = (value: unknown): string => JSON.stringify(value);

/** The JavaScript one would write by hand for a clause. */
function clause(leaf: Leaf): string {
  const actual = `f.${leaf.fact}`;
  const required = operandOf(leaf);
  const [low, high] = listOf(leaf);
  switch (leaf.op) {
    case 'eq':
      return `${actual} === ${text(required)}`;
    case 'in':
      return `${text(listOf(leaf))}.includes(${actual})`;
    case 'noneOf':
      return isListFact(leaf)
        ? `!(${actual} ?? []).some((w) => ${text(listOf(leaf))}.includes(w))`
        : `!${text(listOf(leaf))}.includes(${actual})`;
    case 'intersects':
      return `(${actual} ?? []).some((w) => ${text(listOf(leaf))}.includes(w))`;
    case 'prefix':
      return `(${actual} ?? '').startsWith(${text(required)})`;
    case 'lt':
      return `${actual} < ${text(required)}`;
    case 'lte':
      return `${actual} <= ${text(required)}`;
    case 'gt':
      return `${actual} > ${text(required)}`;
    case 'gte':
      return `${actual} >= ${text(required)}`;
    case 'between':
      return `(${actual} >= ${text(low)} && ${actual} <= ${text(high)})`;
    case 'exists':
      return `${actual} !== undefined`;
  }
}

function expression(node: Criterion): string {
  if (isLeaf(node)) return clause(node);
  if ('not' in node) return `!(${expression(node.not)})`;
  if ('all' in node) return `(${node.all.map(expression).join(' && ')})`;
  if ('any' in node) return `(${node.any.map(expression).join(' || ')})`;
  return `(${node.of.map((part) => `Number(${expression(part)})`).join(' + ')} >= ${node.atLeast})`;
}

/** One function a programme, in the words a programmer would use; two-valued, nothing explained. */
export const handWritten: Engine = {
  name: 'hand-written predicates',
  build(programmes) {
    const predicates: Predicate[] = [];
    for (let from = 0; from < programmes.length; from += 500) {
      const functions = programmes.slice(from, from + 500).map((programme) => `(f) => ${expression(wholeOf(programme))}`);
      predicates.push(...(new Function(`return [${functions.join(',\n')}]`)() as Predicate[]));
    }
    const verdicts = new Uint8Array(programmes.length);
    return (facts: ReadonlyMap<string, FactValue>) => {
      const objects = nested(facts);
      for (let index = 0; index < predicates.length; index++) verdicts[index] = Number((predicates[index] as Predicate)(objects));
      return verdicts;
    };
  },
};
