import type * as z from 'zod/mini';

export type Path = readonly PropertyKey[];
export type Complain = (path: Path, reason: string) => void;

/** A place in a JSON document (RFC 6901). */
export const pointer = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') || '/';

type Issue = z.core.$ZodIssue;
type Reasons = { readonly [Code in Issue['code']]?: (issue: Extract<Issue, { code: Code }>) => string };

/** The small build of zod brings no sentences; these say what a maker of a file needs to know. */
const REASONS: Reasons = {
  invalid_type: (issue) => `must be ${issue.expected}`,
  invalid_value: (issue) => `must be one of: ${issue.values.map(String).join(', ')}`,
  unrecognized_keys: (issue) => `has no place for: ${issue.keys.join(', ')}`,
  too_small: (issue) => `must be at least ${issue.minimum}${issue.origin === 'array' || issue.origin === 'string' ? ' long' : ''}`,
  too_big: (issue) => `must be at most ${issue.maximum}${issue.origin === 'array' || issue.origin === 'string' ? ' long' : ''}`,
  invalid_format: (issue) => `must match ${issue.pattern ?? issue.format}`,
  not_multiple_of: (issue) => `must be a multiple of ${issue.divisor}`,
};

const reasonOf = (issue: Issue): string => (REASONS[issue.code] as ((issue: Issue) => string) | undefined)?.(issue) ?? issue.message;

const hasStrangers = (issues: readonly Issue[]): number => (issues.some((issue) => issue.code === 'unrecognized_keys') ? 1 : 0);

/** The issues of a schema, each with its path; of a union only those of the branch that was most likely meant. */
function issuesOf(issues: readonly Issue[], base: Path = []): { path: Path; reason: string }[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, reason: reasonOf(issue) }];
    const meant = [...issue.errors].sort((a, b) => hasStrangers(a) - hasStrangers(b) || a.length - b.length)[0] ?? [];
    return issuesOf(meant, path);
  });
}

/** `JSON pointer: reason` for every fault a schema finds. */
export const complaintsOf = (error: z.core.$ZodError): string[] =>
  issuesOf(error.issues).map(({ path, reason }) => `${pointer(path)}: ${reason}`);
