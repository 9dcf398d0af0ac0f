import { FAILED, MET, UNKNOWN } from './layout.ts';
import type { Workspace } from './workspace.ts';

/** Runs one part of the flat program on the outcomes of the leaves (three-valued). See `FlatProgram` for its form. */
export function runPart(workspace: Workspace, start: number): number {
  const { catalogue, outcome } = workspace;
  const { code } = catalogue;
  const length = code[start] as number;
  if (length < 0) return runPostfix(workspace, start + 1, start + 1 - length);
  let best = FAILED;
  for (let at = start + 1; at <= start + length; at++) {
    const result = outcome[code[at] as number] as number;
    if (result === MET) return MET;
    if (result > best) best = result;
  }
  return best;
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

/** Whether a part would hold if every literal about one fact went well. */
export function holdsWith(workspace: Workspace, start: number, slot: number): boolean {
  const { catalogue, outcome, stack } = workspace;
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

/** Calls back with the slot of every literal of a part, until the callback answers true; whether it did. */
export function someSlot(workspace: Workspace, start: number, isIt: (slot: number) => boolean): boolean {
  const { code, leafSlot } = workspace.catalogue;
  const length = code[start] as number;
  const end = start + Math.abs(length);
  for (let at = start + 1; at <= end; at++) {
    const word = code[at] as number;
    if (word < 0) at++;
    else if (isIt(leafSlot[word >> 1] as number)) return true;
  }
  return false;
}
