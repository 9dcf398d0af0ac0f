interface Named {
  readonly id: string;
}

/** Newest first, and by id where two are of the same instant. */
export const newestFirst = <Item extends Named>(items: readonly Item[], at: (item: Item) => string): Item[] =>
  items.toSorted((a, b) => at(b).localeCompare(at(a)) || a.id.localeCompare(b.id));

/** One page of a list that was read whole: what comes behind the item with the id `after`, and the id it ends with, if more follow. */
export function pageAfter<Item extends Named>(
  items: readonly Item[],
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): { readonly items: readonly Item[]; readonly last: string | undefined } {
  const from = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1;
  const page = items.slice(from, from + limit);
  return { items: page, last: from + limit < items.length ? page.at(-1)?.id : undefined };
}
