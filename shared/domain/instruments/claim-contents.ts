import type { CivilDate } from '../kernel/civil-date.ts';

/** One row of a claim, by the id under which a reviewer strikes it and a specialist is asked about it. */
export interface ClaimRow {
  readonly id: string;
  /** What is claimed of it, in fen; null: it has no amount, or none yet. */
  readonly claimedFen: number | null;
  /** The invoice it is a part of (`invoiceIdOf`); null: it rests on none. */
  readonly invoiceId: string | null;
  /** Whether a specialist may be asked about it; who lives with whom is nobody's to judge. */
  readonly forExperts: boolean;
}

/** What was put on file before a thing was done, as it was pinned with the claim. */
export interface Filing {
  readonly title: string;
  readonly category: string;
  readonly plannedOn: CivilDate;
  readonly place: string;
  readonly plannedSpendFen: number;
  /** RFC 3339. */
  readonly filedAt: string;
}

/**
 * What a claim of an instrument contains, for whoever serves cases of every kind: the light half of an instrument (`judging.ts` has the other).
 * A claim comes as a case keeps it, or as it is written. One of another shape has no rows, names no paper and is shown as it is; none throws.
 */
export interface ClaimContents {
  /** All its rows, complete or not, in the order of reading. */
  rows(claim: unknown): readonly ClaimRow[];
  /** Every paper it names, in whatever field. */
  papers(claim: unknown): ReadonlySet<string>;
  /** Whether a defect may name this place, by JSON pointer: a field it has or lacks, or one row (`place-in-claim.ts`). */
  hasPlace(claim: unknown, pointer: string): boolean;
  /** As it is shown to whoever may read the file of the case: nothing that tells a natural person apart by a key. */
  shown(claim: unknown): unknown;
  /** As a specialist is shown it: the rows that are asked about (none: all), of papers those that were named to them; null: there is none. */
  shownToExpert(claim: unknown, asked: { readonly lines: readonly string[]; readonly papers: readonly string[] }): unknown;
  /** What was pinned beside it (`Pins.named`); null: nothing was, or this instrument files nothing beforehand. */
  filing(named: unknown): Filing | null;
}

/** What rows take of each invoice, in fen by invoice id. */
export function partsOfInvoices(rows: readonly Pick<ClaimRow, 'claimedFen' | 'invoiceId'>[]): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const { claimedFen, invoiceId } of rows)
    if (invoiceId !== null && claimedFen !== null) parts.set(invoiceId, (parts.get(invoiceId) ?? 0) + claimedFen);
  return parts;
}
