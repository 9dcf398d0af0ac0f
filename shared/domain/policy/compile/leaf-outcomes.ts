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
  const isInside = isListSlot(catalogue, slot)
    ? workspace.hit[leaf - (catalogue.shape[SHAPE.listLeaves] as number)] === 1
    : flags & LEAF.runs
      ? isInRuns(catalogue.run, catalogue.leafLo[leaf] as number, catalogue.leafHi[leaf] as number, cell)
      : cell >= (catalogue.leafLo[leaf] as number) && cell <= (catalogue.leafHi[leaf] as number);
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
  const { catalogue, outcome } = workspace;
  const end = all ? catalogue.leafAt.subarray(1) : catalogue.leafEager;
  for (let slot = 0; slot < catalogue.factName.length; slot++) {
    const first = catalogue.leafAt[slot] as number;
    const last = end[slot] as number;
    if (workspace.cell[slot] === ABSENT) {
      outcome.fill(UNKNOWN, 2 * first, 2 * last);
      continue;
    }
    for (let leaf = first; leaf < last; leaf++) {
      const result = leafOutcome(workspace, leaf);
      outcome[2 * leaf] = result;
      outcome[2 * leaf + 1] = MET - result;
    }
  }
}
