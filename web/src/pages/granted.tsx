import { useState } from 'react';
import { Link } from 'wouter';
import { PlacePage } from '../account/account-page.tsx';
import type { Place } from '../account/me.ts';
import { Empty, Loaded } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { useLive } from '../account/use-live.ts';
import type { ReceivedGrantList } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { useParts } from '../sharing/grant-row.tsx';
import { lastDayOf } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';

const TONE = { holds: 'good', ended: 'old', revoked: 'old' } as const;

function Granted({ place }: { readonly place: Place }) {
  const { t, of, day, moment } = useWords();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const live = useLive<ReceivedGrantList>('GET /v1/grants', {}, { as: place.id, limit: 20, cursor: cursors.at(-1) });
  const parts = useParts(() => undefined);
  return (
    <Loaded live={live}>
      {({ items, nextCursor }) =>
        items.length === 0 && cursors.length === 0 ? (
          <Empty title={t('granted.none')}>
            <p>{t('granted.noneText')}</p>
          </Empty>
        ) : (
          <>
            <ul className="rows">
              {items.map((grant) => (
                <li key={grant.id} className="row" data-grant={grant.id}>
                  <p className="row-head">
                    {grant.state === 'holds' ? (
                      <Link href={`/office/${place.id}/companies/${grant.company.id}`}>{grant.company.name}</Link>
                    ) : (
                      <strong>{grant.company.name}</strong>
                    )}
                    <span className={`badge badge-${TONE[grant.state]}`}>{t(`sharing.state.${grant.state}`)}</span>
                  </p>
                  <p>{t('sharing.what', { list: parts(grant) })}</p>
                  <p>{t('sharing.purpose', { purpose: of(grant.purpose.text), note: grant.purpose.note })}</p>
                  <p className="muted">
                    {t('granted.until', { at: grant.revokedAt ? moment(grant.revokedAt) : day(lastDayOf(grant.until)) })}
                  </p>
                </li>
              ))}
            </ul>
            <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
          </>
        )
      }
    </Loaded>
  );
}

/** What companies have granted to this institution. */
export default function GrantedPage({ params }: PageProps) {
  const { t } = useWords();
  return (
    <PlacePage title={t('granted.title')} lead={t('granted.lead')} placeId={params.id ?? ''} section="granted">
      {(place) => <Granted key={place.id} place={place} />}
    </PlacePage>
  );
}
