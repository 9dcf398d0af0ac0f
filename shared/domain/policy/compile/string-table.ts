/** Collects strings, each once, as UTF-16 units: text is compared unit by unit, exactly as JavaScript does. */
export class StringTable {
  readonly #numberOf = new Map<string, number>();

  /** The number of a string. */
  add(text: string): number {
    const known = this.#numberOf.get(text);
    if (known !== undefined) return known;
    this.#numberOf.set(text, this.#numberOf.size);
    return this.#numberOf.size - 1;
  }

  sections() {
    const all = [...this.#numberOf.keys()];
    const textAt = new Uint32Array(all.length + 1);
    all.forEach((entry, index) => {
      textAt[index + 1] = (textAt[index] as number) + entry.length;
    });
    const text = new Uint16Array(textAt[all.length] as number);
    all.forEach((entry, index) => {
      const start = textAt[index] as number;
      for (let unit = 0; unit < entry.length; unit++) text[start + unit] = entry.charCodeAt(unit);
    });
    return { text, textAt };
  }
}

/** Lists of numbers laid end to end: list i is `items` from `at[i]` to `at[i + 1]`. */
export function pack(lists: readonly (readonly number[])[]) {
  const at = new Uint32Array(lists.length + 1);
  lists.forEach((list, index) => {
    at[index + 1] = (at[index] as number) + list.length;
  });
  const items = new Uint32Array(at[lists.length] as number);
  lists.forEach((list, index) => {
    items.set(list, at[index]);
  });
  return { at, items };
}
