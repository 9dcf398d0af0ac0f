import { lazy, Suspense, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { lineOf } from '../../../../shared/domain/cases/runs/line-of.ts';
import { may, type Place } from '../../account/me.ts';
import { Done, Empty, Loaded, useDone } from '../../account/notices.tsx';
import { Pager } from '../../account/pager.tsx';
import { useLive, useReloadOn } from '../../account/use-live.ts';
import { todayInShanghai } from '../../words/format.ts';
import { useWords } from '../../words/use-words.ts';
import { BudgetDetail } from './budget-detail.tsx';
import { BudgetTable } from './budget-table.tsx';
import { Changes } from './changes.tsx';
import { useBudgetNames } from './names.ts';
import { useWaiting, type Waiting } from './use-waiting.ts';
import type { Budget, BudgetList } from './wire.ts';

/** Below what is looked at, and only for whoever may propose one. */
const OpenBudget = lazy(() => import('./open-budget.tsx'));

/** As many as a page of the API brings: the budgets of a bureau with all their parts, over several years. */
const PAGE = 100;
const thisYear = (): number => Number(todayInShanghai().slice(0, 4));

/** The years there are budgets of, the latest first, and the one that is looked at: this year's, unless another is chosen or asked for. */
function yearsOf(
  budgets: readonly Budget[],
  chosen: number | undefined,
  asked: Budget | undefined,
): { years: readonly number[]; year: number } {
  const years = [...new Set(budgets.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => b - a);
  const year = [chosen, asked?.fiscalYear, thisYear(), years[0]].find((one) => one !== undefined && years.includes(one)) ?? thisYear();
  return { years, year };
}

const NOBODY: Waiting = new Map();
/** The part that lies open: the one asked for, else the first that somebody waits for. */
const openOf = (shown: readonly Budget[], asked: Budget | undefined, waiting: Waiting): Budget | undefined =>
  shown.find((one) => one === asked) ?? shown.find(({ budgetId }) => waiting.has(lineOf(budgetId))) ?? shown[0];

type YearProps = { readonly years: readonly number[]; readonly year: number; onPick(year: number): void };

function YearPicker({ years, year, onPick }: YearProps) {
  const { t } = useWords();
  return (
    <div className="desk-filters">
      <label className="field">
        <span>{t('desk.change.year')}</span>
        <select value={year} onChange={(event) => onPick(Number(event.target.value))}>
          {years.map((one) => (
            <option key={one} value={one}>
              {t('desk.budgets.year', { year: one })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** The budgets of a bureau (an auditor sees those of all), their books, and what two persons change about them. */
export function Budgets({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const names = useBudgetNames(place);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [picked, setPicked] = useState<number>();
  const [turns, setTurns] = useState(0);
  const [said, say] = useDone();
  const [, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const asked = query.get('budget');
  const goTo = (budgetId: string | null) => {
    if (budgetId === null) query.delete('budget');
    else query.set('budget', budgetId);
    navigate(`/desk/budgets?${query}`, { replace: true });
  };
  const { waiting, loading } = useWaiting(place, turns);
  // Who audits reads the books of all bureaus; the others those of their own.
  const as = place.roles.includes('auditor') ? undefined : place.id;
  const live = useLive<BudgetList>('GET /v1/ledger/budgets', {}, { as, limit: PAGE, cursor: cursors.at(-1) });
  useReloadOn(live, turns);
  const proposes = may([place], 'budget.propose');
  const done = (text: string) => {
    say(text);
    setTurns((count) => count + 1);
  };
  return (
    <>
      <Done said={said} />
      {proposes ? <Changes place={place} names={names} turns={turns} onDone={done} /> : null}
      <Loaded live={loading ? { ...live, data: undefined, failure: undefined } : live} rows={6}>
        {({ items, nextCursor }) => {
          const named = items.find(({ budgetId }) => budgetId === asked);
          const { years, year } = yearsOf(items, picked, named);
          const shown = items.filter(({ fiscalYear }) => fiscalYear === year);
          // Nobody waits for money of a year that is over.
          const lines = year >= thisYear() ? waiting : NOBODY;
          const open = openOf(shown, named, lines);
          const pickYear = (one: number) => {
            setPicked(one);
            goTo(null);
          };
          return items.length === 0 ? (
            <Empty title={t('desk.budgets.none')} />
          ) : (
            <>
              <YearPicker years={years} year={year} onPick={pickYear} />
              <BudgetTable budgets={shown} names={names} waiting={lines} open={open?.budgetId} onOpen={goTo} />
              <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
              {open ? (
                <BudgetDetail
                  key={`${open.budgetId} ${turns}`}
                  budget={open}
                  all={items}
                  names={names}
                  place={place}
                  year={thisYear()}
                  onDone={done}
                />
              ) : null}
            </>
          );
        }}
      </Loaded>
      {proposes ? (
        <Suspense>
          <OpenBudget names={names} year={thisYear()} onDone={done} />
        </Suspense>
      ) : null}
    </>
  );
}
