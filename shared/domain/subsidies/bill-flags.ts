import type { ApplicantFile } from '../instruments/applicant-file.ts';
import type { ClaimDraft } from './claim.ts';
import { linesOf } from './claim-parts.ts';

/** Something a reviewer has to answer before it is paid on: which flag, of which invoice, filing or applicant. */
export type BillFlag = { readonly id: string; readonly about: string };

/**
 * The flags of the bills a claim lists: what was odd when the invoice was registered, and whether another claim of the applicant holds a part
 * of it too (`second-claim`).
 */
export function billFlags(claim: ClaimDraft, { invoices, cards }: Pick<ApplicantFile, 'invoices' | 'cards'>, caseId: string): BillFlag[] {
  const billed = new Set(linesOf(claim, new Set()).map(({ row }) => row.invoiceId));
  const others = cards.filter(({ id }) => id !== caseId).flatMap(({ holds }) => holds);
  const claimed = new Set(others.filter(({ kind }) => kind === 'invoice').map(({ key }) => key));
  return invoices
    .filter(({ id }) => billed.has(id))
    .flatMap(({ id, flags }) =>
      [...flags, ...(claimed.has(id) ? ['second-claim'] : [])].map((flag) => ({ id: `${flag}.${id}`, about: id })),
    );
}
