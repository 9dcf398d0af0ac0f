import { type ClaimRow, papersOfRow, partsOfClaim } from './claim-parts.ts';

/** A row of the claim that names a paper, as one finds it: of which list, and which of its rows. */
export type NamingRow = { readonly list: string; readonly at: number; readonly row: ClaimRow };

/** The rows that name a paper: what they say is what it has to show. */
export const rowsNaming = (claim: unknown, paperId: string): NamingRow[] =>
  partsOfClaim(claim).tables.flatMap(({ name, rows }) =>
    rows.flatMap((row, at) => (papersOfRow(row).includes(paperId) ? [{ list: name, at, row }] : [])),
  );
