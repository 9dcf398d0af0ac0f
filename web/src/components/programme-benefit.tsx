import type { Formula, Tier } from '../../../shared/domain/policy/formula.ts';
import { partsOf, tiersOf } from '../../../shared/domain/policy/formula-parts.ts';
import type { ProgrammePage } from '../api/types.ts';
import { describeFormula } from '../words/describe-formula.ts';
import { showsPer } from '../words/format.ts';
import { useWords, type Words } from '../words/use-words.ts';
import { Mark } from './badges.tsx';
import { Citation, citedFrom } from './citation.tsx';

type Version = ProgrammePage['versions'][number];
type Props = { readonly version: Version; readonly sources: ProgrammePage['sources']; label(id: string): string };

type Said = Extract<Formula, { readonly share: Formula }>;

/** The nodes that carry a sentence or clause of their own, outside tiers: shares, caps, deductions. */
function saidOf(node: Formula): Said[] {
  if ('tiers' in node) return [];
  const own = 'text' in node && node.text ? [node as Said] : [];
  return [...own, ...partsOf(node).flatMap(saidOf)];
}

const rate = (words: Words, bp: number | undefined): string =>
  bp === undefined ? '' : words.t(bp >= 0 ? 'benefit.rateOver' : 'benefit.rateUnder', { bp: Math.abs(bp) / 100 });

function TierTable({
  tiers,
  sources,
  label,
}: {
  readonly tiers: readonly Tier[];
  readonly sources: Props['sources'];
  label: Props['label'];
}) {
  const words = useWords();
  const { t, of } = words;
  const withRate = tiers.some((tier) => tier.rateCapBpOverLpr !== undefined);
  const withTerm = tiers.some((tier) => tier.termMonthsMax !== undefined);
  return (
    <div className="table-scroll">
      <table>
        <caption className="visually-hidden">{t('benefit.tiers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('benefit.when')}</th>
            <th scope="col">{t('benefit.amount')}</th>
            {withRate ? <th scope="col">{t('benefit.rate')}</th> : null}
            {withTerm ? <th scope="col">{t('benefit.term')}</th> : null}
            <th scope="col">{t('citation.open')}</th>
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier) => (
            <tr key={tier.id}>
              <th scope="row">{of(tier.text)}</th>
              <td data-label={t('benefit.amount')}>{describeFormula(tier.gives, words, label)}</td>
              {withRate ? <td data-label={t('benefit.rate')}>{rate(words, tier.rateCapBpOverLpr)}</td> : null}
              {withTerm ? (
                <td data-label={t('benefit.term')}>
                  {tier.termMonthsMax === undefined ? '' : t('benefit.months', { count: tier.termMonthsMax })}
                </td>
              ) : null}
              <td>
                <Citation cited={tier.clause ? citedFrom(tier.clause, sources) : null} confidence={tier.confidence} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What one gets: how it is reckoned, the tiers as a table, limits, fees, and the clause behind each. */
export function BenefitView({ version, sources, label }: Props) {
  const words = useWords();
  const { t, of } = words;
  const { benefit } = version;
  const tiers = tiersOf(benefit.amount);
  const said = saidOf(benefit.amount);
  const reckoned = describeFormula(benefit.amount, words, label);
  return (
    <>
      <p className="benefit-kind">
        <strong>{t(`benefit.kind.${benefit.kind}`)}</strong> {showsPer(benefit) ? ` · ${t(`per.${benefit.per}`)}` : null}{' '}
        <Mark confidence={benefit.confidence} />
      </p>
      {reckoned === t('formula.tiers') ? null : <p>{t('benefit.reckoned', { how: reckoned })}</p>}
      {tiers.map((list) => (
        <TierTable key={list.map((tier) => tier.id).join()} tiers={list} sources={sources} label={label} />
      ))}
      <ul className="plain-list">
        {said.map((node) => (
          <li key={node.text?.zh}>
            {node.text ? of(node.text) : ''}
            {node.confidence ? (
              <Citation cited={node.clause ? citedFrom(node.clause, sources) : null} confidence={node.confidence} />
            ) : null}
          </li>
        ))}
        {benefit.rateCapBpOverLpr === undefined ? null : <li>{t('benefit.rateLine', { rate: rate(words, benefit.rateCapBpOverLpr) })}</li>}
        {benefit.termMonthsMax === undefined ? null : <li>{t('benefit.termLine', { count: benefit.termMonthsMax })}</li>}
        {benefit.fees.map((fee) => (
          <li key={fee.id}>
            {of(fee.text)} <Mark confidence={fee.confidence} />
          </li>
        ))}
        {benefit.limits.map((limit) => (
          <li key={`${limit.kind}-${limit.per}-${limit.text.zh}`}>
            {of(limit.text)} <Mark confidence={limit.confidence} />
          </li>
        ))}
        {benefit.notes.map((note) => (
          <li key={note.text.zh} className="muted">
            {of(note.text)} <Mark confidence={note.confidence} />
          </li>
        ))}
      </ul>
      {benefit.clause ? <Citation cited={citedFrom(benefit.clause, sources)} confidence={benefit.confidence} /> : null}
    </>
  );
}
