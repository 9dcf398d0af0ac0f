import { Link } from 'wouter';
import { KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import type { Place } from '../account/me.ts';
import type { CommunityList, CompanyRow } from '../account/wire.ts';
import { dayOf } from '../words/format.ts';
import { industryWord } from '../words/industries.ts';
import { useWords } from '../words/use-words.ts';
import { ResidentLine } from './resident.tsx';
import { TEASER_LINES, TeaserPairs, useTeaserWords, useUnnamed } from './teaser.tsx';

type ListProps = {
  readonly items: readonly CompanyRow[];
  readonly place: Place;
  readonly communities: CommunityList['items'];
  onChanged(text: string): void;
};
type RowProps = Omit<ListProps, 'items'> & { readonly row: CompanyRow };

/** A firm can be in the list of its operator twice: what it says anew beside what was. */
const keyOf = (row: CompanyRow): string => row.resident?.residenceId ?? row.id;

function Name({ row, place }: Pick<RowProps, 'row' | 'place'>) {
  const unnamed = useUnnamed();
  return <Link href={`/office/${place.id}/companies/${row.id}`}>{row.resident?.name ?? unnamed(row)}</Link>;
}

/** What it is, where its name does not tell, and whether it is confirmed. */
function Badges({ row: { kind, resident } }: Pick<RowProps, 'row'>) {
  const { t, of } = useWords();
  const shown = resident !== null && kind !== 'company';
  if (!shown && !resident) return null;
  return (
    <span className="badges">
      {shown ? <span className="badge">{of(KIND_NAMES[kind])}</span> : null}
      {resident ? (
        <span className={`badge badge-${resident.state === 'confirmed' ? 'good' : 'warn'}`}>{t(`residence.state.${resident.state}`)}</span>
      ) : null}
    </span>
  );
}

function Residence({ row, ...rest }: RowProps) {
  return row.resident ? <ResidentLine {...rest} companyId={row.id} resident={row.resident} /> : null;
}

function Card(props: RowProps) {
  const { t, day } = useWords();
  const { row } = props;
  return (
    <li className="row" data-company={row.id}>
      <p className="row-head">
        <Name {...props} />
        <Badges row={row} />
      </p>
      <TeaserPairs teaser={row} />
      {row.updatedAt ? <p className="muted">{t('companies.updatedOn', { day: day(dayOf(row.updatedAt)) })}</p> : null}
      <Residence {...props} />
    </li>
  );
}

/** For a small screen: one card for each company. */
export const CompanyCards = ({ items, ...rest }: ListProps) => (
  <ul className="rows">
    {items.map((row) => (
      <Card key={keyOf(row)} row={row} {...rest} />
    ))}
  </ul>
);

/** What may take two lines. */
const LONG: ReadonlySet<string> = new Set(['industry', 'divisionCode']);

function Line(props: RowProps) {
  const words = useWords();
  const { row } = props;
  const wordOf = useTeaserWords();
  return (
    <tbody data-company={row.id}>
      <tr>
        <th scope="row" className={row.resident ? undefined : 'same-line'}>
          <Name {...props} />
        </th>
        {TEASER_LINES.map((line) => (
          <td key={line} className={LONG.has(line) ? undefined : 'same-line'}>
            {(line === 'industry' && row.industry && industryWord(row.industry, words)) || wordOf(row, line)}
          </td>
        ))}
        <td className="same-line">{row.updatedAt ? dayOf(row.updatedAt) : words.t('teaser.unknown')}</td>
      </tr>
      {row.resident ? (
        <tr className="line-more">
          <td colSpan={TEASER_LINES.length + 2}>
            <div className="resident-line">
              <Badges row={row} />
              <Residence {...props} />
            </div>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/** For those who look through many: one line for each company, the same in the same column. */
export function CompanyTable({ items, ...rest }: ListProps) {
  const { t } = useWords();
  return (
    <div className="table-scroll">
      <table className="company-table">
        <caption className="visually-hidden">{t('companies.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('companies.which')}</th>
            {TEASER_LINES.map((line) => (
              <th key={line} scope="col">
                {t(`teaser.${line}`)}
              </th>
            ))}
            <th scope="col">{t('companies.updated')}</th>
          </tr>
        </thead>
        {items.map((row) => (
          <Line key={keyOf(row)} row={row} {...rest} />
        ))}
      </table>
    </div>
  );
}
