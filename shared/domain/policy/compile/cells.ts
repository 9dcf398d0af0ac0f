import type { Leaf } from '../criteria.ts';
import { evaluateLeaf, operandInside } from '../evaluate.ts';
import type { FactDefinition, FactType } from '../fact.ts';
import { FACT_KIND } from './layout.ts';

/** A value at which an answer can change. A boolean is cut at 0 and 1. */
export type Cut = number | string;
/** Cells, first and last included. */
export type Run = readonly [lo: number, hi: number];

const KIND_OF_TYPE: Record<FactType, number> = {
  boolean: FACT_KIND.boolean,
  integer: FACT_KIND.number,
  decimal: FACT_KIND.number,
  money: FACT_KIND.number,
  date: FACT_KIND.text,
  division: FACT_KIND.text,
  choice: FACT_KIND.text,
  text: FACT_KIND.text,
  choices: FACT_KIND.list,
};
export const kindOf = (definition: FactDefinition): number => KIND_OF_TYPE[definition.type];

const misfit = (leaf: Leaf, definition: FactDefinition): never => {
  throw new Error(
    `leaf ${leaf.id}: ${leaf.op} ${JSON.stringify(leaf.value)} cannot be asked of ${leaf.fact}, which is a ${definition.type}`,
  );
};

/** The first text after all that start with `prefix`; undefined when there is none. */
function afterPrefix(prefix: string): string | undefined {
  for (let last = prefix.length - 1; last >= 0; last--) {
    const unit = prefix.charCodeAt(last);
    if (unit < 0xffff) return prefix.slice(0, last) + String.fromCharCode(unit + 1);
  }
  return undefined;
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function numberCuts(leaf: Leaf, definition: FactDefinition): number[] {
  const required = asList(operandInside(leaf.value, definition));
  const ordered = leaf.op === 'lt' || leaf.op === 'lte' || leaf.op === 'gt' || leaf.op === 'gte' || leaf.op === 'between';
  const isMisfit = leaf.op === 'prefix' || (ordered && required.some((bound) => typeof bound !== 'number'));
  if (isMisfit || (leaf.op === 'between') !== (ordered && required.length === 2)) misfit(leaf, definition);
  return leaf.op === 'exists' ? [] : required.map(Number).filter(Number.isFinite);
}

function textCuts(leaf: Leaf, definition: FactDefinition): string[] {
  if (leaf.op === 'exists') return [];
  const required = asList(leaf.value).map(String);
  if (leaf.op === 'between' && (!Array.isArray(leaf.value) || required.length !== 2)) misfit(leaf, definition);
  if (leaf.op !== 'prefix') return required;
  const after = afterPrefix(required.join());
  return after === undefined ? [required.join()] : [required.join(), after];
}

function listCuts(leaf: Leaf, definition: FactDefinition): string[] {
  if (leaf.op === 'exists') return [];
  if (leaf.op !== 'intersects' && leaf.op !== 'noneOf') misfit(leaf, definition);
  return asList(leaf.value).map(String);
}

/** The values at which the leaf's answer can change. Throws when the operator or operand cannot be asked of such a fact. */
export function cutsOf(leaf: Leaf, definition: FactDefinition): Cut[] {
  const kind = kindOf(definition);
  if (kind === FACT_KIND.boolean) return [0, 1];
  if (kind === FACT_KIND.number) return numberCuts(leaf, definition);
  return kind === FACT_KIND.text ? textCuts(leaf, definition) : listCuts(leaf, definition);
}

export function sortCuts(cuts: Iterable<Cut>): Cut[] {
  return [...new Set(cuts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Some value strictly between two cuts (either may be missing). Where there is none any answer will do: nothing ever falls there. */
function between(kind: number, low: Cut | undefined, high: Cut | undefined): number | string {
  if (kind !== FACT_KIND.number) return low === undefined ? '' : `${low}\u0000`;
  if (low === undefined) return high === undefined ? 0 : Number(high) - Math.max(1, Math.abs(Number(high)));
  return high === undefined ? Number(low) + Math.max(1, Math.abs(Number(low))) : (Number(low) + Number(high)) / 2;
}

/**
 * The cells in which a leaf about a single value is met. With cuts c0 … ck, cell 2i + 1 is exactly ci and the even cells lie
 * between. What an operator means is asked of the readable evaluator, at one value for each stretch on which it cannot change.
 */
export function metRuns(leaf: Leaf, definition: FactDefinition, cellOf: ReadonlyMap<Cut, number>): Run[] {
  const kind = kindOf(definition);
  const own = sortCuts(cutsOf(leaf, definition));
  const runs: [number, number][] = [];
  const visit = (lo: number, hi: number, value: number | string) => {
    const seen = kind === FACT_KIND.boolean ? value === 1 : value;
    if (lo > hi || evaluateLeaf(leaf, definition, seen) !== 'met') return;
    const last = runs.at(-1);
    if (last && last[1] + 1 === lo) last[1] = hi;
    else runs.push([lo, hi]);
  };
  let next = 0;
  own.forEach((cut, index) => {
    const cell = cellOf.get(cut) as number;
    visit(next, cell - 1, between(kind, own[index - 1], cut));
    visit(cell, cell, cut);
    next = cell + 1;
  });
  visit(next, 2 * cellOf.size, between(kind, own.at(-1), undefined));
  return runs;
}

/** The cells outside the runs, of cells 0 to `last`. */
export function complement(runs: readonly Run[], last: number): Run[] {
  const outside: Run[] = [];
  let next = 0;
  for (const [lo, hi] of runs) {
    if (next < lo) outside.push([next, lo - 1]);
    next = hi + 1;
  }
  if (next <= last) outside.push([next, last]);
  return outside;
}

/** Overlapping and touching runs made one, in order. */
export function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: [number, number][] = [];
  for (const [lo, hi] of [...runs].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && lo <= last[1] + 1) last[1] = Math.max(last[1], hi);
    else merged.push([lo, hi]);
  }
  return merged;
}
