import { useWords } from '../words/use-words.ts';
import { useDesk } from './desk-of-claim.ts';
import { offeredInvoices, withInvoice } from './offered-invoices.ts';

/** More are chosen from the list in the bill itself: a screen full of buttons helps nobody. */
const MOST_SHOWN = 6;

/** The registered invoices that may belong here: one tap makes one a bill, with its scan and its amount; `onAdd` is told at which place. */
export default function InvoiceOffers({ onAdd }: { onAdd(at: number): void }) {
  const { t, money, day } = useWords();
  const { claim, invoices, put } = useDesk();
  const offered = offeredInvoices(claim, invoices).slice(0, MOST_SHOWN);
  if (offered.length === 0) return null;
  return (
    <section aria-label={t('claims.invoice.offers')}>
      <p className="field-label">{t('claims.invoice.offers')}</p>
      <ul className="rows">
        {offered.map((invoice) => (
          <li key={invoice.id}>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                const bills = withInvoice(claim, invoice, crypto.randomUUID().slice(0, 8));
                onAdd(bills.findIndex(({ invoiceId }) => invoiceId === invoice.id));
                put('/lines', bills);
              }}
            >
              {t('claims.invoice.option', {
                number: invoice.number.slice(-8),
                seller: invoice.sellerName ?? invoice.sellerUscc,
                day: day(invoice.issuedOn),
                amount: money(invoice.amountFen),
              })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
