import { CLAIM_KINDS, type ClaimKind, SUBSIDY_KINDS } from '../../../shared/domain/subsidies/kinds.ts';

/** The form in which what a match tells of is claimed; undefined where it is none of the six subsidies. */
export const claimKindOf = ({ instrument }: { readonly instrument: string }): ClaimKind | undefined =>
  CLAIM_KINDS.find((kind) => SUBSIDY_KINDS[kind].instrument === instrument);
