import type { Group, Normal } from './normalise.ts';

/**
 * The flat program: what cannot be answered by one fact alone, one part after the other in the order of the versions.
 * A part is either `n` followed by n literals, of which one must hold (n > 0), or `−n` followed by n words in postfix order:
 * a literal, or `−k` and `needed` for "at least `needed` of the last k". A literal is twice a leaf's place, plus one for its negation.
 */
export class FlatProgram {
  readonly #code: number[] = [];
  #depth = 1;

  /** Writes a part and says where it starts. `literalOf` maps a literal of the draft to its place. */
  add(node: number | Group, literalOf: (draft: number) => number): number {
    const start = this.#code.length;
    if (isAlternatives(node)) {
      this.#code.push(node.of.length, ...node.of.map((part) => literalOf(part as number)));
      return start;
    }
    this.#code.push(0);
    this.#write(node, literalOf, 1);
    this.#code[start] = start + 1 - this.#code.length;
    return start;
  }

  #write(node: number | Group, literalOf: (draft: number) => number, depth: number): void {
    this.#depth = Math.max(this.#depth, depth);
    if (typeof node === 'number') {
      this.#code.push(literalOf(node));
      return;
    }
    node.of.forEach((part, index) => {
      this.#write(part, literalOf, depth + index);
    });
    this.#code.push(-node.of.length, node.needed);
  }

  /** Where the next part will start. */
  get length(): number {
    return this.#code.length;
  }

  /** The most values that wait to be combined at any time. */
  get depth(): number {
    return this.#depth;
  }

  code() {
    return Int32Array.from(this.#code);
  }
}

function isAlternatives(node: Normal): node is Group {
  return typeof node === 'object' && node.needed === 1 && node.of.every((part) => typeof part === 'number');
}
