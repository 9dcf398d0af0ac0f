import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { DocumentList } from '../account/wire.ts';
import { Download, ValidityBadge } from '../papers/paper-row.tsx';
import { useWords } from '../words/use-words.ts';

/** The papers a company granted, as far as it did: nothing at all where it granted none. */
export default function GrantedPapers({ companyId }: { readonly companyId: string }) {
  const { t } = useWords();
  const live = useLive<DocumentList>('GET /v1/companies/{id}/documents', { id: companyId }, { limit: 100 });
  if (live.failure?.kind === 'not-found' || live.failure?.kind === 'denied') return null;
  return (
    <section aria-labelledby="granted-papers">
      <h2 id="granted-papers">{t('papers.title')}</h2>
      <Loaded live={live} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('company.noPapers')}</p>
          ) : (
            <ul className="rows">
              {items.map((document) => (
                <li key={document.id} className="row">
                  <p className="row-head">
                    <strong>{document.title}</strong>
                    <ValidityBadge document={document} />
                  </p>
                  {document.status === 'clean' ? <Download document={document} companyId={companyId} /> : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
