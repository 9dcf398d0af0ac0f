import { useMemo } from 'react';
import { useSearch } from 'wouter';
import type { ProgrammeCard as Card, ProgrammeList } from '../api/types.ts';
import { useResource } from '../api/use-resource.ts';
import { FilterForm, type Filters, filtersFrom, queryOf } from '../components/filter-form.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { ProgrammeCard } from '../components/programme-card.tsx';
import { Failure, Skeleton } from '../components/states.tsx';
import { useSettled } from '../components/use-settled.ts';
import { useWords } from '../words/use-words.ts';
import './catalogue.css';

function Results({ list, filters, onClear }: { readonly list: ProgrammeList; readonly filters: Filters; onClear(): void }) {
  const { t } = useWords();
  if (list.total === 0) {
    return (
      <div className="state">
        <p className="state-title">{t('catalogue.empty.title')}</p>
        <p>{t(filters.q ? 'catalogue.empty.words' : 'catalogue.empty.text')}</p>
        <button type="button" className="button" onClick={onClear}>
          {t('catalogue.clear')}
        </button>
      </div>
    );
  }
  return (
    <>
      {list.total > list.programmes.length ? <p className="note">{t('catalogue.firstOnly')}</p> : null}
      <ul className="cards">
        {list.programmes.map((programme: Card) => (
          <li key={programme.id}>
            <ProgrammeCard programme={programme} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** All programmes, narrowed by what the rules themselves say; the address holds the choice, so it can be sent to someone. */
export default function Catalogue() {
  const { t } = useWords();
  const search = useSearch();
  const filters = useMemo(() => filtersFrom(search), [search]);
  const settled = useSettled(queryOf(filters), 250);
  const all = useResource<ProgrammeList>('/v1/programmes');
  const list = useResource<ProgrammeList>(`/v1/programmes${settled}`);
  // The address changes without a new page: the focus stays in the field one is filling.
  const change = (next: Filters) => window.history.replaceState(null, '', `/programmes${queryOf(next)}`);
  return (
    <div className="page">
      <PageHeading title={t('catalogue.title')} />
      <p className="lead">{t('catalogue.lead')}</p>
      <div className="catalogue">
        <FilterForm filters={filters} all={all.data?.programmes ?? []} onChange={change} />
        <section aria-labelledby="found" aria-busy={list.loading}>
          <h2 id="found" className="found">
            <span role="status">
              {list.failure ? t('check.results') : list.data ? t('catalogue.found', { count: list.data.total }) : t('states.loading')}
            </span>
          </h2>
          {list.failure ? (
            <Failure resource={list} />
          ) : list.data ? (
            <Results list={list.data} filters={filters} onClear={() => change({})} />
          ) : (
            <Skeleton rows={6} inline />
          )}
        </section>
      </div>
    </div>
  );
}
