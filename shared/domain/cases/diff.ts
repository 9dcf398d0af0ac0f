/** One part of a JSON pointer (RFC 6901). */
const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** JSON pointers of the leaves in which two JSON values differ, sorted (a database keeps no order of fields); none where they say the same. */
export function changedPointers(before: unknown, after: unknown, at = ''): string[] {
  if (Object.is(before, after)) return [];
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after)) return [at];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].sort().flatMap((key) => changedPointers(before[key], after[key], `${at}/${escaped(key)}`));
}

/** Does a pointer lie at or below another, or above it (a whole was replaced in which the part was asked for)? */
export function liesUnder(pointer: string, asked: string): boolean {
  // A place of the claim may be named as one of the case: `/claim/lines/0`.
  const [one, other] = [`${pointer}/`, `${asked.replace(/^\/claim(?=\/)/, '')}/`];
  return one.startsWith(other) || other.startsWith(one);
}
