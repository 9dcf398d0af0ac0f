import { FIXED, MET, NONE, SHAPE } from './layout.ts';
import { leafOutcome } from './leaf-outcomes.ts';
import { ABSENT, isListSlot, NULL, type Workspace } from './workspace.ts';

/** The array a slot's bitmap lies in; it starts at `rowStart[slot]`, which is negative when every version is met in this fact. */
export const rowOf = (workspace: Workspace, slot: number): Int32Array =>
  workspace.isRowBuilt[slot] === 1 ? workspace.row : workspace.catalogue.bitmap;

/** Finds, or builds from the nearest one kept, the bitmap of the versions that are not met in one fact. */
function buildRow(workspace: Workspace, slot: number): void {
  const { catalogue, rowStart, isRowBuilt } = workspace;
  const words = catalogue.shape[SHAPE.words] as number;
  const cell = workspace.cell[slot] as number;
  isRowBuilt[slot] = 0;
  if (cell === ABSENT || cell === NULL) {
    const bitmap = (cell === ABSENT ? catalogue.absentBitmap : catalogue.nullBitmap)[slot] as number;
    rowStart[slot] = bitmap === NONE ? -1 : bitmap * words;
    return;
  }
  if (isListSlot(catalogue, slot)) {
    buildListRow(workspace, slot, words);
    return;
  }
  const at = (catalogue.cellAt[slot] as number) + cell;
  const kept = (catalogue.keptBitmap[at] as number) * words;
  const toggles = catalogue.toggleAt[(catalogue.keptCell[at] as number) + 1] as number;
  const end = catalogue.toggleAt[at + 1] as number;
  rowStart[slot] = kept;
  if (toggles === end) return;
  const { row } = workspace;
  const start = slot * words;
  for (let word = 0; word < words; word++) row[start + word] = catalogue.bitmap[kept + word] as number;
  for (let index = toggles; index < end; index++) {
    const version = catalogue.toggle[index] as number;
    const place = start + (version >> 5);
    row[place] = (row[place] as number) ^ (1 << (version & 31));
  }
  isRowBuilt[slot] = 1;
  rowStart[slot] = start;
}

/** The versions that ask outright for a literal about this list and do not get it. */
function buildListRow(workspace: Workspace, slot: number, words: number): void {
  const { catalogue, row } = workspace;
  const start = slot * words;
  const firstList = catalogue.shape[SHAPE.listLeaves] as number;
  row.fill(0, start, start + words);
  for (let leaf = catalogue.leafAt[slot] as number; leaf < (catalogue.leafAt[slot + 1] as number); leaf++) {
    const unmet = 2 * (leaf - firstList) + Number(leafOutcome(workspace, leaf) === MET);
    for (let index = catalogue.askedAt[unmet] as number; index < (catalogue.askedAt[unmet + 1] as number); index++) {
      const version = catalogue.asked[index] as number;
      const place = start + (version >> 5);
      row[place] = (row[place] as number) | (1 << (version & 31));
    }
  }
  workspace.isRowBuilt[slot] = 1;
  workspace.rowStart[slot] = start;
}

/** Puts the bitmaps of all facts together: which versions are in force, not met in one fact, in two or more, and failed. */
export function foldRows(workspace: Workspace): void {
  const { catalogue, live, ones, twos, failed } = workspace;
  const words = catalogue.shape[SHAPE.words] as number;
  buildRow(workspace, 0);
  const dates = rowOf(workspace, 0);
  const datesStart = workspace.rowStart[0] as number;
  for (let word = 0; word < words; word++) {
    const isFailed = catalogue.bitmap[FIXED.alwaysFailed * words + word] as number;
    // What no fact can mend counts twice, so that it is never one answer away.
    const isStuck = isFailed | (catalogue.bitmap[FIXED.alwaysOpen * words + word] as number);
    live[word] = ~(dates[datesStart + word] as number);
    failed[word] = isFailed;
    ones[word] = isStuck;
    twos[word] = isStuck;
  }
  const versions = catalogue.shape[SHAPE.versions] as number;
  if (versions % 32 !== 0) live[words - 1] = (live[words - 1] as number) & ((1 << (versions % 32)) - 1);
  for (const slot of workspace.indexed) {
    buildRow(workspace, slot);
    const start = workspace.rowStart[slot] as number;
    if (start < 0) continue;
    if (workspace.cell[slot] === ABSENT) foldOpen(workspace, rowOf(workspace, slot), start, words);
    else foldFailed(workspace, rowOf(workspace, slot), start, words);
  }
}

function foldOpen({ ones, twos }: Workspace, row: Int32Array, start: number, words: number): void {
  for (let word = 0; word < words; word++) {
    const bits = row[start + word] as number;
    const before = ones[word] as number;
    twos[word] = (twos[word] as number) | (before & bits);
    ones[word] = before | bits;
  }
}

function foldFailed({ ones, twos, failed }: Workspace, row: Int32Array, start: number, words: number): void {
  for (let word = 0; word < words; word++) {
    const bits = row[start + word] as number;
    const before = ones[word] as number;
    twos[word] = (twos[word] as number) | (before & bits);
    ones[word] = before | bits;
    failed[word] = (failed[word] as number) | bits;
  }
}

/** Notes for every version in force that is not met in exactly one fact which one it is. */
export function nameNearSlots(workspace: Workspace): void {
  const { live, ones, twos, nearSlot } = workspace;
  const words = workspace.catalogue.shape[SHAPE.words] as number;
  for (const slot of workspace.indexed) {
    const start = workspace.rowStart[slot] as number;
    if (start < 0) continue;
    const row = rowOf(workspace, slot);
    for (let word = 0; word < words; word++) {
      let bits = (row[start + word] as number) & (ones[word] as number) & ~(twos[word] as number) & (live[word] as number);
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits);
        nearSlot[(word << 5) + bit] = slot;
        bits ^= 1 << bit;
      }
    }
  }
}
