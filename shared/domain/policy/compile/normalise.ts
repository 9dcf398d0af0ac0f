import type { Criterion, Leaf } from '../criteria.ts';
import { childrenOf, isLeaf } from '../criteria-tree.ts';
import { neededOf } from '../evaluate.ts';

/**
 * A criterion without `not`, `all` and `any`: a literal (twice the leaf's number, plus one when it must fail), "at least
 * `needed` of these", or an answer that no fact can change.
 */
export type Normal = number | Group | 'met' | 'failed';
export type Group = { readonly needed: number; readonly of: readonly Node[] };
type Node = number | Group;

/** Brings a criterion to its normal form. `literalOf` numbers a leaf; `positive` tells it whether the leaf must hold or fail. */
export function normalise(node: Criterion, literalOf: (leaf: Leaf, positive: boolean) => Normal, positive = true): Normal {
  if (isLeaf(node)) return literalOf(node, positive);
  if ('not' in node) return normalise(node.not, literalOf, !positive);
  const children = childrenOf(node).map((child) => normalise(child, literalOf, positive));
  const needed = neededOf(node);
  // "not at least n of k hold" is "at least k − n + 1 of k fail".
  return atLeastOf(positive ? needed : children.length - needed + 1, children);
}

const isOpen = (node: Normal): node is Node => node !== 'met' && node !== 'failed';
const isAll = (node: Node): node is Group => typeof node !== 'number' && node.needed === node.of.length;
const isAny = (node: Node): node is Group => typeof node !== 'number' && node.needed === 1;

/** "At least `needed` of these", with answers that are settled taken out and groups of the same kind made one. */
export function atLeastOf(needed: number, nodes: readonly Normal[]): Normal {
  const open = nodes.filter(isOpen);
  const left = needed - nodes.filter((node) => node === 'met').length;
  if (left <= 0) return 'met';
  if (left > open.length) return 'failed';
  const [only] = open;
  if (open.length === 1 && only !== undefined) return only;
  const same = left === open.length ? isAll : left === 1 ? isAny : undefined;
  if (!same) return { needed: left, of: open };
  const of = open.flatMap((node): readonly Node[] => (same(node) ? node.of : [node]));
  return { needed: left === open.length ? of.length : 1, of };
}

/** What must all hold at the top: the parts that can be judged one by one. */
export function conjunctsOf(node: Normal): readonly Normal[] {
  if (node === 'met') return [];
  return isOpen(node) && isAll(node) ? node.of : [node];
}

/** Every literal below a node. */
export function literalsOf(node: Normal): number[] {
  if (typeof node === 'number') return [node];
  return typeof node === 'string' ? [] : node.of.flatMap(literalsOf);
}

/** Whether a node holds when every leaf is known. */
export function holds(node: Normal, literalHolds: (literal: number) => boolean): boolean {
  if (typeof node === 'number') return literalHolds(node);
  if (typeof node === 'string') return node === 'met';
  return node.of.filter((part) => holds(part, literalHolds)).length >= node.needed;
}
