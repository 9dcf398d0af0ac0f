import { lazy, Suspense } from 'react';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { isEnd } from '../../../shared/domain/cases/states.ts';
import { useWords } from '../words/use-words.ts';
import { type Reckoning, sayAmount, Trace } from './amount-panel.tsx';
import { rowIdOf } from './claim-paths.ts';

const StatusBeside = lazy(() => import('./status-beside.tsx'));

/** `l1` → 第 1 笔费用. */
function useRowName(claim: unknown): (lineId: string) => string {
  const { t } = useWords();
  return (lineId) => {
    for (const [list, rows] of Object.entries((claim ?? {}) as Record<string, unknown>)) {
      const at = Array.isArray(rows) ? rows.findIndex((row) => rowIdOf(row) === lineId) : -1;
      if (at >= 0) return t(`claims.rows.${list}.title`, { number: at + 1 });
    }
    return lineId;
  };
}

/** What the claim comes to, how, and what of it is reserved and paid. */
export function StatusAmounts({ file }: { readonly file: CaseFileView }) {
  const words = useWords();
  const { t, of, money } = words;
  const rowName = useRowName(file.claim);
  const { appraisal, money: amounts, struck } = file;
  if (!appraisal) return null;
  const computed = { verdict: appraisal.verdict, computedFen: appraisal.computedFen, minFen: 0, maxFen: null };
  // The sums are of the whole life of the case: what was paid, or went back when an approval fell, is held for it no more.
  const heldFen = amounts.reservedFen - amounts.postedFen - amounts.voidedFen;
  const booked = [
    ['reserved', heldFen],
    ['paid', amounts.postedFen],
    ['recovered', amounts.recoveredFen],
  ] as const;
  return (
    <section className="panel" aria-labelledby="amounts">
      <h2 id="amounts">{t('claims.status.amount')}</h2>
      <dl className="pairs">
        <div>
          <dt>{t('claims.status.computed')}</dt>
          <dd>{sayAmount(computed, words)}</dd>
        </div>
        {booked.map(([name, fen]) =>
          fen === 0 ? null : (
            <div key={name}>
              <dt>{t(`claims.status.${name}`)}</dt>
              <dd>{money(fen)}</dd>
            </div>
          ),
        )}
      </dl>
      {isEnd(file.state) || heldFen > 0 || amounts.postedFen > 0 ? null : (
        <Suspense>
          <StatusBeside id={file.id} />
        </Suspense>
      )}
      {struck.length === 0 ? null : (
        <>
          <h3>{t('claims.status.struck', { count: struck.length })}</h3>
          <ul className="plain-list">
            {struck.map(({ lineId, reason }) => (
              <li key={lineId}>{t('claims.status.struckLine', { name: rowName(lineId), reason })}</li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{t('claims.amount.how')}</summary>
        <Trace trace={appraisal.trace as Reckoning['trace']} />
      </details>
      <details>
        <summary>{t('claims.status.clauses', { count: appraisal.clauses.length })}</summary>
        <ul className="check-items">
          {appraisal.clauses.map(({ id, outcome, text }) => (
            <li key={id}>
              <p className={`outcome outcome-${outcome}`}>{of(text)}</p>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
