import { useState } from 'react';
import { Link } from 'wouter';
import { CONFIRMING_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import { TEASER_WORDS } from '../../../shared/domain/parties/teaser.ts';
import { PlacePage } from '../account/account-page.tsx';
import type { Place } from '../account/me.ts';
import { Done, Empty, Loaded, useDone } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { useRegions } from '../account/regions.ts';
import { useLive } from '../account/use-live.ts';
import type { CommunityList, CompanyList, CompanyRow } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { ResidentLine } from '../office/resident.tsx';
import { shortId, TeaserPairs } from '../office/teaser.tsx';
import { useWords } from '../words/use-words.ts';
import './catalogue.css';
import './check.css';

const BANDS = {
  stage: ['seed', 'startup', 'growth', 'mature'],
  ageBand: ['under-1y', '1-3y', '3-5y', '5-10y', 'over-10y'],
  staffBand: ['under-10', '10-49', '50-299', '300-999', '1000-or-more'],
  revenueBand: ['under-1m', '1m-5m', '5m-20m', '20m-100m', '100m-400m', 'over-400m'],
} as const;
type Filter = keyof typeof BANDS | 'division';
type Filters = Partial<Record<Filter, string>>;

function FilterBar({ filters, onChange }: { readonly filters: Filters; onChange(filters: Filters): void }) {
  const { t, of } = useWords();
  const { reference } = useRegions();
  const cities = (reference?.divisions ?? []).filter(({ parent }) => parent === '320000');
  const select = (name: Filter, options: readonly (readonly [value: string, label: string])[]) => (
    <label key={name} className="field">
      <span>{t(`teaser.${name === 'division' ? 'divisionCode' : name}`)}</span>
      <select value={filters[name] ?? ''} onChange={(event) => onChange({ ...filters, [name]: event.target.value })}>
        <option value="">{t('catalogue.any')}</option>
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details className="filters" open={window.matchMedia('(min-width: 56rem)').matches}>
      <summary className="fold">{t('catalogue.filters')}</summary>
      {select(
        'division',
        cities.map(({ code, name }) => [code, of(name)]),
      )}
      {(Object.keys(BANDS) as (keyof typeof BANDS)[]).map((name) =>
        select(
          name,
          BANDS[name].map((value) => [value, of(TEASER_WORDS[value] ?? { zh: value, en: value })]),
        ),
      )}
    </details>
  );
}

function Row({
  row,
  place,
  communities,
  onChanged,
}: {
  readonly row: CompanyRow;
  readonly place: Place;
  readonly communities: CommunityList['items'];
  onChanged(text: string): void;
}) {
  const { t } = useWords();
  const { resident } = row;
  return (
    <li className="row" data-company={row.id}>
      <p className="row-head">
        <Link href={`/office/${place.id}/companies/${row.id}`}>{resident?.name ?? t('companies.unnamed', { id: shortId(row.id) })}</Link>
        {resident ? (
          <span className={`badge badge-${resident.state === 'confirmed' ? 'good' : 'warn'}`}>
            {t(`residence.state.${resident.state}`)}
          </span>
        ) : null}
      </p>
      <TeaserPairs teaser={row} />
      {resident ? (
        <ResidentLine place={place} companyId={row.id} resident={resident} communities={communities} onChanged={onChanged} />
      ) : null}
    </li>
  );
}

function Companies({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const [filters, setFilters] = useState<Filters>({});
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [done, setDone] = useDone();
  const live = useLive<CompanyList>('GET /v1/companies', {}, { as: place.id, ...filters, limit: 20, cursor: cursors.at(-1) });
  const communities = useLive<CommunityList>(place.kind === 'community_operator' ? 'GET /v1/communities' : null, {}, { limit: 100 });
  const filtered = Object.values(filters).some((value) => value !== '');
  return (
    <div className="catalogue">
      <FilterBar
        filters={filters}
        onChange={(next) => {
          setFilters(next);
          setCursors([]);
        }}
      />
      <div className="found-list">
        <Done said={done} />
        <Loaded live={live}>
          {({ items, nextCursor }) => (
            <>
              {items.length === 0 ? (
                <Empty title={t(filtered ? 'companies.noneFiltered' : 'companies.none')} />
              ) : (
                <ul className="rows">
                  {items.map((row) => (
                    <Row
                      key={row.resident?.residenceId ?? row.id}
                      row={row}
                      place={place}
                      communities={communities.data?.items ?? []}
                      onChanged={(text) => {
                        setDone(text);
                        live.reload();
                      }}
                    />
                  ))}
                </ul>
              )}
              <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
            </>
          )}
        </Loaded>
      </div>
    </div>
  );
}

/** The companies an institution, a bureau or an operator may look for, as far as it may see them. */
export default function CompaniesPage({ params }: PageProps) {
  const { t } = useWords();
  return (
    <PlacePage title={t('companies.title')} placeId={params.id ?? ''} section="companies">
      {(place) => (
        <>
          <p className="lead">{t(isOneOf(CONFIRMING_KINDS, place.kind) ? 'companies.leadResidents' : 'companies.lead')}</p>
          <Companies key={place.id} place={place} />
        </>
      )}
    </PlacePage>
  );
}
