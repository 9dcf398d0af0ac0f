import { APPLICANT_KINDS, FOUNDED_KINDS, KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { TEASER_WORDS } from '../../../shared/domain/parties/teaser.ts';
import { useRegions } from '../account/regions.ts';
import { useWords } from '../words/use-words.ts';

const BANDS = {
  stage: ['seed', 'startup', 'growth', 'mature'],
  ageBand: ['under-1y', '1-3y', '3-5y', '5-10y', 'over-10y'],
  staffBand: ['under-10', '10-49', '50-299', '300-999', '1000-or-more'],
  revenueBand: ['under-1m', '1m-5m', '5m-20m', '20m-100m', '100m-400m', 'over-400m'],
} as const;
type Band = keyof typeof BANDS;
export type Filters = Partial<Record<Band | 'kind' | 'division', string>>;

type Props = {
  readonly filters: Filters;
  /** Whether those that sit with an operator are listed, of whatever kind, or those anyone may found. */
  readonly residents: boolean;
  readonly wide: boolean;
  onChange(filters: Filters): void;
};

/** What the list is narrowed by. */
export function CompanyFilters({ filters, residents, wide, onChange }: Props) {
  const { t, of } = useWords();
  const { reference } = useRegions();
  const cities = (reference?.divisions ?? []).filter(({ parent }) => parent === '320000');
  const kinds = residents ? APPLICANT_KINDS : FOUNDED_KINDS;
  const select = (name: keyof Filters, label: string, options: readonly (readonly [value: string, label: string])[]) => (
    <label key={name} className="field">
      <span>{label}</span>
      <select value={filters[name] ?? ''} onChange={(event) => onChange({ ...filters, [name]: event.target.value })}>
        <option value="">{t('catalogue.any')}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details className="filters filters-across no-print" open={wide}>
      <summary className="fold">{t('catalogue.filters')}</summary>
      {select(
        'kind',
        t('admit.kind'),
        kinds.map((kind) => [kind, of(KIND_NAMES[kind])]),
      )}
      {select(
        'division',
        t('teaser.divisionCode'),
        cities.map(({ code, name }) => [code, of(name)]),
      )}
      {(Object.keys(BANDS) as Band[]).map((name) =>
        select(
          name,
          t(`teaser.${name}`),
          BANDS[name].map((value) => [value, of(TEASER_WORDS[value] ?? { zh: value, en: value })]),
        ),
      )}
    </details>
  );
}
