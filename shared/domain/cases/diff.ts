/** One part of a JSON pointer (RFC 6901) as it is written, and as it is meant. */
const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');
const meant = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/**
 * JSON pointers of the leaves in which two JSON values differ, sorted (a database keeps no order of fields); none where they say the same. What was
 * added or taken out whole is named leaf by leaf, so that whatever lies in it is known to have changed.
 */
export function changedPointers(before: unknown, after: unknown, at = ''): string[] {
  if (Object.is(before, after)) return [];
  const sides = [before, after].filter((side) => side !== undefined);
  const trees = sides.filter(isTree);
  if (trees.length < sides.length || new Set(trees.map(Array.isArray)).size > 1) return [at];
  const keys = [...new Set(trees.flatMap(Object.keys))].sort();
  if (keys.length === 0 && sides.length === 1) return [at];
  const [from, to] = [before, after].map((side) => (isTree(side) ? side : {}));
  return keys.flatMap((key) => changedPointers(from?.[key], to?.[key], `${at}/${escaped(key)}`));
}

/** A place of the claim may be named as one of the case: `/claim/lines/0`. */
const inClaim = (pointer: string): string => pointer.replace(/^\/claim(?=\/)/, '');

/** The way to a place of the claim: its fields as they are called, its rows by number. */
export const wayTo = (pointer: string): string[] => inClaim(pointer).split('/').slice(1).map(meant);

/** Does a pointer lie at or below the place that was asked about? What lies above it says nothing of it. */
export const liesUnder = (pointer: string, asked: string): boolean => `${pointer}/`.startsWith(`${inClaim(asked)}/`);
