import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { ACCOUNT_WORDS, ACCOUNTS, type Account } from '../../../../shared/domain/ledger/kinds.ts';
import type { Place } from '../../account/me.ts';
import { Loaded } from '../../account/notices.tsx';
import { Pager } from '../../account/pager.tsx';
import { useLive } from '../../account/use-live.ts';
import { useWords } from '../../words/use-words.ts';
import { caseAddress } from '../places.ts';
import { Chart } from './chart.tsx';
import { balanceOption } from './chart-options.ts';
import type { Explanation, Statement, TrialBalance } from './wire.ts';

type Props = { readonly budgetId: string; readonly place: Place };

/** Do the books agree with themselves, and with the counters? */
export function Trial({ budgetId }: Pick<Props, 'budgetId'>) {
  const { t, of, money } = useWords();
  const live = useLive<TrialBalance>('GET /v1/ledger/budgets/{id}/trial-balance', { id: budgetId });
  return (
    <section aria-labelledby="trial">
      <h3 id="trial">{t('desk.books.trial')}</h3>
      <Loaded live={live}>
        {({ accounts, balanced, differences }) => (
          <>
            <p className={`outcome outcome-${balanced && differences.length === 0 ? 'met' : 'failed'}`}>
              {t(balanced && differences.length === 0 ? 'desk.books.agrees' : 'desk.books.differs')}
            </p>
            {differences.map(({ field, counter, journal }) => (
              <p key={field} className="wrong">
                {t('desk.books.difference', { field, counter: money(counter), journal: money(journal) })}
              </p>
            ))}
            <table className="desk-table">
              <caption className="visually-hidden">{t('desk.books.trial')}</caption>
              <thead>
                <tr>
                  {(['account', 'in', 'out', 'balance'] as const).map((column) => (
                    <th key={column} scope="col" className={column === 'account' ? undefined : 'number'}>
                      {t(`desk.books.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {accounts.map(({ account, label, inFen, outFen, balanceFen }) => (
                  <tr key={account}>
                    <th scope="row">{of(label)}</th>
                    <td className="number" data-label={t('desk.books.in')}>
                      {money(inFen)}
                    </td>
                    <td className="number" data-label={t('desk.books.out')}>
                      {money(outFen)}
                    </td>
                    <td className="number" data-label={t('desk.books.balance')}>
                      {money(balanceFen)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Loaded>
    </section>
  );
}

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

function Lines({ items, place, account }: { readonly items: Statement['items']; readonly place: Place; readonly account: Account }) {
  const { t, of, money, moment } = useWords();
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
              {(['at', 'what', 'case', 'amount', 'balance'] as const).map((column) => (
                <th key={column} scope="col" className={column === 'amount' || column === 'balance' ? 'number' : undefined}>
                  {t(`desk.books.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ transferId, at, label, reason, caseId, amountFen, balanceFen }) => (
              <tr key={transferId}>
                <td data-label={t('desk.books.at')}>{moment(at)}</td>
                <th scope="row" data-label={t('desk.books.what')}>
                  {of(label)}
                  {reason ? <p className="muted">{reason}</p> : null}
                </th>
                <td data-label={t('desk.books.case')}>
                  {caseId ? <Link href={caseAddress(caseId, place.id)}>{caseId}</Link> : t('desk.unknown')}
                </td>
                <td className="number" data-label={t('desk.books.amount')}>
                  {money(amountFen)}
                </td>
                <td className="number" data-label={t('desk.books.balance')}>
                  {money(balanceFen)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Which cases make the figure of an account up. */
function Explained({ budgetId, place, account }: Props & { readonly account: Account }) {
  const { t, money } = useWords();
  const live = useLive<Explanation>('GET /v1/ledger/budgets/{id}/explain', { id: budgetId }, { figure: account });
  return (
    <Loaded live={live}>
      {({ totalFen, groups, more, settled }) => (
        <>
          <p>
            <strong>{money(totalFen)}</strong>
          </p>
          <ul className="plain-list">
            {groups.map(({ holder, caseId, amountFen }) => (
              <li key={`${holder} ${caseId}`}>
                {caseId ? <Link href={caseAddress(caseId, place.id)}>{caseId}</Link> : (holder ?? t('desk.books.noCase'))}{' '}
                <strong>{money(amountFen)}</strong>
              </li>
            ))}
          </ul>
          {more.groups > 0 ? <p>{t('desk.books.more', { count: more.groups, amount: money(more.amountFen) })}</p> : null}
          {settled > 0 ? <p className="muted">{t('desk.books.settled', { count: settled })}</p> : null}
        </>
      )}
    </Loaded>
  );
}

/** An account line by line with what stood there after each, and what makes its figure up. */
export function Books({ budgetId, place }: Props) {
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
            <Lines items={items} place={place} account={account} />
            <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
          </>
        )}
      </Loaded>
    </section>
  );
}
