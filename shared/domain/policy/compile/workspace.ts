import { type CompiledCatalogue, FACT_KIND, NONE, SHAPE } from './layout.ts';

/** What `cell` holds for a fact that is not known, or known to be none; else a cell of the fact. */
export const ABSENT = -2;
export const NULL = -1;

/** Arguments one call may safely take. */
const LONGEST_CALL = 4096;

const STRINGS = new WeakMap<CompiledCatalogue, (string | undefined)[]>();

/** A string of the catalogue, decoded the first time it is asked for. */
export function stringAt(catalogue: CompiledCatalogue, index: number): string {
  let strings = STRINGS.get(catalogue);
  if (!strings) {
    strings = new Array<string | undefined>(catalogue.textAt.length - 1);
    STRINGS.set(catalogue, strings);
  }
  const known = strings[index];
  if (known !== undefined) return known;
  const units = catalogue.text.subarray(catalogue.textAt[index], catalogue.textAt[index + 1]);
  const text =
    units.length < LONGEST_CALL ? String.fromCharCode(...units) : Array.from(units, (unit) => String.fromCharCode(unit)).join('');
  strings[index] = text;
  return text;
}

/** Where the bitmaps of the facts start: of those unknown, of those known and kept by the catalogue, of those known and built. */
export interface Rows {
  open: number;
  kept: number;
  built: number;
  readonly openStart: Uint32Array;
  readonly keptStart: Uint32Array;
  readonly builtStart: Uint32Array;
  readonly openSlot: Uint16Array;
  readonly keptSlot: Uint16Array;
  readonly builtSlot: Uint16Array;
}

/** Verdicts, one a byte, and the same memory four at a time. */
export interface Verdicts {
  readonly bytes: Uint8Array;
  readonly fours: Int32Array;
}

function verdictsOf(versions: number, words: number): Verdicts {
  const fours = new Int32Array(8 * words);
  return { bytes: new Uint8Array(fours.buffer, 0, versions), fours };
}

/** Room for one question at a time: made once, used for many, so that answering allocates next to nothing. */
export interface Workspace {
  readonly catalogue: CompiledCatalogue;
  /** By slot: the name of the fact, and where its value lies. */
  readonly names: readonly string[];
  readonly cell: Int32Array;
  /** Slots on which a version depends outright, without slot 0. */
  readonly indexed: readonly number[];
  /** The bitmaps of this question; those not kept by the catalogue are built in `row`, at the slot times the words. */
  readonly rows: Rows;
  readonly row: Int32Array;
  /** By version, as bitmaps: in force; not met in one fact or more; in two or more; failed. */
  readonly live: Int32Array;
  readonly ones: Int32Array;
  readonly twos: Int32Array;
  readonly failed: Int32Array;
  /** By literal: its outcome. By list leaf: whether the list holds one of its words. */
  readonly outcome: Uint8Array;
  readonly hit: Uint8Array;
  readonly stack: Uint8Array;
  /** By version: its verdict and the applicant's. */
  readonly verdict: Verdicts;
  readonly applicantVerdict: Verdicts;
  readonly eligible: Uint32Array;
  readonly near: Uint32Array;
  /** The outcome of every clause; made when first asked for. */
  clauseOutcomes: Uint8Array | undefined;
}

export function createWorkspace(catalogue: CompiledCatalogue): Workspace {
  const facts = catalogue.factName.length;
  const versions = catalogue.shape[SHAPE.versions] as number;
  const words = catalogue.shape[SHAPE.words] as number;
  const leaves = catalogue.leafSlot.length;
  const slots = [...catalogue.factName.keys()];
  const indexed = slots.filter((slot) => slot > 0 && catalogue.absentBitmap[slot] !== NONE);
  return {
    catalogue,
    names: slots.map((slot) => stringAt(catalogue, catalogue.factName[slot] as number)),
    cell: new Int32Array(facts).fill(ABSENT),
    indexed,
    rows: {
      open: 0,
      kept: 0,
      built: 0,
      openStart: new Uint32Array(facts),
      keptStart: new Uint32Array(facts),
      builtStart: new Uint32Array(facts),
      openSlot: new Uint16Array(facts),
      keptSlot: new Uint16Array(facts),
      builtSlot: new Uint16Array(facts),
    },
    row: new Int32Array(facts * words),
    live: new Int32Array(words),
    ones: new Int32Array(words),
    twos: new Int32Array(words),
    failed: new Int32Array(words),
    outcome: new Uint8Array(2 * leaves),
    hit: new Uint8Array(leaves - (catalogue.shape[SHAPE.listLeaves] as number)),
    stack: new Uint8Array(catalogue.shape[SHAPE.depth] as number),
    verdict: verdictsOf(versions, words),
    applicantVerdict: verdictsOf(versions, words),
    eligible: new Uint32Array(versions),
    near: new Uint32Array(versions),
    clauseOutcomes: undefined,
  };
}

export const isListSlot = (catalogue: CompiledCatalogue, slot: number): boolean => catalogue.factKind[slot] === FACT_KIND.list;
