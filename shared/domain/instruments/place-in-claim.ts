import type * as z from 'zod/mini';
import { wayTo } from '../cases/diff.ts';

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** What stands in a tree under one part of a way: a row by its number, a field by its name; undefined: nothing. */
const inside = (tree: unknown, part: string): unknown =>
  isTree(tree) && Object.hasOwn(tree, part) && !(Array.isArray(tree) && part === 'length') ? tree[part] : undefined;

/** The same tree with something else at the end of a way; groups that are not there yet come with it, rows do not. */
function put(tree: unknown, [part, ...rest]: readonly string[], value: unknown): unknown {
  if (part === undefined) return value;
  if (Array.isArray(tree)) return tree.map((row, at) => (`${at}` === part ? put(row, rest, value) : row));
  return { ...(isTree(tree) ? tree : {}), [part]: put(inside(tree, part), rest, value) };
}

/** Does the form know a field at this place? It is asked what it finds wrong with something that fits no field. */
function isKnown(claim: unknown, form: z.ZodMiniType, way: readonly string[]): boolean {
  const misfit = form.safeParse(put(claim, way, Symbol('no value of any field'))).error?.issues ?? [];
  const said = misfit.find(({ path }) => path.length === way.length && path.every((part, at) => String(part) === way[at]));
  return said !== undefined && !(said.code === 'invalid_type' && said.expected === 'object');
}

/**
 * Can this place of a claim be asked about? A field, filled or one its form knows and the claim lacks; one row of a list; a list that has no row
 * yet. Not the whole, a whole list of rows or a group of fields: nobody could tell what in it is to be put right.
 *
 * @param claim as it is shown
 * @param form as it is written
 * @param pointer JSON pointer into the claim, or into the case (`/claim/lines/0`)
 */
export function isPlaceIn(claim: unknown, form: z.ZodMiniType, pointer: string): boolean {
  const way = wayTo(pointer);
  if (way.length === 0) return false;
  const above = way.slice(0, -1).reduce(inside, claim);
  const value = inside(above, way.at(-1) ?? '');
  if (value === undefined) return isKnown(claim, form, way);
  return Array.isArray(value) ? !value.some(isTree) : Array.isArray(above) || !isTree(value);
}
