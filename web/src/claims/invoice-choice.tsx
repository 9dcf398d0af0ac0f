import { lazy, Suspense, useEffect, useState } from 'react';
import { Skeleton } from '../components/states.tsx';
import { useWords } from '../words/use-words.ts';
import { valueAt } from './claim-paths.ts';
import { useDesk } from './desk-of-claim.ts';

type Props = { readonly pointer: string; readonly id: string; readonly describedBy: string; readonly wrong: boolean };

/** What it says has to be typed only where an invoice is new. */
const RegisterHere = lazy(() => import('./register-invoice.tsx'));

/** Which invoice a bill is: choosing it fills in its scan and its amount. */
export function InvoiceChoice({ pointer, id, describedBy, wrong }: Props) {
  const { t, money, day } = useWords();
  const { claim, invoices, arrived: known, put, reload } = useDesk();
  const [awaited, setAwaited] = useState<ReadonlySet<string>>();
  const [opened, setAdding] = useState<boolean>();
  const adding = opened ?? (known && invoices.length === 0);
  const row = pointer.slice(0, pointer.lastIndexOf('/'));
  const value = valueAt(claim, pointer);
  const choose = (invoiceId: string) => {
    const invoice = invoices.find((one) => one.id === invoiceId);
    const before = valueAt(claim, row) as Record<string, unknown>;
    const { invoiceId: _invoice, documentId: _document, amountFen, ...rest } = before;
    const other = invoices.find((one) => one.id === value);
    const untouched = amountFen === undefined || amountFen === other?.amountFen;
    put(row, {
      ...rest,
      ...(invoice && { invoiceId: invoice.id, documentId: invoice.documentId }),
      ...(invoice && untouched ? { amountFen: invoice.amountFen } : amountFen !== undefined && { amountFen }),
    });
  };
  const arrived = awaited && invoices.find((invoice) => !awaited.has(invoice.id))?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the invoice just registered here is the one that is meant.
  useEffect(() => {
    if (arrived === undefined) return;
    setAwaited(undefined);
    setAdding(false);
    choose(arrived);
  }, [arrived]);
  return (
    <>
      <select
        id={id}
        value={typeof value === 'string' ? value : ''}
        aria-describedby={describedBy}
        aria-invalid={wrong}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t(known && invoices.length === 0 ? 'claims.invoice.none' : 'check.pick')}</option>
        {invoices.map((invoice) => (
          <option key={invoice.id} value={invoice.id}>
            {t('claims.invoice.option', {
              number: invoice.number.slice(-8),
              seller: invoice.sellerName ?? invoice.sellerUscc,
              day: day(invoice.issuedOn),
              amount: money(invoice.amountFen),
            })}
          </option>
        ))}
        {typeof value === 'string' && !invoices.some((invoice) => invoice.id === value) ? (
          <option value={value}>{t(known ? 'claims.invoice.gone' : 'states.loading')}</option>
        ) : null}
      </select>
      <button type="button" className="link-button" aria-expanded={adding} onClick={() => setAdding(!adding)}>
        {t('claims.invoice.add')}
      </button>
      {adding ? (
        <Suspense fallback={<Skeleton rows={1} inline />}>
          <RegisterHere
            onRegistered={() => {
              setAwaited(new Set(invoices.map((invoice) => invoice.id)));
              reload();
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
