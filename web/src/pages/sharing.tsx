import { useState } from 'react';
import { PlacePage } from '../account/account-page.tsx';
import { mayHere, type Place } from '../account/me.ts';
import { Done, Empty, Loaded, useDone } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { DocumentList, GrantList } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { AccessLog } from '../sharing/access-log.tsx';
import { GrantForm } from '../sharing/grant-form.tsx';
import { GrantRow } from '../sharing/grant-row.tsx';
import { useWords } from '../words/use-words.ts';
import './check.css';

function Sharing({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const live = useLive<GrantList>('GET /v1/companies/{id}/grants', { id: place.id });
  const papers = useLive<DocumentList>('GET /v1/companies/{id}/documents', { id: place.id }, { limit: 100 });
  const [done, setDone] = useDone();
  const [changes, setChanges] = useState(0);
  const titleOf = (id: string) => papers.data?.items.find((paper) => paper.id === id)?.title;
  const changed = (text: string) => {
    setDone(text);
    setChanges((count) => count + 1);
    live.reload();
  };
  return (
    <>
      <Done said={done} />
      <Loaded live={live}>
        {(list) => {
          const open = list.grants.filter(({ state }) => state === 'holds');
          const over = list.grants.filter(({ state }) => state !== 'holds');
          const row = (grant: GrantList['grants'][number]) => (
            <GrantRow
              key={grant.id}
              grant={grant}
              companyId={place.id}
              mayRevoke={mayHere(place, 'grant.revoke')}
              titleOf={titleOf}
              onRevoked={() => changed(t('sharing.revoked', { name: grant.institution.name }))}
            />
          );
          return (
            <>
              <section aria-labelledby="open-grants">
                <h2 id="open-grants">{t('sharing.open')}</h2>
                {open.length === 0 ? (
                  <Empty title={t('sharing.none')}>
                    <p>{t('sharing.noneText')}</p>
                  </Empty>
                ) : (
                  <ul className="rows">{open.map(row)}</ul>
                )}
              </section>
              {over.length === 0 ? null : (
                <details>
                  <summary className="fold">{t('sharing.over', { count: over.length })}</summary>
                  <ul className="rows">{over.map(row)}</ul>
                </details>
              )}
              {mayHere(place, 'grant.give') ? (
                <GrantForm companyId={place.id} offered={list} onGiven={(name) => changed(t('sharing.given', { name }))} />
              ) : (
                <p className="muted">{t('sharing.signersOnly')}</p>
              )}
            </>
          );
        }}
      </Loaded>
      <AccessLog companyId={place.id} changes={changes} titleOf={titleOf} />
    </>
  );
}

/** Who may see what of ours, until when, and who has looked. */
export default function SharingPage({ params }: PageProps) {
  const { t } = useWords();
  return (
    <PlacePage title={t('sharing.title')} lead={t('sharing.lead')} placeId={params.id ?? ''} section="sharing">
      {(place) => <Sharing key={place.id} place={place} />}
    </PlacePage>
  );
}
