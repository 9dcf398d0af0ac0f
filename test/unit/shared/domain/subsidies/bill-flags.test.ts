import { expect, it } from 'vitest';
import type { CaseCard } from '../../../../../shared/domain/cases/shown/card.ts';
import { billFlags } from '../../../../../shared/domain/subsidies/bill-flags.ts';
import { anInvoice, CLAIMS, invoiceIdAt } from './claims.ts';

const { broadband } = CLAIMS;
const card = (id: string, kind: string, key: string) => ({ id, holds: [{ kind, key }] }) as unknown as CaseCard;
const [first, second] = [invoiceIdAt(1), invoiceIdAt(2)];
const invoices = [anInvoice(1, 1), anInvoice(2, 1, { flags: ['buyer-is-other'] }), anInvoice(3, 1, { flags: ['same-file-other-number'] })];

it('names what was odd when a bill was registered, of the bills that are claimed alone', () => {
  expect(billFlags(broadband, { invoices, cards: [] }, 'own')).toEqual([{ id: `buyer-is-other.${second}`, about: second }]);
});
it.each([
  ['another claim holds a part of it', card('other', 'invoice', first), [`second-claim.${first}`]],
  ['only this claim holds it', card('own', 'invoice', first), []],
  ['another claim holds something else of it', card('other', 'bill', first), []],
])('where %s', (_name, one, flags) => {
  const found = billFlags(broadband, { invoices: invoices.slice(0, 1), cards: [one] }, 'own');
  expect(found).toEqual(flags.map((id) => ({ id, about: first })));
});
