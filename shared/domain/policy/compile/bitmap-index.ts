import type { Run } from './cells.ts';
import { FACT_KIND, FIXED, NONE } from './layout.ts';
import type { FactDraft, LeafDraft } from './leaf-table.ts';
import { pack } from './string-table.ts';

/** Bitmaps are kept often enough that at most this share of their words is toggled to reach any cell: size stays linear. */
const TOGGLES_PER_WORD = 0.25;

type Toggle = readonly [cell: number, version: number];

/** By version: for each fact, in which cells, and whether when it is null, the version is not met. */
export class BitmapIndex {
  readonly words: number;
  readonly #bitmaps: Int32Array[] = [];
  readonly #facts: readonly FactDraft[];
  readonly #toggles: Toggle[][];
  readonly #absent: Map<number, Int32Array>;
  readonly #null: Map<number, Int32Array>;
  readonly #asked: number[][];
  readonly #firstListLeaf: number;

  constructor(facts: readonly FactDraft[], leaves: readonly LeafDraft[], versions: number) {
    this.words = Math.ceil(versions / 32);
    this.#facts = facts;
    this.#toggles = facts.map(() => []);
    this.#absent = new Map();
    this.#null = new Map();
    this.#firstListLeaf = leaves.findIndex((leaf) => leaf.fact.kind === FACT_KIND.list);
    if (this.#firstListLeaf < 0) this.#firstListLeaf = leaves.length;
    this.#asked = Array.from({ length: 2 * (leaves.length - this.#firstListLeaf) }, () => []);
    for (const _ of Object.keys(FIXED)) this.#bitmaps.push(new Int32Array(this.words));
  }

  get firstListLeaf(): number {
    return this.#firstListLeaf;
  }

  /** Marks a version in one of the bitmaps that stand first. */
  mark(fixed: number, version: number): void {
    setBit(this.#bitmaps[fixed] as Int32Array, version);
  }

  /** A version depends on the fact: it is not met in these cells (in order, none touching another), nor when it is absent. */
  addRuns(fact: FactDraft, version: number, unmet: readonly Run[], isUnmetOnNull: boolean): void {
    const toggles = this.#toggles[fact.slot] as Toggle[];
    for (const [lo, hi] of unmet) {
      toggles.push([lo, version]);
      if (hi < 2 * fact.cellOf.size) toggles.push([hi + 1, version]);
    }
    this.#depends(fact.slot, version, isUnmetOnNull);
  }

  /** A version asks outright for a literal of a list fact (twice the leaf's place, plus one when it must fail). */
  addLiteral(fact: FactDraft, version: number, literal: number, isUnmetOnNull: boolean): void {
    this.#asked[literal - 2 * this.#firstListLeaf]?.push(version);
    this.#depends(fact.slot, version, isUnmetOnNull);
  }

  #depends(slot: number, version: number, isUnmetOnNull: boolean): void {
    setBit(this.#of(this.#absent, slot), version);
    if (isUnmetOnNull) setBit(this.#of(this.#null, slot), version);
  }

  #of(bitmaps: Map<number, Int32Array>, slot: number): Int32Array {
    const known = bitmaps.get(slot);
    if (known) return known;
    const made = new Int32Array(this.words);
    bitmaps.set(slot, made);
    return made;
  }

  #keep(bitmap: Int32Array | undefined): number {
    return bitmap ? this.#bitmaps.push(bitmap) - 1 : NONE;
  }

  sections() {
    const cellAt = new Uint32Array(this.#facts.length + 1);
    const toggleLists: number[][] = [];
    const keptBitmap: number[] = [];
    const keptCell: number[] = [];
    this.#facts.forEach((fact, slot) => {
      const isIndexed = fact.kind !== FACT_KIND.list && this.#absent.has(slot);
      if (isIndexed) this.#sweep(fact, toggleLists, keptBitmap, keptCell);
      cellAt[slot + 1] = toggleLists.length;
    });
    const absentBitmap = Uint32Array.from(this.#facts, (fact) => this.#keep(this.#absent.get(fact.slot)));
    const nullBitmap = Uint32Array.from(this.#facts, (fact) => this.#keep(this.#null.get(fact.slot)));
    const bitmap = new Int32Array(this.#bitmaps.length * this.words);
    this.#bitmaps.forEach((words, index) => {
      bitmap.set(words, index * this.words);
    });
    const toggles = pack(toggleLists);
    const asked = pack(this.#asked);
    return {
      bitmap,
      absentBitmap,
      nullBitmap,
      cellAt,
      toggleAt: toggles.at,
      toggle: toggles.items,
      keptBitmap: Uint32Array.from(keptBitmap),
      keptCell: Uint32Array.from(keptCell),
      askedAt: asked.at,
      asked: asked.items,
    };
  }

  /** Walks the cells of a fact from the lowest value to the highest, keeping a bitmap wherever enough has changed since the last. */
  #sweep(fact: FactDraft, toggleLists: number[][], keptBitmap: number[], keptCell: number[]): void {
    const cells = 2 * fact.cellOf.size + 1;
    const first = toggleLists.length;
    for (let cell = 0; cell < cells; cell++) toggleLists.push([]);
    for (const [cell, version] of this.#toggles[fact.slot] as Toggle[]) toggleLists[first + cell]?.push(version);
    const running = new Int32Array(this.words);
    let pending = 0;
    for (let cell = 0; cell < cells; cell++) {
      const changed = toggleLists[first + cell] as number[];
      for (const version of changed) flipBit(running, version);
      pending += changed.length;
      if (cell === 0 || pending > TOGGLES_PER_WORD * this.words) {
        keptBitmap.push(this.#keep(running.slice()));
        keptCell.push(first + cell);
        pending = 0;
      } else {
        keptBitmap.push(keptBitmap.at(-1) as number);
        keptCell.push(keptCell.at(-1) as number);
      }
    }
  }
}

function setBit(bitmap: Int32Array, version: number): void {
  bitmap[version >> 5] = (bitmap[version >> 5] as number) | (1 << (version & 31));
}

function flipBit(bitmap: Int32Array, version: number): void {
  bitmap[version >> 5] = (bitmap[version >> 5] as number) ^ (1 << (version & 31));
}
