/** A claim names a paper in a field called so, whichever the instrument: `paperIds`, `contractDocumentId`, `photoDocumentIds`. */
export const isPaperField = (name: string): boolean => /^paperIds$|[dD]ocumentIds?$/.test(name);

/** Every paper a claim names, in whatever field; what is no claim names none. */
export function papersNamedBy(claim: unknown): ReadonlySet<string> {
  const named = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (isPaperField(key)) for (const id of [inner].flat()) named.add(String(id));
      else walk(inner);
    }
  };
  walk(claim);
  return named;
}
