/**
 * The compiled catalogue is nothing but these arrays, so it can be written to a file and read back without parsing a byte.
 * "Version" means one version of one programme; N is their number, and a bitmap is ⌈N / 32⌉ words, one bit a version.
 * A list of lists is kept as two arrays: `…At[i]` to `…At[i + 1]` is the part of the other that belongs to i.
 */
export const SECTIONS = {
  /** See `SHAPE`. */
  shape: Uint32Array,
  /** Every string once, as UTF-16 units: string s is `text` from `textAt[s]` to `textAt[s + 1]`. */
  text: Uint16Array,
  textAt: Uint32Array,

  /** By fact slot: the string of its id, its kind (`FACT_KIND`), and 1 when it is about one request. Slot 0 is the day asked for. */
  factName: Uint32Array,
  factKind: Uint8Array,
  factRequest: Uint8Array,
  /** The values at which an answer about the fact can change, sorted: numbers, or the numbers of strings. */
  cutAt: Uint32Array,
  cut: Float64Array,

  /** Distinct leaves, sorted by fact slot. `leafEager[f]` ends those of slot f that the flat program reads; they stand first. */
  leafAt: Uint32Array,
  leafEager: Uint32Array,
  leafSlot: Uint16Array,
  /** `LEAF` flags; the cells lo to hi in which the leaf is met (or, with `runs`, a part of `run` holding pairs lo, hi). */
  leafFlags: Uint8Array,
  leafLo: Int32Array,
  leafHi: Int32Array,
  run: Uint32Array,
  /** By cut of a list fact: the leaves that name the word. */
  wordAt: Uint32Array,
  word: Uint32Array,

  bitmap: Int32Array,
  /** By slot: the bitmaps of the versions that are not met when the fact is absent and when it is null; `NONE` for neither. */
  absentBitmap: Uint32Array,
  nullBitmap: Uint32Array,
  /** By cell: the versions whose answer turns from the cell before; the bitmap kept at or before it, and the cell of that one. */
  cellAt: Uint32Array,
  toggleAt: Uint32Array,
  toggle: Uint32Array,
  keptBitmap: Uint32Array,
  keptCell: Uint32Array,
  /** By literal of a list fact (counted from the first one): the versions that ask for it outright. */
  askedAt: Uint32Array,
  asked: Uint32Array,

  /** By version: from where to where its parts stand in `code`; for the applicant's verdict, where each of the parts starts. */
  fullAt: Uint32Array,
  fullEnd: Uint32Array,
  applicantAt: Uint32Array,
  applicant: Uint32Array,
  code: Int32Array,

  /** By version, in reading order: the leaf and the name of each clause; the start of its tier test in `code` plus one, or a `TIER`. */
  clauseAt: Uint32Array,
  clauseLeaf: Uint32Array,
  clauseName: Uint32Array,
  tierCode: Uint32Array,
  versionName: Uint32Array,
  versionProgramme: Uint32Array,
  /** By programme: the string of its id, its first version, and where its JSON stands in `source`. */
  programmeName: Uint32Array,
  programmeVersionAt: Uint32Array,
  sourceAt: Uint32Array,
  /** Stands last, so that a reader may leave it where it is; empty then. */
  source: Uint8Array,
} as const;

export type SectionName = keyof typeof SECTIONS;
export type CompiledCatalogue = { readonly [Name in SectionName]: InstanceType<(typeof SECTIONS)[Name]> };

/** What `shape` holds. */
export const SHAPE = { versions: 0, words: 1, catalogueVersion: 2, listLeaves: 3, depth: 4 } as const;

export const FACT_KIND = { text: 0, number: 1, boolean: 2, list: 3 } as const;

export const LEAF = { negated: 1, runs: 2, metOnNull: 4 } as const;

/** Outcomes as numbers: their order makes `all` the least and `any` the greatest, and 2 − x the negation. */
export const FAILED = 0;
export const UNKNOWN = 1;
export const MET = 2;

/** Stands for "no bitmap". */
export const NONE = 0xffff_ffff;

/** What `tierCode` holds where there is nothing to run. */
export const TIER = { none: 0, alwaysMet: NONE, alwaysFailed: NONE - 1 } as const;

/** The bitmaps that stand first. */
export const FIXED = { alwaysOpen: 0, alwaysFailed: 1, alwaysFailedApplicant: 2, hasCode: 3, hasCodeApplicant: 4 } as const;

/** The name of slot 0; no fact can be called so. */
export const AS_OF = '@as-of';
