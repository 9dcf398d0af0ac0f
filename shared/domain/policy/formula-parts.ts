import { leavesOf } from './criteria-tree.ts';
import type { Formula, Tier } from './formula.ts';
import type { ProgrammeVersion } from './programme.ts';

/** The formulas directly below a node. */
export function partsOf(node: Formula): readonly Formula[] {
  if ('share' in node) return [node.share];
  if ('min' in node) return node.min;
  if ('max' in node) return node.max;
  if ('sum' in node) return node.sum;
  if ('perUnit' in node) return [node.perUnit];
  if ('cap' in node) return [node.cap, node.at];
  if ('deduct' in node) return [node.from, node.deduct];
  if ('ceiling' in node) return [node.ceiling];
  if ('tiers' in node) return node.tiers.map((entry) => entry.gives);
  if ('table' in node) return Object.values(node.table);
  if ('interest' in node) return [node.interest];
  return [];
}

/** Every tier list inside a formula: the amounts that depend on criteria. */
export function tiersOf(node: Formula): (readonly Tier[])[] {
  return [...('tiers' in node ? [node.tiers] : []), ...partsOf(node).flatMap(tiersOf)];
}

/** Every fact a formula reads itself (the criteria of its tiers apart). */
export function factsOf(node: Formula): string[] {
  const own =
    'fact' in node
      ? [node.fact]
      : 'perUnit' in node
        ? [node.count]
        : 'ceiling' in node
          ? [node.asked]
          : 'table' in node
            ? [node.by]
            : 'interest' in node
              ? [node.days, ...(typeof node.rateBp === 'string' ? [node.rateBp] : [])]
              : [];
  return [...new Set([...own, ...partsOf(node).flatMap(factsOf)])];
}

/** Every fact a version rests on: its conditions, its tiers and its formula; of what follows from others, the fact itself. */
export function factsAskedBy({ criteria, benefit: { amount } }: Pick<ProgrammeVersion, 'criteria' | 'benefit'>): string[] {
  const tiers = tiersOf(amount)
    .flat()
    .flatMap(({ when }) => leavesOf(when));
  return [...new Set([...[...leavesOf(criteria), ...tiers].map(({ fact }) => fact), ...factsOf(amount)])];
}
