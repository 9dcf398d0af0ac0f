import type { Leaf } from '../criteria.ts';
import { definitionOf, evaluateLeaf } from '../evaluate.ts';
import type { FactDefinition, FactDictionary } from '../fact.ts';
import { type Cut, complement, cutsOf, kindOf, metRuns, type Run, sortCuts } from './cells.ts';
import { AS_OF, FACT_KIND, LEAF } from './layout.ts';
import { pack, type StringTable } from './string-table.ts';

/** One question about one fact, however many programmes ask it. Numbered in order of first sight until the table is settled. */
export interface LeafDraft {
  readonly leaf: Leaf;
  readonly fact: FactDraft;
  readonly metOnNull: boolean;
  /** Cells in which it is met; for a list fact not used. */
  runs: readonly Run[];
  /** Read by the flat program. */
  inCode: boolean;
  /** Place in the settled table. */
  place: number;
}

export interface FactDraft {
  readonly name: string;
  readonly kind: number;
  readonly isRequest: boolean;
  readonly definition: FactDefinition | undefined;
  readonly cuts: Set<Cut>;
  readonly leaves: LeafDraft[];
  cellOf: ReadonlyMap<Cut, number>;
  slot: number;
}

/** The distinct leaves of a catalogue and the facts they ask about. */
export class LeafTable {
  readonly drafts: LeafDraft[] = [];
  readonly #dictionary: FactDictionary;
  readonly #numberOf = new Map<string, number>();
  readonly #facts = new Map<string, FactDraft>();
  readonly asOf: FactDraft = this.#fact(AS_OF, undefined);

  constructor(dictionary: FactDictionary) {
    this.#dictionary = dictionary;
  }

  #fact(name: string, definition: FactDefinition | undefined): FactDraft {
    const known = this.#facts.get(name);
    if (known) return known;
    const kind = definition ? kindOf(definition) : FACT_KIND.text;
    const isRequest = definition?.scope === 'request';
    const fact: FactDraft = { name, kind, isRequest, definition, cuts: new Set(), leaves: [], cellOf: new Map(), slot: -1 };
    this.#facts.set(name, fact);
    return fact;
  }

  /** The number of a leaf among the distinct ones. Throws when its fact is not declared or cannot be asked so. */
  add(leaf: Leaf): number {
    const key = JSON.stringify([leaf.fact, leaf.op, leaf.value]);
    const known = this.#numberOf.get(key);
    if (known !== undefined) return known;
    const definition = definitionOf(this.#dictionary, leaf.fact);
    const fact = this.#fact(leaf.fact, definition);
    for (const cut of cutsOf(leaf, definition)) fact.cuts.add(cut);
    const metOnNull = evaluateLeaf(leaf, definition, null) === 'met';
    const draft: LeafDraft = { leaf, fact, metOnNull, runs: [], inCode: false, place: -1 };
    fact.leaves.push(draft);
    this.#numberOf.set(key, this.drafts.length);
    this.drafts.push(draft);
    return this.drafts.length - 1;
  }

  isRequest(leaf: Leaf): boolean {
    return definitionOf(this.#dictionary, leaf.fact).scope === 'request';
  }

  /** Fixes slots and cells, once every leaf is known: the day first, list facts last. */
  settleFacts(): readonly FactDraft[] {
    const isList = (fact: FactDraft) => Number(fact.kind === FACT_KIND.list);
    const facts = [...this.#facts.values()].sort((a, b) => isList(a) - isList(b));
    facts.forEach((fact, slot) => {
      fact.slot = slot;
      fact.cellOf = new Map(sortCuts(fact.cuts).map((cut, index) => [cut, 2 * index + 1]));
      for (const draft of fact.leaves) {
        if (fact.kind !== FACT_KIND.list && fact.definition) draft.runs = metRuns(draft.leaf, fact.definition, fact.cellOf);
      }
    });
    return facts;
  }

  /** Orders the leaves by fact, those of the flat program first. */
  settleLeaves(facts: readonly FactDraft[]): readonly LeafDraft[] {
    const ordered = facts.flatMap((fact) => [...fact.leaves].sort((a, b) => Number(b.inCode) - Number(a.inCode)));
    ordered.forEach((draft, place) => {
      draft.place = place;
    });
    return ordered;
  }
}

/** Everything the catalogue keeps of its facts and leaves. */
export function leafSections(facts: readonly FactDraft[], leaves: readonly LeafDraft[], strings: StringTable) {
  const cuts = facts.map((fact) => [...fact.cellOf.keys()].map((cut) => (typeof cut === 'string' ? strings.add(cut) : cut)));
  const cutAt = pack(cuts).at;
  const words: number[][] = Array.from({ length: cutAt[facts.length] as number }, () => []);
  const run: number[] = [];
  const flags: number[] = [];
  const lo: number[] = [];
  const hi: number[] = [];
  for (const draft of leaves) {
    const isList = draft.fact.kind === FACT_KIND.list;
    const { flag, range } = isList ? listForm(draft, words, cutAt[draft.fact.slot] as number) : rangeForm(draft, run);
    flags.push(flag | (draft.metOnNull ? LEAF.metOnNull : 0));
    lo.push(range[0]);
    hi.push(range[1]);
  }
  const byFact = pack(facts.map((fact) => fact.leaves.map((draft) => draft.place)));
  const wordLists = pack(words);
  return {
    factName: Uint32Array.from(facts, (fact) => strings.add(fact.name)),
    factKind: Uint8Array.from(facts, (fact) => fact.kind),
    factRequest: Uint8Array.from(facts, (fact) => Number(fact.isRequest)),
    cutAt,
    cut: Float64Array.from(cuts.flat()),
    leafAt: byFact.at,
    leafEager: Uint32Array.from(facts, (fact, slot) => (byFact.at[slot] as number) + fact.leaves.filter((draft) => draft.inCode).length),
    leafSlot: Uint16Array.from(leaves, (draft) => draft.fact.slot),
    leafFlags: Uint8Array.from(flags),
    leafLo: Int32Array.from(lo),
    leafHi: Int32Array.from(hi),
    run: Uint32Array.from(run),
    wordAt: wordLists.at,
    word: wordLists.items,
  };
}

/** One range where the leaf is met or, negated, one where it fails; more ranges go to the pool, whichever list is shorter. */
function rangeForm(draft: LeafDraft, pool: number[]): { readonly flag: number; readonly range: Run } {
  const fails = complement(draft.runs, 2 * draft.fact.cellOf.size);
  const isNegated = fails.length < draft.runs.length;
  const runs = isNegated ? fails : draft.runs;
  const flag = isNegated ? LEAF.negated : 0;
  const [only] = runs;
  if (runs.length <= 1) return { flag, range: only ?? [1, 0] };
  const start = pool.length;
  for (const run of runs) pool.push(...run);
  return { flag: flag | LEAF.runs, range: [start, pool.length] };
}

/** A list leaf answers one way unless the list holds one of its words; each word knows the leaves that name it. */
function listForm(draft: LeafDraft, words: number[][], firstCut: number): { readonly flag: number; readonly range: Run } {
  const { leaf, fact, place } = draft;
  const isMetWithoutWords = leaf.op === 'noneOf' || (leaf.op === 'exists' && !draft.metOnNull);
  if (leaf.op !== 'exists' && fact.definition) {
    for (const cut of new Set(cutsOf(leaf, fact.definition))) words[firstCut + ((fact.cellOf.get(cut) as number) - 1) / 2]?.push(place);
  }
  return { flag: isMetWithoutWords ? LEAF.negated : 0, range: [0, 0] };
}
