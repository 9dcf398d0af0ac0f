import type { InvoiceList } from '../account/wire.ts';
import type { Draft } from './claim-paths.ts';

type Invoice = InvoiceList['items'][number];
type Row = Readonly<Record<string, unknown>>;

const billsOf = ({ lines }: Draft): readonly Row[] => (lines as readonly Row[] | undefined) ?? [];

/** Registered invoices of the year that is claimed which no bill of the claim is yet, oldest first; of every year while none is said. */
export function offeredInvoices(claim: Draft, invoices: readonly Invoice[]): Invoice[] {
  const used = new Set(billsOf(claim).map(({ invoiceId }) => invoiceId));
  const ofYear = ({ issuedOn }: Invoice) => typeof claim.year !== 'number' || issuedOn.startsWith(`${claim.year}-`);
  return invoices.filter((one) => !used.has(one.id) && ofYear(one)).sort((a, b) => a.issuedOn.localeCompare(b.issuedOn));
}

/** The bills with one for an invoice: in the first that is still without any answer, else in one of its own. */
export function withInvoice(claim: Draft, { id: invoiceId, documentId, amountFen }: Invoice, lineId: string): readonly Row[] {
  const bills = billsOf(claim);
  const answers = { invoiceId, documentId, amountFen };
  const empty = bills.findIndex((bill) => Object.keys(bill).length === 1);
  return empty < 0 ? [...bills, { lineId, ...answers }] : bills.map((bill, at) => (at === empty ? { ...bill, ...answers } : bill));
}
