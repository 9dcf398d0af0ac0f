import { FIXED, MET, NONE, SHAPE } from './layout.ts';
import { leafOutcome } from './leaf-outcomes.ts';
import { ABSENT, isListSlot, NULL, type Rows, type Workspace } from './workspace.ts';

/** Notes where the bitmap of one fact lies: unknown, or failed and kept by the catalogue, or failed and built in `row`. */
function addRow(workspace: Workspace, rows: Rows, slot: number): void {
  const { catalogue } = workspace;
  const words = catalogue.shape[SHAPE.words] as number;
  const cell = workspace.cell[slot] as number;
  if (cell === ABSENT) {
    rows.openStart[rows.open] = (catalogue.absentBitmap[slot] as number) * words;
    rows.openSlot[rows.open++] = slot;
    return;
  }
  const kept = isListSlot(catalogue, slot) && cell !== NULL ? buildListRow(workspace, slot, words) : keptRow(workspace, slot, words);
  if (kept === BUILT) {
    rows.builtStart[rows.built] = slot * words;
    rows.builtSlot[rows.built++] = slot;
  } else if (kept !== NONE) {
    rows.keptStart[rows.kept] = kept * words;
    rows.keptSlot[rows.kept++] = slot;
  }
}

const BUILT = NONE - 1;

/** The bitmap of a cell (or of null), if the catalogue keeps that very one; else builds it from the nearest one kept below. */
function keptRow(workspace: Workspace, slot: number, words: number): number {
  const { catalogue, row } = workspace;
  const cell = workspace.cell[slot] as number;
  if (cell === NULL) return catalogue.nullBitmap[slot] as number;
  const at = (catalogue.cellAt[slot] as number) + cell;
  const kept = catalogue.keptBitmap[at] as number;
  const toggles = catalogue.toggleAt[(catalogue.keptCell[at] as number) + 1] as number;
  const end = catalogue.toggleAt[at + 1] as number;
  if (toggles === end) return kept;
  const start = slot * words;
  row.set(catalogue.bitmap.subarray(kept * words, (kept + 1) * words), start);
  const { toggle } = catalogue;
  for (let index = toggles; index < end; index++) {
    const version = toggle[index] as number;
    const place = start + (version >> 5);
    row[place] = (row[place] as number) ^ (1 << (version & 31));
  }
  return BUILT;
}

/** Builds the bitmap of the versions that ask outright for a literal about this list and do not get it. */
function buildListRow(workspace: Workspace, slot: number, words: number): number {
  const { catalogue, row } = workspace;
  const { asked, askedAt } = catalogue;
  const start = slot * words;
  const firstList = catalogue.shape[SHAPE.listLeaves] as number;
  row.fill(0, start, start + words);
  for (let leaf = catalogue.leafAt[slot] as number; leaf < (catalogue.leafAt[slot + 1] as number); leaf++) {
    const unmet = 2 * (leaf - firstList) + Number(leafOutcome(workspace, leaf) === MET);
    for (let index = askedAt[unmet] as number; index < (askedAt[unmet + 1] as number); index++) {
      const version = asked[index] as number;
      const place = start + (version >> 5);
      row[place] = (row[place] as number) | (1 << (version & 31));
    }
  }
  return BUILT;
}

/** Finds the bitmaps of all facts that versions ask about outright, and which versions are in force. */
export function findRows(workspace: Workspace): void {
  const { catalogue, rows, live } = workspace;
  const words = catalogue.shape[SHAPE.words] as number;
  const versions = catalogue.shape[SHAPE.versions] as number;
  if (versions === 0) return;
  rows.open = 0;
  rows.kept = 0;
  rows.built = 0;
  const dates = keptRow(workspace, 0, words);
  const outside = dates === BUILT ? workspace.row : catalogue.bitmap;
  const start = dates === BUILT ? 0 : dates * words;
  for (let word = 0; word < words; word++) live[word] = ~(outside[start + word] as number);
  if (versions % 32 !== 0) live[words - 1] = (live[words - 1] as number) & ((1 << (versions % 32)) - 1);
  for (const slot of workspace.indexed) addRow(workspace, rows, slot);
}

/** Puts the bitmaps together, word by word: which versions are not met in one fact, in two or more, and failed. */
export function foldRows(workspace: Workspace): void {
  const { catalogue, rows, row, ones, twos, failed } = workspace;
  const { bitmap } = catalogue;
  const { open, kept, built, openStart, keptStart, builtStart } = rows;
  const words = catalogue.shape[SHAPE.words] as number;
  for (let word = 0; word < words; word++) {
    let failedBits = bitmap[FIXED.alwaysFailed * words + word] as number;
    // What no fact can mend counts twice, so that it is never one answer away.
    let one = failedBits | (bitmap[FIXED.alwaysOpen * words + word] as number);
    let two = one;
    for (let index = 0; index < kept; index++) {
      const bits = bitmap[(keptStart[index] as number) + word] as number;
      two |= failedBits & bits;
      failedBits |= bits;
    }
    for (let index = 0; index < built; index++) {
      const bits = row[(builtStart[index] as number) + word] as number;
      two |= failedBits & bits;
      failedBits |= bits;
    }
    one |= failedBits;
    for (let index = 0; index < open; index++) {
      const bits = bitmap[(openStart[index] as number) + word] as number;
      two |= one & bits;
      one |= bits;
    }
    ones[word] = one;
    twos[word] = two;
    failed[word] = failedBits;
  }
}

/** The first fact in which a version is not met; undefined when it is met in all that it asks outright. */
export function unmetSlot({ catalogue, rows, row }: Workspace, version: number): number | undefined {
  const { open, kept, built, openStart, keptStart, builtStart } = rows;
  const word = version >> 5;
  for (let index = 0; index < kept; index++) {
    if (((catalogue.bitmap[(keptStart[index] as number) + word] as number) >>> version) & 1) return rows.keptSlot[index];
  }
  for (let index = 0; index < built; index++) {
    if (((row[(builtStart[index] as number) + word] as number) >>> version) & 1) return rows.builtSlot[index];
  }
  for (let index = 0; index < open; index++) {
    if (((catalogue.bitmap[(openStart[index] as number) + word] as number) >>> version) & 1) return rows.openSlot[index];
  }
  return undefined;
}
