import type { Leaf } from '../criteria.ts';
import { leavesOf } from '../criteria-tree.ts';
import { tierCriteria } from '../judge.ts';
import type { Programme, ProgrammeVersion } from '../programme.ts';
import type { LeafTable } from './leaf-table.ts';
import { atLeastOf, conjunctsOf, type Normal, normalise } from './normalise.ts';

/** One version of a programme in normal form: what must all hold for its verdict, and for the applicant's alone. */
export interface VersionDraft {
  readonly programme: number;
  readonly version: ProgrammeVersion;
  /** Nobody can get a template before a county adopts it. */
  readonly isTemplate: boolean;
  readonly full: readonly Normal[];
  readonly applicant: readonly Normal[];
  /** "Some tier holds", where the amount has tiers. */
  readonly tier: Normal | undefined;
  /** The clauses of its criteria, in reading order: number of the leaf, and its name. */
  readonly clauses: readonly { readonly leaf: number; readonly name: string }[];
  readonly from: string | null;
  readonly to: string | null;
}

export function draftVersion(programme: Programme, index: number, version: ProgrammeVersion, leaves: LeafTable): VersionDraft {
  const literalOf = (leaf: Leaf, positive: boolean): Normal => 2 * leaves.add(leaf) + Number(!positive);
  // A clause about one request is taken to go well, whichever answer that is where it stands.
  const applicantLiteralOf = (leaf: Leaf, positive: boolean): Normal => (leaves.isRequest(leaf) ? 'met' : literalOf(leaf, positive));
  const tiers = tierCriteria(version.benefit.amount);
  const parts = [version.criteria, ...tiers];
  const whole = (literal: typeof literalOf) =>
    conjunctsOf(
      atLeastOf(
        parts.length,
        parts.map((part) => normalise(part, literal)),
      ),
    );
  return {
    programme: index,
    version,
    isTemplate: programme.regionCode === null,
    full: whole(literalOf),
    applicant: whole(applicantLiteralOf),
    tier:
      tiers.length === 0
        ? undefined
        : atLeastOf(
            tiers.length,
            tiers.map((tier) => normalise(tier, literalOf)),
          ),
    clauses: leavesOf(version.criteria).map((leaf) => ({ leaf: leaves.add(leaf), name: leaf.id })),
    from: version.effective.from,
    to: version.effective.to,
  };
}
