/** In whose place somebody acts, by which delegation. `personKey` is the same for every account of one natural person. */
export interface OnBehalf {
  readonly delegationId: string;
  readonly personId: string;
  readonly personKey: string;
  readonly name: string;
  /** The most that may be approved, in fen; null: as much as the colleague may. */
  readonly uptoFen: number | null;
}

/** Whoever acts, with whom they stand in for. */
export interface Hand {
  readonly personKey: string;
  readonly onBehalf?: { readonly personKey: string } | undefined;
}

/** The natural persons an act counts for: who acts, and in whose place. To four eyes both are one. */
export const keysOf = ({ personKey, onBehalf }: Hand): readonly string[] =>
  onBehalf === undefined ? [personKey] : [personKey, onBehalf.personKey];

/** Is it one person's doing, by themselves, for somebody or through somebody? */
export const sameHand = (one: Hand, other: Hand): boolean => keysOf(one).some((key) => keysOf(other).includes(key));

/** By the key of a natural person: the ids of the organisations they belong to today, under whatever account. */
export type Hands = ReadonlyMap<string, ReadonlySet<string>>;
