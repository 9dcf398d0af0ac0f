import { InvoiceForm } from '../papers/invoice-form.tsx';
import { useWords } from '../words/use-words.ts';
import { useDesk } from './desk-of-claim.ts';
import { fitting } from './fitting-papers.ts';
import { UploadHere } from './paper-choice.tsx';

/** A scan of an invoice, and what it says: typed once, for every claim. */
export default function RegisterHere({ onRegistered }: { onRegistered(): void }) {
  const { t } = useWords();
  const { place, documents } = useDesk();
  const scans = fitting(documents, ['invoice']).filter(({ invoices }) => invoices.length === 0);
  return (
    <div className="note">
      <p>{t('claims.invoice.steps')}</p>
      {scans.map((document) =>
        document.status === 'clean' ? (
          <div key={document.id}>
            <p>{document.title}</p>
            <InvoiceForm document={document} companyId={place.id} onRegistered={onRegistered} />
          </div>
        ) : (
          <p key={document.id} className="muted">
            {t('claims.paper.checking', { title: document.title })}
          </p>
        ),
      )}
      <UploadHere kind="invoice" about={t('claims.invoice.scan')} onArrived={() => undefined} />
    </div>
  );
}
