import { FAILED, LEAF, MET, SHAPE, UNKNOWN } from './layout.ts';
import { ABSENT, isListSlot, NULL, type Workspace } from './workspace.ts';

/** The outcome of one leaf, once the facts are located. */
export function leafOutcome(workspace: Workspace, leaf: number): number {
  const { catalogue } = workspace;
  const slot = catalogue.leafSlot[leaf] as number;
  const cell = workspace.cell[slot] as number;
  if (cell === ABSENT) return UNKNOWN;
  const flags = catalogue.leafFlags[leaf] as number;
  if (cell === NULL) return flags & LEAF.metOnNull ? MET : FAILED;
  const lo = catalogue.leafLo[leaf] as number;
  const hi = catalogue.leafHi[leaf] as number;
  const isInside = isListSlot(catalogue, slot)
    ? workspace.hit[leaf - (catalogue.shape[SHAPE.listLeaves] as number)] === 1
    : flags & LEAF.runs
      ? isInRuns(catalogue.run, lo, hi, cell)
      : cell >= lo && cell <= hi;
  return isInside === ((flags & LEAF.negated) === 0) ? MET : FAILED;
}

/** Whether a cell lies in one of the pairs (lo, hi), which are in order. */
function isInRuns(run: Uint32Array, start: number, end: number, cell: number): boolean {
  let low = 0;
  let high = (end - start) >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((run[start + 2 * middle + 1] as number) < cell) low = middle + 1;
    else high = middle;
  }
  return start + 2 * low < end && (run[start + 2 * low] as number) <= cell;
}

/** Settles the outcome of the leaves that the flat program reads or, with `all`, of every leaf. */
export function settleLeaves(workspace: Workspace, all: boolean): void {
  const { catalogue, outcome, cell } = workspace;
  for (let slot = 0; slot < cell.length; slot++) {
    const first = catalogue.leafAt[slot] as number;
    const last = (all ? catalogue.leafAt[slot + 1] : catalogue.leafEager[slot]) as number;
    const place = cell[slot] as number;
    if (place === ABSENT) outcome.fill(UNKNOWN, 2 * first, 2 * last);
    else if (place === NULL || isListSlot(catalogue, slot)) settleOneByOne(workspace, first, last);
    else settleRanges(workspace, first, last, place);
  }
}

function settleOneByOne(workspace: Workspace, first: number, last: number): void {
  const { outcome } = workspace;
  for (let leaf = first; leaf < last; leaf++) {
    const result = leafOutcome(workspace, leaf);
    outcome[2 * leaf] = result;
    outcome[2 * leaf + 1] = MET - result;
  }
}

/** The leaves of a fact whose value lies in a cell: most ask for one range, so that two comparisons settle them. */
function settleRanges({ catalogue, outcome }: Workspace, first: number, last: number, cell: number): void {
  const { leafLo, leafHi, leafFlags, run } = catalogue;
  for (let leaf = first; leaf < last; leaf++) {
    const flags = leafFlags[leaf] as number;
    const lo = leafLo[leaf] as number;
    const hi = leafHi[leaf] as number;
    // Which way it goes cannot be foretold, so nothing branches on it: 1 when outside, turned round by the lowest flag.
    const isOutside = flags & LEAF.runs ? Number(!isInRuns(run, lo, hi, cell)) : ((cell - lo) | (hi - cell)) >>> 31;
    const result = MET - 2 * (isOutside ^ (flags & LEAF.negated));
    outcome[2 * leaf] = result;
    outcome[2 * leaf + 1] = MET - result;
  }
}
