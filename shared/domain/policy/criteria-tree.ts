import type { Criterion, Leaf } from './criteria.ts';

export const isLeaf = (node: Criterion): node is Leaf => 'fact' in node;

/** The children of a group; none for a leaf. */
export function childrenOf(node: Criterion): readonly Criterion[] {
  if (isLeaf(node)) return [];
  if ('all' in node) return node.all;
  if ('any' in node) return node.any;
  if ('not' in node) return [node.not];
  return node.of;
}

/** Every leaf below a node, in reading order. */
export function leavesOf(node: Criterion): Leaf[] {
  return isLeaf(node) ? [node] : childrenOf(node).flatMap(leavesOf);
}
