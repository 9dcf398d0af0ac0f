import { type CheckItem, checkClaim, refusalOf } from '../../../../../shared/domain/subsidies/check-claim.ts';
import type { CheckContext } from '../../../../../shared/domain/subsidies/check-context.ts';
import { type ClaimDraft, claim as claimForm } from '../../../../../shared/domain/subsidies/claim.ts';
import { anInvoice, type aPaper, CLAIMS, contextFor, invoiceIdAt, PAPERS } from './claims.ts';

export const check = (claim: ClaimDraft, more: Partial<CheckContext> = {}): CheckItem[] => checkClaim(claim, contextFor(claim.kind, more));

/** A draft as a complete claim; else the refusal. What no hard rule refuses is complete. */
export function readClaim(draft: ClaimDraft, context: CheckContext) {
  const refusal = refusalOf(checkClaim(draft, context));
  return refusal ? ({ ok: false, refusal } as const) : ({ ok: true, value: { claim: claimForm.parse(draft) } } as const);
}

export const notMet = (claim: ClaimDraft, more: Partial<CheckContext> = {}): string[] =>
  check(claim, more)
    .filter(({ outcome }) => outcome !== 'met')
    .map(({ rule, pointer, outcome }) => `${rule} ${pointer} ${outcome}`);

export const { broadband, training, mentoring, events, rent, utilities } = CLAIMS;

export const invoices = (at: number, more: Parameters<typeof anInvoice>[2], amountFen = 20_000_000) =>
  new Map([1, 2, 3].map((one) => [invoiceIdAt(one), one === at ? anInvoice(one, amountFen, more) : anInvoice(one, 20_000_000)]));

export const instead = (id: string, more: Parameters<typeof aPaper>[2] | null) =>
  PAPERS.flatMap((paper) => (paper.id !== id ? [paper] : more ? [{ ...paper, ...more }] : []));
