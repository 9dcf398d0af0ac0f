import { expect, it } from 'vitest';
import type { InvoiceList } from '../../../web/src/account/wire.ts';
import { offeredInvoices, withInvoice } from '../../../web/src/claims/offered-invoices.ts';

type Invoice = InvoiceList['items'][number];
const invoice = (id: string, issuedOn: string) => ({ id, issuedOn, documentId: `scan-${id}`, amountFen: 100 }) as Invoice;
const [old, may, march] = [invoice('old', '2025-12-31'), invoice('may', '2026-05-01'), invoice('march', '2026-03-01')];
const idsOf = (offered: readonly Invoice[]) => offered.map(({ id }) => id);

it('offers what is of the year and no bill yet, oldest first', () => {
  const claim = { kind: 'broadband', year: 2026 } as const;
  expect(idsOf(offeredInvoices(claim, [old, may, march]))).toEqual(['march', 'may']);
  expect(idsOf(offeredInvoices({ ...claim, year: 2025 }, [old, may, march]))).toEqual(['old']);
  expect(idsOf(offeredInvoices({ kind: 'broadband' }, [old, may]))).toEqual(['old', 'may']);
  expect(idsOf(offeredInvoices({ ...claim, lines: [{ lineId: 'a', invoiceId: 'march' }] }, [may, march]))).toEqual(['may']);
});

it('fills the bill that has no answer yet, and touches no other', () => {
  const filled = { lineId: 'a', paidOn: '2026-05-02' };
  const answers = { invoiceId: 'may', documentId: 'scan-may', amountFen: 100 };
  expect(withInvoice({ kind: 'rent' }, may, 'new')).toEqual([{ lineId: 'new', ...answers }]);
  expect(withInvoice({ kind: 'rent', lines: [filled] }, may, 'new')).toEqual([filled, { lineId: 'new', ...answers }]);
  expect(withInvoice({ kind: 'rent', lines: [filled, { lineId: 'b' }] }, may, 'new')).toEqual([filled, { lineId: 'b', ...answers }]);
});
