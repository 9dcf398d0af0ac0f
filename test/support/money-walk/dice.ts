/** Chance that comes out the same for the same seed (mulberry32). */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (most: number): number => Math.floor(next() * (most + 1));
  const oneOf = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new RangeError('nothing to choose from');
    return items[upTo(items.length - 1)] as Item;
  };
  return {
    chance: (part: number): boolean => next() < part,
    between: (least: number, most: number): number => least + upTo(most - least),
    oneOf,
    /** Some of them, in their order. */
    some: <Item>(items: readonly Item[], part = 0.5): Item[] => items.filter(() => next() < part),
    /** One of them, the heavier the likelier. */
    weighed<Item extends { readonly weight: number }>(items: readonly Item[]): Item {
      let left = next() * items.reduce((sum, { weight }) => sum + weight, 0);
      for (const item of items) {
        left -= item.weight;
        if (left < 0) return item;
      }
      return oneOf(items);
    },
  };
}
export type Dice = ReturnType<typeof dice>;
