import type { BenefitResult } from '../../../shared/domain/matching/benefit.ts';
import { TraceLines } from '../components/citation.tsx';
import { showsPer } from '../words/format.ts';
import type { Words } from '../words/use-words.ts';

/** "Up to 5 million", "12,000 to 30,000", or that it depends. */
export function amountHeadline(benefit: BenefitResult, words: Words): string {
  const { t, money } = words;
  const { kind, amountFen, minFen = 0, maxFen } = benefit;
  if (amountFen !== undefined) return t(`benefit.exact.${kind}`, { amount: money(amountFen) });
  if (maxFen === null || maxFen === undefined) return t(`benefit.open.${kind}`);
  if (minFen === 0) return t(`benefit.upTo.${kind}`, { amount: money(maxFen) });
  return t(`benefit.exact.${kind}`, { amount: t('benefit.range', { min: money(minFen), max: money(maxFen) }) });
}

/** How the amount came about, line by line, each with its clause. */
export function Amount({ benefit, words }: { readonly benefit: BenefitResult; readonly words: Words }) {
  const { t, of, money } = words;
  const bp = benefit.rateCapBpOverLpr;
  return (
    <section>
      <h4>{t('check.amount')}</h4>
      <p>
        <strong>{amountHeadline(benefit, words)}</strong>
        {showsPer(benefit) ? ` · ${t(`per.${benefit.per}`)}` : null}
      </p>
      <ul className="plain-list">
        <TraceLines trace={benefit.trace} />
        {bp === undefined ? null : (
          <li>{t('benefit.rateLine', { rate: t(bp >= 0 ? 'benefit.rateOver' : 'benefit.rateUnder', { bp: Math.abs(bp) / 100 }) })}</li>
        )}
        {benefit.termMonthsMax === undefined ? null : <li>{t('benefit.termLine', { count: benefit.termMonthsMax })}</li>}
        {benefit.fees.map((fee) => (
          <li key={fee.id}>
            {of(fee.text)} {fee.amountFen === null ? '' : money(fee.amountFen)}
          </li>
        ))}
      </ul>
    </section>
  );
}
