import { useState } from 'react';
import { CONFIRMING_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import { PlacePage } from '../account/account-page.tsx';
import type { Place } from '../account/me.ts';
import { Done, Empty, Loaded, useDone } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { useLive } from '../account/use-live.ts';
import type { CommunityList, CompanyList } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { CompanyFilters, type Filters } from '../office/company-filters.tsx';
import { CompanyCards, CompanyTable } from '../office/company-rows.tsx';
import { useWide } from '../office/use-wide.ts';
import { useWords } from '../words/use-words.ts';
import './catalogue.css';
import './check.css';
import './companies.css';

/** More of them where one line is enough for each. */
const PER_PAGE = { table: 50, cards: 20 } as const;

function Companies({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const wide = useWide();
  const residents = isOneOf(CONFIRMING_KINDS, place.kind);
  // Who sits with one is asked for whole; in a region one looks for companies.
  const usual: Filters = residents ? {} : { kind: 'company' };
  const [filters, setFilters] = useState<Filters>(usual);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [done, setDone] = useDone();
  const limit = wide ? PER_PAGE.table : PER_PAGE.cards;
  const live = useLive<CompanyList>('GET /v1/companies', {}, { as: place.id, ...filters, limit, cursor: cursors.at(-1) });
  const communities = useLive<CommunityList>(place.kind === 'community_operator' ? 'GET /v1/communities' : null, {}, { limit: 100 });
  const filtered = Object.entries(filters).some(([name, value]) => value !== '' && value !== usual[name as keyof Filters]);
  const List = wide ? CompanyTable : CompanyCards;
  return (
    <div className="company-list">
      <CompanyFilters
        filters={filters}
        residents={residents}
        wide={wide}
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
                <Empty title={t(nextCursor ? 'companies.noneHere' : filtered ? 'companies.noneFiltered' : 'companies.none')} />
              ) : (
                <List
                  items={items}
                  place={place}
                  communities={communities.data?.items ?? []}
                  onChanged={(text) => {
                    setDone(text);
                    live.reload();
                  }}
                />
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
