import { useEffect, useState } from 'react';
import { Loaded } from '../../account/notices.tsx';
import { useLive } from '../../account/use-live.ts';
import { useWords } from '../../words/use-words.ts';
import { exactYuan, useInYuan } from './exact.ts';
import type { TrialBalance } from './wire.ts';

const FIGURES = ['in', 'out', 'balance'] as const;

function TrialTable({ accounts, totalFen }: Pick<TrialBalance, 'accounts' | 'totalFen'>) {
  const { t, of } = useWords();
  const inYuan = useInYuan();
  return (
    <div className="table-scroll">
      <table className="desk-table">
        <caption className="visually-hidden">{t('desk.books.trial')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.books.account')}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" className="number">
                {inYuan(t(`desk.books.${figure}`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {accounts.map((line) => (
            <tr key={line.account}>
              <th scope="row">{of(line.label)}</th>
              {FIGURES.map((figure) => (
                <td key={figure} className="number" data-label={inYuan(t(`desk.books.${figure}`))}>
                  {exactYuan(line[`${figure}Fen`])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('desk.books.sum')}</th>
            <td className="number" colSpan={FIGURES.length} data-label={inYuan(t('desk.books.balance'))}>
              {exactYuan(totalFen)}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** The journal is added up stretch by stretch, to its end. */
function useTrial(budgetId: string) {
  const [reached, setReached] = useState<{ readonly cursor: string; readonly summed: number; readonly entries: number }>();
  const live = useLive<TrialBalance>(
    'GET /v1/ledger/budgets/{id}/trial-balance',
    { id: budgetId },
    reached ? { cursor: reached.cursor } : {},
  );
  const { data, failure } = live;
  useEffect(() => {
    if (data?.nextCursor) setReached({ cursor: data.nextCursor, summed: data.summed, entries: data.entries });
  }, [data]);
  const isAtEnd = data !== undefined && data.nextCursor === null;
  return { live, reached: isAtEnd || failure ? undefined : reached };
}

/** Do the books agree with themselves, and with the counters? The table itself is folded away while they do. */
export function Trial({ budgetId }: { readonly budgetId: string }) {
  const { t } = useWords();
  const { live, reached } = useTrial(budgetId);
  return (
    <section aria-labelledby="trial">
      <h3 id="trial">{t('desk.books.trial')}</h3>
      {reached ? (
        <p role="status">
          <progress max={reached.entries} value={reached.summed} aria-label={t('desk.books.trial')} /> {reached.summed} / {reached.entries}
        </p>
      ) : (
        <Loaded live={live} rows={2}>
          {(trial) => <Outcome trial={trial} />}
        </Loaded>
      )}
    </section>
  );
}

function Outcome({ trial: { accounts, totalFen, balanced, differences } }: { readonly trial: TrialBalance }) {
  const { t } = useWords();
  const sound = balanced && differences.length === 0;
  return (
    <>
      <p className={`outcome outcome-${sound ? 'met' : 'failed'}`}>{t(sound ? 'desk.books.agrees' : 'desk.books.differs')}</p>
      {differences.map(({ field, counter, journal }) => (
        <p key={field} className="wrong">
          {t('desk.books.difference', { field, counter: exactYuan(counter), journal: exactYuan(journal) })}
        </p>
      ))}
      <details open={!sound}>
        <summary>{t('desk.books.trialTable')}</summary>
        <TrialTable accounts={accounts} totalFen={totalFen} />
      </details>
    </>
  );
}
