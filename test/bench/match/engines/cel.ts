import { evaluate, parse } from 'cel-js';
import type { Criterion, Leaf } from '../../../../shared/domain/policy/criteria.ts';
import { isLeaf } from '../../../../shared/domain/policy/criteria-tree.ts';
import { choose, type Engine, isListFact, listOf, nested, operandOf, wholeOf } from './engine.ts';

const text = (value: unknown): string => JSON.stringify(value);
const COMPARISONS: Record<string, string> = { eq: '==', lt: '<', lte: '<=', gt: '>', gte: '>=' };

function clause(leaf: Leaf): string {
  const actual = leaf.fact;
  const [low, high] = listOf(leaf);
  const list = text(listOf(leaf));
  // A fact that is not said is an error in CEL unless it is asked for with `has`.
  const said = (test: string) => `(has(${actual}) && ${test})`;
  switch (leaf.op) {
    case 'in':
      return said(`${actual} in ${list}`);
    case 'noneOf':
      return said(isListFact(leaf) ? `!${actual}.exists(w, w in ${list})` : `!(${actual} in ${list})`);
    case 'intersects':
      return said(`${actual}.exists(w, w in ${list})`);
    case 'prefix':
      return said(`startsWith(${actual}, ${text(operandOf(leaf))})`);
    case 'between':
      return said(`${actual} >= ${text(low)} && ${actual} <= ${text(high)}`);
    case 'exists':
      return `has(${actual})`;
    default:
      return said(`${actual} ${COMPARISONS[leaf.op]} ${text(operandOf(leaf))}`);
  }
}

function expression(node: Criterion): string {
  if (isLeaf(node)) return clause(node);
  if ('not' in node) return `!(${expression(node.not)})`;
  if ('all' in node) return `(${node.all.map(expression).join(' && ')})`;
  if ('any' in node) return `(${node.any.map(expression).join(' || ')})`;
  const ways = choose(node.of, node.atLeast).map((all) => `(${all.map(expression).join(' && ')})`);
  return `(${ways.join(' || ')})`;
}

const FUNCTIONS = { startsWith: (value: string, start: string) => value.startsWith(start) };

export const cel: Engine = {
  name: 'cel-js, parsed',
  build(programmes) {
    const trees = programmes.map((programme) => {
      const parsed = parse(expression(wholeOf(programme)));
      if (!parsed.isSuccess) throw new Error(`CEL cannot read ${programme.id}: ${parsed.errors.join(', ')}`);
      return parsed.cst;
    });
    const verdicts = new Uint8Array(programmes.length);
    return (facts) => {
      const data = nested(facts);
      trees.forEach((tree, index) => {
        verdicts[index] = Number(evaluate(tree, data, FUNCTIONS) === true);
      });
      return verdicts;
    };
  },
};
