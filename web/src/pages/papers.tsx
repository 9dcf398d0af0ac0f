import { useState } from 'react';
import { useSearch } from 'wouter';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { PlacePage } from '../account/account-page.tsx';
import { mayHere, type Place } from '../account/me.ts';
import { Done, Empty, Loaded, useDone } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { DocumentList } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { Invoices } from '../papers/invoices.tsx';
import { PaperRow } from '../papers/paper-row.tsx';
import { ProgrammePapers } from '../papers/programme-papers.tsx';
import { UploadForm, type Wanted } from '../papers/upload-form.tsx';
import { useWatched } from '../papers/use-watched.ts';
import { useWords } from '../words/use-words.ts';
import './check.css';
import './profile.css';

/** What wants doing about the papers, in one line each. */
function Warnings({ documents }: { readonly documents: readonly WireDocument[] }) {
  const { t } = useWords();
  const clean = documents.filter(({ status }) => status === 'clean');
  const lines = [
    ['expired', clean.filter(({ validity }) => validity.state === 'expired')],
    ['expiring', clean.filter(({ validity }) => validity.state === 'expiring')],
    ['rejected', documents.filter(({ status }) => status === 'rejected')],
  ] as const;
  const shown = lines.filter(([, found]) => found.length > 0);
  if (shown.length === 0) return null;
  return (
    <div className="note">
      {shown.map(([word, found]) => (
        <p key={word}>
          {t(`papers.warning.${word}`, { count: found.length, list: found.map(({ title }) => title).join(t('formula.comma')) })}
        </p>
      ))}
    </div>
  );
}

function Papers({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const asked = new URLSearchParams(useSearch()).get('programme');
  const live = useLive<DocumentList>('GET /v1/companies/{id}/documents', { id: place.id }, { limit: 100 });
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState<Wanted>();
  const [done, setDone] = useDone();
  const [changes, setChanges] = useState(0);
  const mayChange = mayHere(place, 'document.upload');
  useWatched(live.data?.items, arrived, live.reload);
  const changed = (text?: string) => {
    if (text) setDone(text);
    setChanges((count) => count + 1);
    live.reload();
  };
  return (
    <>
      <Done said={done} />
      <Loaded live={live} rows={4}>
        {({ items: documents, nextCursor }) => (
          <>
            <Warnings documents={documents} />
            <div className="two-columns">
              {mayChange ? (
                <UploadForm
                  companyId={place.id}
                  wanted={wanted}
                  empty={documents.length === 0}
                  onArrived={(document) => {
                    setArrived((before) => new Set([...before, document.id]));
                    changed(t('papers.arrived'));
                  }}
                />
              ) : null}
              <ProgrammePapers changes={changes} place={place} asked={asked} mayUpload={mayChange} onWanted={setWanted} />
            </div>
            <section aria-labelledby="papers">
              <h2 id="papers">{t('papers.list')}</h2>
              {documents.length === 0 ? (
                <Empty title={t('papers.none')}>
                  <p>{t('papers.noneText')}</p>
                </Empty>
              ) : (
                <ul className="rows" aria-live="polite">
                  {documents.map((document) => (
                    <PaperRow key={document.id} document={document} companyId={place.id} mayChange={mayChange} onChanged={changed} />
                  ))}
                </ul>
              )}
              {nextCursor === null ? null : <p className="muted">{t('papers.newestOnly')}</p>}
            </section>
          </>
        )}
      </Loaded>
      <Invoices changes={changes} companyId={place.id} />
    </>
  );
}

/** The papers of an applicant: kept once, checked, shown with the day they end. */
export default function PapersPage({ params }: PageProps) {
  const { t } = useWords();
  return (
    <PlacePage title={t('papers.title')} lead={t('papers.lead')} placeId={params.id ?? ''} section="papers">
      {(place) => <Papers key={place.id} place={place} />}
    </PlacePage>
  );
}
