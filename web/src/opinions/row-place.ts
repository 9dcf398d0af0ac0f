import { partsOfClaim } from '../desk/claim-parts.ts';

/** Which row of its list a row is, counted from 1; undefined: the claim has it no more. */
export function rowPlace(claim: unknown, rowId: string): number | undefined {
  for (const { rows } of partsOfClaim(claim).tables) {
    const at = rows.findIndex((row) => row.rowId === rowId);
    if (at >= 0) return at + 1;
  }
  return undefined;
}
