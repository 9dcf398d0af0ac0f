import { lazy, Suspense, useMemo, useState } from 'react';
import { ACCOUNT_WORDS, ACCOUNTS, type Account } from '../../../../shared/domain/ledger/kinds.ts';
import type { Place } from '../../account/me.ts';
import { Loaded } from '../../account/notices.tsx';
import { Pager } from '../../account/pager.tsx';
import { useLive } from '../../account/use-live.ts';
import { useWords } from '../../words/use-words.ts';
import { OfCase, OfRun } from './about-line.tsx';
import { Chart } from './chart.tsx';
import { balanceOption } from './chart-options.ts';
import { exactYuan, useInYuan } from './exact.ts';
import type { Explanation, Statement } from './wire.ts';

/** Only beside entries that correct, were corrected, or can be. */
const Correction = lazy(() => import('./correct-entry.tsx'));

type Props = { readonly budgetId: string; readonly place: Place };
/** What is said once a correction is proposed; without it entries are only read. */
type Correcting = { readonly onCorrected: ((said: string) => void) | undefined };

function AccountPicker({ value, onPick }: { readonly value: Account; onPick(account: Account): void }) {
  const { t, of } = useWords();
  return (
    <label className="field">
      <span>{t('desk.books.account')}</span>
      <select value={value} onChange={(event) => onPick(event.target.value as Account)}>
        {ACCOUNTS.map((account) => (
          <option key={account} value={account}>
            {of(ACCOUNT_WORDS[account])}
          </option>
        ))}
      </select>
    </label>
  );
}

type LinesProps = Correcting & { readonly items: Statement['items']; readonly place: Place; readonly account: Account };

function Lines({ items, place, account, onCorrected }: LinesProps) {
  const { t, of, moment } = useWords();
  const inYuan = useInYuan();
  const name = of(ACCOUNT_WORDS[account]);
  const option = useMemo(() => balanceOption(items, name, t('desk.chart.yuan')), [items, name, t]);
  if (items.length === 0) return <p>{t('desk.books.noLine')}</p>;
  return (
    <>
      <Chart option={option} label={t('desk.chart.balance', { account: name })} />
      <div className="table-scroll">
        <table className="desk-table">
          <caption>{t('desk.books.statement', { account: name })}</caption>
          <thead>
            <tr>
              {(['at', 'what', 'case'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`desk.books.${column}`)}
                </th>
              ))}
              {(['amount', 'balance'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {inYuan(t(`desk.books.${column}`))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((line) => (
              <tr key={line.transferId} data-entry={line.transferId}>
                <td data-label={t('desk.books.at')}>{moment(line.at)}</td>
                <th scope="row" data-label={t('desk.books.what')}>
                  {of(line.label)}
                  {line.reason ? <p className="muted">{line.reason}</p> : null}
                  <Suspense>
                    {line.correctsAt || line.correctedAt || line.correctable ? <Correction line={line} onCorrected={onCorrected} /> : null}
                  </Suspense>
                </th>
                <td data-label={t('desk.books.case')}>
                  {line.runId ? <OfRun runId={line.runId} place={place} /> : <OfCase about={line} place={place} />}
                </td>
                <td className="number" data-label={inYuan(t('desk.books.amount'))}>
                  {exactYuan(line.amountFen)}
                </td>
                <td className="number" data-label={inYuan(t('desk.books.balance'))}>
                  {exactYuan(line.balanceFen)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type Group = Explanation['groups'][number];

/** One case of a figure, with the entries that make its part of it up. */
function ExplainedGroup({ group, place }: { readonly group: Group; readonly place: Place }) {
  const { t, of, moment } = useWords();
  const { holder, caseId, applicantName, amountFen, lines } = group;
  return (
    <li>
      <details>
        <summary>
          {caseId ? (applicantName ?? t('desk.head.number', { id: caseId })) : holder ? t('desk.books.ofRun') : t('desk.books.noCase')}{' '}
          <strong>{t('desk.books.yuan', { amount: exactYuan(amountFen) })}</strong>
        </summary>
        <ul className="plain-list">
          {lines.map(({ transferId, at, label, reason, amountFen: partFen }) => (
            <li key={transferId}>
              {moment(at)} {of(label)} {t('desk.books.yuan', { amount: exactYuan(partFen) })} <span className="muted">{reason}</span>
            </li>
          ))}
        </ul>
        {caseId ? <OfCase about={group} place={place} /> : holder ? <OfRun runId={holder} place={place} /> : null}
      </details>
    </li>
  );
}

/** Which cases make the figure of an account up. */
function Explained({ budgetId, place, account }: Props & { readonly account: Account }) {
  const { t, of } = useWords();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const live = useLive<Explanation>(
    'GET /v1/ledger/budgets/{id}/explain',
    { id: budgetId },
    { figure: account, limit: 50, cursor: cursors.at(-1) },
  );
  return (
    <Loaded live={live} rows={2}>
      {({ totalFen, groups, groupCount, nextCursor, settled }) => (
        <section className="note" aria-label={t('desk.books.explain')}>
          <p>
            {t('desk.books.explained', {
              account: of(ACCOUNT_WORDS[account]),
              amount: exactYuan(totalFen),
              count: groupCount,
            })}
          </p>
          <ul className="plain-list">
            {groups.map((group) => (
              <ExplainedGroup key={`${group.holder} ${group.caseId}`} group={group} place={place} />
            ))}
          </ul>
          <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
          {settled > 0 ? <p className="muted">{t('desk.books.settled', { count: settled })}</p> : null}
        </section>
      )}
    </Loaded>
  );
}

/** An account line by line with what stood there after each, and what makes its figure up. */
export function Books({ budgetId, place, onCorrected }: Props & Correcting) {
  const { t } = useWords();
  const [account, setAccount] = useState<Account>('available');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [explained, setExplained] = useState(false);
  const live = useLive<Statement>(
    'GET /v1/ledger/budgets/{id}/statement',
    { id: budgetId },
    { account, limit: 50, cursor: cursors.at(-1) },
  );
  return (
    <section aria-labelledby="books">
      <h3 id="books">{t('desk.books.title')}</h3>
      <div className="desk-filters">
        <AccountPicker
          value={account}
          onPick={(next) => {
            setAccount(next);
            setCursors([]);
          }}
        />
        <button type="button" className="button button-quiet" aria-expanded={explained} onClick={() => setExplained(!explained)}>
          {t('desk.books.explain')}
        </button>
      </div>
      {explained ? <Explained key={account} budgetId={budgetId} place={place} account={account} /> : null}
      <Loaded live={live}>
        {({ items, nextCursor }) => (
          <>
            <Lines items={items} place={place} account={account} onCorrected={onCorrected} />
            <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
          </>
        )}
      </Loaded>
    </section>
  );
}
