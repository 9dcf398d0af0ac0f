import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { FlagRaised } from '../../../shared/domain/cases/step-input.ts';
import { type Bill, type BillAsked, flagsOf } from '../../../shared/domain/documents/invoice.ts';
import { partsOfInvoices } from '../../../shared/domain/instruments/claim-contents.ts';
import { contentsOf } from '../../../shared/domain/instruments/contents-of.ts';

/** What the claim takes of each bill it names, in fen by invoice id. */
const partsOf = (record: CaseRecord): ReadonlyMap<string, number> => partsOfInvoices(contentsOf(record).rows(record.claim));

/** The bills the claim of a case names, each with the file it was registered from when it was handed in. */
export const billsOf = (record: CaseRecord): readonly BillAsked[] =>
  [...partsOf(record).keys()].map((id) => ({ id, sha256: record.billFiles?.[id] }));

/** What the reviewer has to answer of its bills, which shows only when they are seen over all applicants. */
export function flagsOfBills(record: CaseRecord, bills: readonly Bill[]): FlagRaised[] {
  const parts = partsOf(record);
  return bills.flatMap((bill) => flagsOf(bill, parts.get(bill.id)).map((flag) => ({ id: `${flag}.${bill.id}`, about: bill.id })));
}
