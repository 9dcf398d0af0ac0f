import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { FlagRaised } from '../../../shared/domain/cases/step-input.ts';
import { flagsOf, type InvoiceAccount } from '../../../shared/domain/documents/invoice.ts';
import { partsOfInvoices } from '../../../shared/domain/instruments/claim-contents.ts';
import { contentsOf } from '../../../shared/domain/instruments/contents-of.ts';

/** What the claim takes of each bill it names, in fen by invoice id. */
const partsOf = (record: CaseRecord): ReadonlyMap<string, number> => partsOfInvoices(contentsOf(record).rows(record.claim));

/** The bills the claim of a case names, by invoice id. */
export const billsOf = (record: CaseRecord): readonly string[] => [...partsOf(record).keys()];

/** What the reviewer has to answer of its bills, which shows only when they are seen over all applicants. */
export function flagsOfBills(record: CaseRecord, bills: readonly InvoiceAccount[]): FlagRaised[] {
  const parts = partsOf(record);
  return bills.flatMap((bill) => flagsOf(bill, parts.get(bill.id)).map((flag) => ({ id: `${flag}.${bill.id}`, about: bill.id })));
}
