import type { Facts, FactValue } from '../fact.ts';
import { type CompiledCatalogue, FACT_KIND, SHAPE } from './layout.ts';
import { ABSENT, isListSlot, NULL, type Workspace } from './workspace.ts';

/** Finds for every fact the cell its value lies in. Throws a TypeError when a value is not of the kind the dictionary declares. */
export function locate(workspace: Workspace, facts: Facts, asOf: string): void {
  const { catalogue, names, cell } = workspace;
  for (let slot = 0; slot < cell.length; slot++) {
    const value = slot === 0 ? asOf : facts.get(names[slot] as string);
    cell[slot] = value === undefined ? ABSENT : value === null ? NULL : cellOf(workspace, catalogue, slot, value);
  }
}

function cellOf(workspace: Workspace, catalogue: CompiledCatalogue, slot: number, value: Exclude<FactValue, null>): number {
  const kind = catalogue.factKind[slot];
  if (kind === FACT_KIND.text && typeof value === 'string') return textCell(catalogue, slot, value);
  if (kind === FACT_KIND.number && typeof value === 'number' && Number.isFinite(value)) return numberCell(catalogue, slot, value);
  if (kind === FACT_KIND.boolean && typeof value === 'boolean') return numberCell(catalogue, slot, Number(value));
  if (isListSlot(catalogue, slot) && Array.isArray(value)) return markWords(workspace, catalogue, slot, value);
  throw new TypeError(`fact ${workspace.names[slot]} is given as a ${Array.isArray(value) ? 'list' : typeof value}, which it is not`);
}

function numberCell(catalogue: CompiledCatalogue, slot: number, value: number): number {
  const first = catalogue.cutAt[slot] as number;
  let low = first;
  let high = catalogue.cutAt[slot + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((catalogue.cut[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  const isCut = low < (catalogue.cutAt[slot + 1] as number) && catalogue.cut[low] === value;
  return 2 * (low - first) + Number(isCut);
}

function textCell(catalogue: CompiledCatalogue, slot: number, value: string): number {
  const first = catalogue.cutAt[slot] as number;
  let low = first;
  let high = catalogue.cutAt[slot + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareText(catalogue, catalogue.cut[middle] as number, value);
    if (order === 0) return 2 * (middle - first) + 1;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return 2 * (low - first);
}

/** Below, equal to or above zero as a string of the catalogue sorts before, equals or sorts after `value`. */
function compareText(catalogue: CompiledCatalogue, string: number, value: string): number {
  const start = catalogue.textAt[string] as number;
  const length = (catalogue.textAt[string + 1] as number) - start;
  const shared = Math.min(length, value.length);
  for (let unit = 0; unit < shared; unit++) {
    const difference = (catalogue.text[start + unit] as number) - value.charCodeAt(unit);
    if (difference !== 0) return difference;
  }
  return length - value.length;
}

/** A list lies in no cell: the leaves that name one of its words are marked instead. */
function markWords(workspace: Workspace, catalogue: CompiledCatalogue, slot: number, words: readonly string[]): number {
  const { hit } = workspace;
  const firstList = catalogue.shape[SHAPE.listLeaves] as number;
  hit.fill(0, (catalogue.leafAt[slot] as number) - firstList, (catalogue.leafAt[slot + 1] as number) - firstList);
  for (const word of words) {
    const cell = textCell(catalogue, slot, word);
    if (cell % 2 === 0) continue;
    const cut = (catalogue.cutAt[slot] as number) + (cell - 1) / 2;
    for (let at = catalogue.wordAt[cut] as number; at < (catalogue.wordAt[cut + 1] as number); at++) {
      hit[(catalogue.word[at] as number) - firstList] = 1;
    }
  }
  return 0;
}
