import { type Bill, type BillAsked, invoiceAccount } from '../domain/documents/invoice.ts';
import { rowFinder } from './batch-read.ts';
import { billFileKey, invoiceKey } from './keys/companies.ts';
import type { ItemKey } from './keys/key.ts';
import type { CounterMove } from './write-counter.ts';

/** Notes that an invoice was registered from a file: a field for each invoice, moved without a read. */
export const enterFile = (sha256: string, invoiceId: string): CounterMove => ({
  count: billFileKey(sha256),
  add: { [invoiceId]: 1 },
  startsAt: {},
});

/** The rows of bills over all applicants, each with that of the file it was registered from. */
export const billKeys = (asked: readonly BillAsked[]): ItemKey[] =>
  asked.flatMap(({ id, sha256 }) => [invoiceKey(id), ...(sha256 === undefined ? [] : [billFileKey(sha256)])]);

/** The bills that were asked for among rows that were read, in the order asked for; what nobody registered is left out. */
export function billsAmong(rows: readonly Record<string, unknown>[], asked: readonly BillAsked[]): Bill[] {
  const rowOf = rowFinder(rows);
  return asked.flatMap(({ id, sha256 }) => {
    const account = rowOf(invoiceKey(id));
    const { pk, sk, ...numbers } = (sha256 === undefined ? undefined : rowOf(billFileKey(sha256))) ?? {};
    return account ? [{ ...invoiceAccount.parse(account), sharesFile: Object.keys(numbers).some((other) => other !== id) }] : [];
  });
}
