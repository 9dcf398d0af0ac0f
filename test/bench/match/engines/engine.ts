import type { Criterion, Leaf } from '../../../../shared/domain/policy/criteria.ts';
import { operandInside } from '../../../../shared/domain/policy/evaluate.ts';
import type { FactValue } from '../../../../shared/domain/policy/fact.ts';
import { tierCriteria } from '../../../../shared/domain/policy/judge.ts';
import type { Programme } from '../../../../shared/domain/policy/programme.ts';
import { DEFINITIONS } from '../dictionary.ts';

/**
 * A rule engine under test. `build` turns programmes into its own rules; the runner answers one byte a programme, 1 for "can have it".
 * Peers know only yes and no: what is not said is no.
 */
export interface Engine {
  readonly name: string;
  readonly build: (programmes: readonly Programme[]) => Runner;
}
export type Runner = (facts: ReadonlyMap<string, FactValue>) => Uint8Array | Promise<Uint8Array>;

/** What a programme asks, its tiers included, as one tree. */
export function wholeOf(programme: Programme): Criterion {
  const [version] = programme.versions;
  if (!version) throw new Error(`${programme.id} has no version`);
  return { all: [version.criteria, ...tierCriteria(version.benefit.amount)] };
}

const BY_ID = new Map(DEFINITIONS.map((definition) => [definition.id, definition]));
const definitionOf = (leaf: Leaf) => {
  const definition = BY_ID.get(leaf.fact);
  if (!definition) throw new Error(`${leaf.fact} is not declared`);
  return definition;
};
/** What a leaf asks for, money in fen. */
export const operandOf = (leaf: Leaf) => operandInside(leaf.value, definitionOf(leaf));
export const listOf = (leaf: Leaf): readonly unknown[] => {
  const operand = operandOf(leaf);
  return Array.isArray(operand) ? operand : [operand];
};
export const isListFact = (leaf: Leaf): boolean => definitionOf(leaf).type === 'choices';

/** `{firm: {employees: 12}}` from `firm.employees`, as a programmer would hold it. */
export function nested(facts: ReadonlyMap<string, FactValue>): Record<string, Record<string, FactValue>> {
  const subjects: Record<string, Record<string, FactValue>> = { firm: {}, loan: {}, expense: {} };
  for (const [id, value] of facts) {
    const [subject = '', name = ''] = id.split('.');
    const known = subjects[subject];
    if (!known) throw new Error(`no subject for ${id}`);
    known[name] = value;
  }
  return subjects;
}

/** Every way to choose `count` of the nodes: for engines without "at least n of". */
export function choose<T>(nodes: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return nodes.flatMap((node, index) => choose(nodes.slice(index + 1), count - 1).map((rest) => [node, ...rest]));
}
