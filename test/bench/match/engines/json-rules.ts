import { Engine as RulesEngine, type TopLevelCondition } from 'json-rules-engine';
import type { Criterion, Leaf } from '../../../../shared/domain/policy/criteria.ts';
import { isLeaf } from '../../../../shared/domain/policy/criteria-tree.ts';
import { choose, type Engine, isListFact, listOf, operandOf, wholeOf } from './engine.ts';

const OPERATORS: Record<string, string> = {
  eq: 'equal',
  lt: 'less',
  lte: 'lessOrEqual',
  gt: 'greater',
  gte: 'greaterOrEqual',
  in: 'in',
  intersects: 'shares',
  prefix: 'startsWith',
  between: 'within',
};

const isShared = (actual: readonly string[], required: readonly string[]) => actual.some((word) => required.includes(word));

function condition(node: Criterion): TopLevelCondition | { fact: string; operator: string; value: unknown } {
  if (isLeaf(node)) return clause(node);
  if ('not' in node) return { not: condition(node.not) } as TopLevelCondition;
  if ('all' in node) return { all: node.all.map(condition) } as TopLevelCondition;
  if ('any' in node) return { any: node.any.map(condition) } as TopLevelCondition;
  return { any: choose(node.of, node.atLeast).map((all) => ({ all: all.map(condition) })) } as TopLevelCondition;
}

function clause(leaf: Leaf) {
  const isList = leaf.op === 'in' || leaf.op === 'noneOf' || leaf.op === 'intersects';
  const operator = leaf.op === 'noneOf' ? (isListFact(leaf) ? 'sharesNothing' : 'notIn') : (OPERATORS[leaf.op] ?? '');
  return { fact: leaf.fact, operator, value: isList ? listOf(leaf) : operandOf(leaf) };
}

export const jsonRules: Engine = {
  name: 'json-rules-engine',
  build(programmes) {
    const count = programmes.length;
    const engine = new RulesEngine([], { allowUndefinedFacts: true });
    // Its own comparisons take numbers only; days are text.
    engine.addOperator('less', (a: number, b: number) => a < b);
    engine.addOperator('lessOrEqual', (a: number, b: number) => a <= b);
    engine.addOperator('greater', (a: number, b: number) => a > b);
    engine.addOperator('greaterOrEqual', (a: number, b: number) => a >= b);
    engine.addOperator('within', (a: number, [low, high]: [number, number]) => a >= low && a <= high);
    engine.addOperator('startsWith', (a: string | undefined, b: string) => a?.startsWith(b) ?? false);
    engine.addOperator('shares', (a: string[] | undefined, b: string[]) => isShared(a ?? [], b));
    engine.addOperator('sharesNothing', (a: string[] | undefined, b: string[]) => !isShared(a ?? [], b));
    programmes.forEach((programme, index) => {
      engine.addRule({ conditions: condition(wholeOf(programme)) as TopLevelCondition, event: { type: 'eligible', params: { index } } });
    });
    return async (facts) => {
      const verdicts = new Uint8Array(count);
      const { events } = await engine.run(Object.fromEntries(facts));
      for (const event of events) verdicts[Number(event.params?.index)] = 1;
      return verdicts;
    };
  },
};
