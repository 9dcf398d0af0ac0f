/** Every paper a claim names, in whatever field; what is no claim names none. */
export function papersNamedBy(claim: unknown): ReadonlySet<string> {
  const named = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (/^paperIds$|[dD]ocumentIds?$/.test(key)) for (const id of [inner].flat()) named.add(String(id));
      else walk(inner);
    }
  };
  walk(claim);
  return named;
}
