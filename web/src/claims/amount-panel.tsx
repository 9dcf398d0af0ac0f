import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { type ShownLine, TraceLines } from '../components/citation.tsx';
import { useWords, type Words } from '../words/use-words.ts';

export type Reckoning = Pick<ClaimCheck, 'verdict' | 'computedFen' | 'minFen' | 'maxFen' | 'trace'>;

/** The amount in a few words: certain, at most, or not to be told yet. */
export function sayAmount({ verdict, computedFen, minFen, maxFen }: Omit<Reckoning, 'trace'>, { t, money }: Words): string {
  if (verdict === 'ineligible') return t('claims.amount.none');
  if (computedFen !== null) return money(computedFen);
  if (maxFen === null) return t('claims.amount.open');
  return minFen === 0 ? t('claims.amount.upTo', { amount: money(maxFen) }) : t('benefit.range', { min: money(minFen), max: money(maxFen) });
}

/** What one signs for with a claim: the amount that stands on the page, the upper end of it where it is not certain yet. */
export const signedFor = ({ computedFen, maxFen }: Pick<Reckoning, 'computedFen' | 'maxFen'>): { readonly askedFen?: number } => {
  const askedFen = computedFen ?? maxFen;
  return askedFen === null ? {} : { askedFen };
};

/** Every step from the bills to the amount. */
export const Trace = ({ trace }: { readonly trace: Reckoning['trace'] }) => (
  <ol className="trace">
    <TraceLines trace={trace as readonly ShownLine[]} />
  </ol>
);

type Items = readonly Pick<ClaimCheck['items'][number], 'rule' | 'detail'>[];

/** That another claim waits under the same cap, and how much there is for all of them. */
export function OpenBeside({ items }: { readonly items: Items }) {
  const { of } = useWords();
  return items.map(({ rule, detail }) =>
    rule === 'cap-shared' && detail ? (
      <p key={detail.zh} className="note">
        {of(detail)}
      </p>
    ) : null,
  );
}

/** What would be paid as the claim stands, and how it comes about. */
export function AmountPanel({ check, busy }: { readonly check: ClaimCheck | undefined; readonly busy: boolean }) {
  const words = useWords();
  const { t } = words;
  return (
    <section className="panel amount-panel" aria-labelledby="amount">
      <h2 id="amount">{t('claims.amount.title')}</h2>
      <p className="amount-figure" role="status">
        {check ? sayAmount(check, words) : t('claims.amount.waiting')}
      </p>
      {check ? <OpenBeside items={check.items} /> : null}
      {busy ? <p className="muted">{t('claims.amount.busy')}</p> : null}
      {check && check.trace.length > 0 ? (
        <details>
          <summary>{t('claims.amount.how')}</summary>
          <Trace trace={check.trace} />
        </details>
      ) : null}
      <p className="muted">{t('claims.amount.honest')}</p>
    </section>
  );
}
