import type { Brought, FlagRaised } from '../cases/step-input.ts';
import type { ApplicantFile } from '../instruments/applicant-file.ts';
import type { ClaimDraft } from './claim.ts';
import { linesOf } from './claim-parts.ts';

/** The rows of a claim by the invoice they rest on. */
function rowsByBill(claim: ClaimDraft | undefined): ReadonlyMap<string, readonly unknown[]> {
  const rows = new Map<string, unknown[]>();
  for (const { row } of claim ? linesOf(claim, new Set()) : [])
    if (row.invoiceId) rows.set(row.invoiceId, [...(rows.get(row.invoiceId) ?? []), row]);
  return rows;
}

/**
 * The bills a claim names; of each whether it named them just so when it was handed in before (undefined: it never was), and the file it was
 * registered from.
 */
export function billsNamed(
  claim: ClaimDraft,
  before: ClaimDraft | undefined,
  { invoices }: Pick<ApplicantFile, 'invoices'>,
  hashOf: (value: unknown) => string,
): NonNullable<Brought['bills']> {
  const old = rowsByBill(before);
  const files = new Map(invoices.map(({ id, sha256 }) => [id, sha256]));
  return [...rowsByBill(claim)].map(([id, rows]) => ({ id, same: hashOf(rows) === hashOf(old.get(id) ?? []), sha256: files.get(id) }));
}

/**
 * The flags of the bills a claim lists: what was odd when the invoice was registered, and whether another claim of the applicant holds a part
 * of it too (`second-claim`).
 */
export function billFlags(claim: ClaimDraft, { invoices, cards }: Pick<ApplicantFile, 'invoices' | 'cards'>, caseId: string): FlagRaised[] {
  const billed = new Set(linesOf(claim, new Set()).map(({ row }) => row.invoiceId));
  const others = cards.filter(({ id }) => id !== caseId).flatMap(({ holds }) => holds);
  const claimed = new Set(others.filter(({ kind }) => kind === 'invoice').map(({ key }) => key));
  return invoices
    .filter(({ id }) => billed.has(id))
    .flatMap(({ id, flags }) =>
      [...flags, ...(claimed.has(id) ? ['second-claim'] : [])].map((flag) => ({ id: `${flag}.${id}`, about: id })),
    );
}
