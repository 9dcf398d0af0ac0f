import type { ProgrammeCard } from '../api/types.ts';
import { REGIONS } from '../words/regions.ts';
import { useWords } from '../words/use-words.ts';

const NAMES = ['q', 'instrument', 'applicant', 'region', 'openOn'] as const;
export type Filters = Partial<Record<(typeof NAMES)[number], string>>;

/** The filters an address holds; an impossible day is left out, as a half-typed one is. */
export function filtersFrom(search: string): Filters {
  const query = new URLSearchParams(search);
  const filters: Filters = {};
  for (const name of NAMES) {
    const value = query.get(name)?.trim();
    if (value && (name !== 'openOn' || /^\d{4}-\d{2}-\d{2}$/.test(value))) filters[name] = value;
  }
  return filters;
}

/** The address of a choice of filters: empty, or a query that starts with `?`. */
export function queryOf(filters: Filters): string {
  const query = new URLSearchParams();
  for (const name of NAMES) if (filters[name]) query.set(name, filters[name]);
  const text = query.toString();
  return text ? `?${text}` : '';
}

type Props = { readonly filters: Filters; readonly all: readonly ProgrammeCard[]; onChange(next: Filters): void };

/** The choices a filter offers are those that occur in the catalogue, and the one the address asks for. */
const offered = <Word extends string>(values: readonly Word[], chosen: string | undefined): string[] =>
  [...new Set<string>([...values, ...(chosen ? [chosen] : [])])].sort();

export function FilterForm({ filters, all, onChange }: Props) {
  const { t, of } = useWords();
  const set = (name: keyof Filters, value: string) => {
    const { [name]: _before, ...others } = filters;
    onChange(value === '' ? others : { ...others, [name]: value });
  };
  const select = (name: 'instrument' | 'applicant' | 'region', options: readonly (readonly [value: string, label: string])[]) => (
    <label className="field">
      <span>{t(`catalogue.${name}`)}</span>
      <select value={filters[name] ?? ''} onChange={(event) => set(name, event.target.value)}>
        <option value="">{t('catalogue.any')}</option>
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
  const instruments = offered(
    all.map((programme) => programme.instrument),
    filters.instrument,
  );
  const applicants = offered(
    all.flatMap((programme) => programme.applicants),
    filters.applicant,
  );
  return (
    <form className="filters" aria-label={t('catalogue.filters')} onSubmit={(event) => event.preventDefault()}>
      <label className="field">
        <span>{t('catalogue.q')}</span>
        <input
          type="search"
          value={filters.q ?? ''}
          placeholder={t('catalogue.qHint')}
          autoComplete="off"
          onChange={(event) => set('q', event.target.value)}
        />
      </label>
      {select(
        'instrument',
        instruments.map((value) => [value, t(`instrument.${value}`)]),
      )}
      {select(
        'applicant',
        applicants.map((value) => [value, t(`applicant.${value}`)]),
      )}
      {select(
        'region',
        REGIONS.map((region) => [region.code, of(region.name)]),
      )}
      <label className="field">
        <span>{t('catalogue.openOn')}</span>
        <input type="date" value={filters.openOn ?? ''} onChange={(event) => set('openOn', event.target.value)} />
      </label>
      {queryOf(filters) === '' ? null : (
        <button type="button" className="button button-quiet" onClick={() => onChange({})}>
          {t('catalogue.clear')}
        </button>
      )}
    </form>
  );
}
