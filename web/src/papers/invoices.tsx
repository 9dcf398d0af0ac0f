import { Loaded } from '../account/notices.tsx';
import { useLive, useReloadOn } from '../account/use-live.ts';
import type { InvoiceList } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';

/** The invoices registered so far; asked anew with each of the `changes`. */
export function Invoices({ companyId, changes }: { readonly companyId: string; readonly changes: number }) {
  const { t, of, money, day } = useWords();
  const live = useLive<InvoiceList>('GET /v1/companies/{id}/invoices', { id: companyId }, { limit: 100 });
  useReloadOn(live, changes);
  return (
    <section aria-labelledby="invoices">
      <h2 id="invoices">{t('invoices.title')}</h2>
      <Loaded live={live} rows={2}>
        {({ items: invoices }) =>
          invoices.length === 0 ? (
            <p className="muted">{t('invoices.none')}</p>
          ) : (
            <ul className="rows">
              {invoices.map((invoice) => (
                <li key={invoice.id} className="row">
                  <p className="row-head">
                    <strong>{t('invoices.number', { number: invoice.number })}</strong>
                    <strong>{money(invoice.amountFen)}</strong>
                  </p>
                  <p className="muted">
                    {t('invoices.line', {
                      seller: invoice.sellerName ?? invoice.sellerUscc,
                      buyer: invoice.buyerName,
                      day: day(invoice.issuedOn),
                    })}
                  </p>
                  {invoice.flags.map((flag) => (
                    <p key={flag.code} className="outcome outcome-unknown">
                      {of(flag.text)}
                    </p>
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
