import { FAILED, MET, UNKNOWN } from './layout.ts';
import type { Workspace } from './workspace.ts';

/**
 * Runs the parts of the flat program from `start` to `end` on the outcomes of the leaves (three-valued) and answers the least outcome.
 * See `FlatProgram` for the form of a part.
 */
export function runParts(workspace: Workspace, start: number, end: number): number {
  const { code } = workspace.catalogue;
  const { outcome } = workspace;
  let least = MET;
  for (let at = start; at < end; ) {
    const length = code[at] as number;
    let result = FAILED;
    if (length < 0) {
      result = runPostfix(workspace, at + 1, at + 1 - length);
      at += 1 - length;
    } else {
      const next = at + 1 + length;
      for (at++; at < next && result !== MET; at++) {
        const alternative = outcome[code[at] as number] as number;
        if (alternative > result) result = alternative;
      }
      at = next;
    }
    if (result === FAILED) return FAILED;
    if (result < least) least = result;
  }
  return least;
}

function runPostfix({ catalogue: { code }, outcome, stack }: Workspace, from: number, end: number): number {
  let top = 0;
  for (let at = from; at < end; at++) {
    const word = code[at] as number;
    if (word >= 0) {
      stack[top++] = outcome[word] as number;
      continue;
    }
    const needed = code[++at] as number;
    let met = 0;
    let open = 0;
    for (let part = word; part < 0; part++) {
      const result = stack[--top] as number;
      if (result === MET) met++;
      else if (result === UNKNOWN) open++;
    }
    stack[top++] = met >= needed ? MET : met + open >= needed ? UNKNOWN : FAILED;
  }
  return stack[0] as number;
}

/** Where the part after the one at `start` starts. */
export const nextPart = ({ catalogue }: Workspace, start: number): number => start + 1 + Math.abs(catalogue.code[start] as number);

/** Whether every part from `start` to `end` would hold if each literal about one fact went well. */
export function partsHoldWith(workspace: Workspace, start: number, end: number, slot: number): boolean {
  for (let at = start; at < end; at = nextPart(workspace, at)) {
    if (!partHoldsWith(workspace, at, slot)) return false;
  }
  return true;
}

function partHoldsWith({ catalogue, outcome, stack }: Workspace, start: number, slot: number): boolean {
  const { code, leafSlot } = catalogue;
  const length = code[start] as number;
  if (length >= 0) {
    for (let at = start + 1; at <= start + length; at++) {
      const literal = code[at] as number;
      if (outcome[literal] === MET || leafSlot[literal >> 1] === slot) return true;
    }
    return false;
  }
  let top = 0;
  for (let at = start + 1; at < start + 1 - length; at++) {
    const word = code[at] as number;
    if (word >= 0) {
      stack[top++] = Number(outcome[word] === MET || leafSlot[word >> 1] === slot);
      continue;
    }
    const needed = code[++at] as number;
    let held = 0;
    for (let part = word; part < 0; part++) held += stack[--top] as number;
    stack[top++] = Number(held >= needed);
  }
  return stack[0] === 1;
}

/** The first slot among the literals of a part that passes the test; undefined when none does. */
export function findSlot({ catalogue }: Workspace, start: number, isIt: (slot: number) => boolean): number | undefined {
  const { code, leafSlot } = catalogue;
  const end = start + Math.abs(code[start] as number);
  for (let at = start + 1; at <= end; at++) {
    const word = code[at] as number;
    if (word < 0) at++;
    else if (isIt(leafSlot[word >> 1] as number)) return leafSlot[word >> 1];
  }
  return undefined;
}
