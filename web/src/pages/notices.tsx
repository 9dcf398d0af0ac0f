import { useState } from 'react';
import { Link } from 'wouter';
import { Empty, Loaded } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { useRegions } from '../account/regions.ts';
import { useLive } from '../account/use-live.ts';
import { PageHeading } from '../components/page-heading.tsx';
import type { Notice, NoticeList } from '../desk/wire.ts';
import { NoticePairs, NoticeStatus } from '../notices/notice-parts.tsx';
import { useWords } from '../words/use-words.ts';
import '../account/account.css';

const PROVINCE = '320000';

/** A city with all its counties, or one of them. */
function RegionFilter({ value, onPick }: { readonly value: string; onPick(region: string): void }) {
  const { t, of } = useWords();
  const { reference } = useRegions();
  const divisions = reference?.divisions ?? [];
  return (
    <label className="field">
      <span>{t('notices.region')}</span>
      <select value={value} onChange={(event) => onPick(event.target.value)}>
        <option value="">{t('catalogue.any')}</option>
        {divisions
          .filter(({ parent }) => parent === PROVINCE)
          .map((city) => (
            <optgroup key={city.code} label={of(city.name)}>
              <option value={city.code}>{t('notices.wholeCity', { city: of(city.name) })}</option>
              {divisions
                .filter(({ parent }) => parent === city.code)
                .map(({ code, name }) => (
                  <option key={code} value={code}>
                    {of(name)}
                  </option>
                ))}
            </optgroup>
          ))}
      </select>
    </label>
  );
}

/** The notices of one place under its name, in the order they come in: place by place. */
function placesOf(items: readonly Notice[]): (readonly [place: string, notices: readonly Notice[]])[] {
  return [...new Set(items.map(({ divisionCode }) => divisionCode))].map((place) => [
    place,
    items.filter(({ divisionCode }) => divisionCode === place),
  ]);
}

function Board({ items }: { readonly items: readonly Notice[] }) {
  const { say } = useRegions();
  return placesOf(items).map(([place, notices]) => (
    <section key={place} aria-labelledby={`place-${place}`}>
      <h2 id={`place-${place}`}>{say(place)}</h2>
      <ul className="rows">
        {notices.map((notice) => (
          <li key={notice.id} className="row" data-notice={notice.id}>
            <p className="row-head">
              <strong>
                <Link href={`/notices/${notice.id}`}>{notice.applicantName}</Link>
              </strong>
              <NoticeStatus status={notice.status} />
            </p>
            <NoticePairs notice={notice} underPlace />
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** What public money is about to be given to whom: open to everybody, with the way to object. */
export default function Notices() {
  const { t } = useWords();
  const [region, setRegion] = useState('');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const live = useLive<NoticeList>('GET /v1/notices', {}, { region, limit: 20, cursor: cursors.at(-1) });
  return (
    <div className="page">
      <PageHeading title={t('notices.title')} />
      <p className="lead">{t('notices.lead')}</p>
      <div className="form no-print">
        <RegionFilter
          value={region}
          onPick={(next) => {
            setRegion(next);
            setCursors([]);
          }}
        />
      </div>
      <Loaded live={live}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <Empty title={t(region === '' ? 'notices.none' : 'notices.noneHere')} />
            ) : (
              <>
                <p className="muted">{t('notices.order')}</p>
                <Board items={items} />
              </>
            )}
            <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
          </>
        )}
      </Loaded>
    </div>
  );
}
