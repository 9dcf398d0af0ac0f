import { LogicEngine } from 'json-logic-engine';
import type { Criterion, Leaf } from '../../../../shared/domain/policy/criteria.ts';
import { isLeaf } from '../../../../shared/domain/policy/criteria-tree.ts';
import { choose, type Engine, isListFact, listOf, nested, operandOf, wholeOf } from './engine.ts';

type Rule = Record<string, unknown> | boolean;

const COMPARISONS: Record<string, string> = { eq: '===', lt: '<', lte: '<=', gt: '>', gte: '>=' };

function clause(leaf: Leaf): Rule {
  const actual = { var: leaf.fact };
  const required = operandOf(leaf);
  const [low, high] = listOf(leaf);
  const shares = { some: [actual, { in: [{ var: '' }, { preserve: listOf(leaf) }] }] };
  switch (leaf.op) {
    case 'in':
      return { in: [actual, { preserve: listOf(leaf) }] };
    case 'noneOf':
      return { '!': isListFact(leaf) ? shares : { in: [actual, { preserve: listOf(leaf) }] } };
    case 'intersects':
      return shares;
    case 'prefix':
      return { '===': [{ substr: [actual, 0, String(required).length] }, required] };
    case 'between':
      return { '<=': [low, actual, high] };
    case 'exists':
      return { '!=': [actual, null] };
    default:
      return { [COMPARISONS[leaf.op] ?? '']: [actual, required] };
  }
}

function rule(node: Criterion): Rule {
  if (isLeaf(node)) return clause(node);
  if ('not' in node) return { '!': rule(node.not) };
  if ('all' in node) return { and: node.all.map(rule) };
  if ('any' in node) return { or: node.any.map(rule) };
  return { or: choose(node.of, node.atLeast).map((all) => ({ and: all.map(rule) })) };
}

export const jsonLogic: Engine = {
  name: 'json-logic-engine, compiled',
  build(programmes) {
    const engine = new LogicEngine();
    const functions = programmes.map((programme) => engine.build(rule(wholeOf(programme))) as (data: unknown) => unknown);
    const verdicts = new Uint8Array(programmes.length);
    return (facts) => {
      const data = nested(facts);
      for (let index = 0; index < functions.length; index++) verdicts[index] = Number(Boolean(functions[index]?.(data)));
      return verdicts;
    };
  },
};
